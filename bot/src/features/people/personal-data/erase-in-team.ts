import type { JobContext } from "../../../core/context.ts";
import { deleteOne, prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { PersonMention } from "../../../core/personal-data.ts";
import { updateRecordedPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { languageOfTeam, settingsOf } from "../../../kernel/settings.ts";
import { firstCard } from "../cards/first-card.ts";
import { sentenceCard } from "../cards/preferences-card.ts";
import { askItem } from "../jobs/post-first-card.ts";
import { peopleTexts } from "../texts.ts";
import { LEAD_POSTS } from "../verbs/change-lead.ts";
import { FIRST_CARD, installation, teamIdOfPartition } from "../verbs/install.ts";
import { leaveTeam } from "./erasing.ts";

/** Erases a person from a team's settings, its first card and its news about the lead. */
export async function eraseInTeam(ctx: JobContext, personId: string, { role, pk }: PersonMention): Promise<number> {
  const teamId = teamIdOfPartition(pk);
  await leaveTeam(ctx, teamId, personId);
  const t = translator(peopleTexts, await languageOfTeam(ctx, teamId));
  const installed = await installation(ctx, teamId);
  const installer = installed?.by.name ?? t("colleague");
  const leaders = ((await settingsOf(ctx, teamId))?.leaders ?? []).map(({ name }) => name);
  const card = { card: firstCard({ teamId, installer, leaders }, t) };
  const updates = [await updateRecordedPost(ctx, { pk, id: FIRST_CARD }, card)];
  if (role === "lead") {
    for await (const news of scanPartition(ctx.store, pk, prefixRange(LEAD_POSTS))) {
      updates.push(await updateRecordedPost(ctx, { pk, id: news.id }, { text: t("leadErased") }));
    }
  }
  if (role === "installer" && installed) {
    const question = { pk, id: askItem(installed) };
    updates.push(await updateRecordedPost(ctx, question, { card: sentenceCard(t("erasedHere"), t) }));
    // The record contains the address of their chat.
    await deleteOne(ctx.store, pk, question.id);
  }
  return updates.filter((isChanged) => !isChanged).length;
}
