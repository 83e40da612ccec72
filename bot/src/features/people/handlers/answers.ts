import type { JobWork } from "../../../core/actions.ts";
import type { JobContext } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { updateRecorded } from "../../../core/post-once.ts";
import { translator } from "../../../i18n/translate.ts";
import { sentenceCard } from "../card/me.ts";
import { teamIn } from "../service/install.ts";
import { languageOfTeam } from "../service.ts";
import { peopleTexts } from "../texts.ts";

/** Takes down what a command was answered with in a channel. @returns false where it stands and could not be changed */
export async function takeDownAnswer(ctx: JobContext, { pk, id }: Pick<JobWork, "pk" | "id">): Promise<boolean> {
  const t = translator(peopleTexts, await languageOfTeam(ctx, teamIn(pk)));
  const isChanged = await updateRecorded(ctx, { pk, id }, { card: sentenceCard(t("answerOld"), t) });
  await deleteOne(ctx.store, pk, id);
  return isChanged;
}
