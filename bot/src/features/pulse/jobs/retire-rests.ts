import type { JobContext } from "../../../core/context.ts";
import type { JobWork } from "../../../core/job.ts";
import { destroyRests, hasRests } from "../store.ts";

/** Runs when the last rest has ended: deletes the list with its key. A list that is not empty has a later job. */
export async function retireRests(ctx: JobContext, { pk }: JobWork): Promise<void> {
  if (!(await hasRests(ctx, pk))) {
    await destroyRests(ctx, pk);
  }
}
