import type { JobContext } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import type { JobWork } from "../../../core/job.ts";
import { updateRecordedPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { languageOfTeam } from "../../../kernel/settings.ts";
import { sentenceCard } from "../cards/preferences-card.ts";
import { peopleTexts } from "../texts.ts";
import { teamIdOfPartition } from "../verbs/install.ts";

/**
 * Replaces the text of an old answer to a command in a channel, and deletes its record either way.
 *
 * @returns false when the post exists and Teams refused the change
 */
export async function replaceOldAnswer(ctx: JobContext, { pk, id }: Pick<JobWork, "pk" | "id">): Promise<boolean> {
  const t = translator(peopleTexts, await languageOfTeam(ctx, teamIdOfPartition(pk)));
  const isChanged = await updateRecordedPost(ctx, { pk, id }, { card: sentenceCard(t("answerOld"), t) });
  await deleteOne(ctx.store, pk, id);
  return isChanged;
}
