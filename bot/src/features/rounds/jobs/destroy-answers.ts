import type { JobContext } from "../../../core/context.ts";
import type { JobWork } from "../../../core/job.ts";
import { destroyParticipation } from "../store/block.ts";
import { teamIdOfPanels } from "../store/panels.ts";

/** Destroys the answers of meetings that were counted or forgotten, with their key. `part` names the answers. */
export const destroyAnswers = (ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> =>
  destroyParticipation(ctx, teamIdOfPanels(pk), part);
