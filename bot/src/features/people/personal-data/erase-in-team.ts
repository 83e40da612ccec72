import type { JobContext } from "../../../core/context.ts";
import { allOf, deleteOne, startingWith } from "../../../core/document-store.ts";
import type { Naming } from "../../../core/feature.ts";
import { updateRecorded } from "../../../core/post-once.ts";
import { translator } from "../../../i18n/translate.ts";
import { languageOfTeam, settingsOf } from "../../../kernel/settings.ts";
import { firstCard } from "../cards/first-days.ts";
import { sentenceCard } from "../cards/own-settings.ts";
import { askItem } from "../jobs/first-days.ts";
import { peopleTexts } from "../texts.ts";
import { LEAD_POSTS } from "../verbs/change-lead.ts";
import { FIRST_CARD, installation, teamIn } from "../verbs/install.ts";
import { leaveTeam } from "./erasing.ts";

/** Takes somebody out of a team's settings, its first card and its news of who leads. */
export async function eraseInTeam(ctx: JobContext, personId: string, { role, pk }: Naming): Promise<number> {
  const teamId = teamIn(pk);
  await leaveTeam(ctx, teamId, personId);
  const t = translator(peopleTexts, await languageOfTeam(ctx, teamId));
  const asked = await installation(ctx, teamId);
  const installer = asked?.by.name ?? t("colleague");
  const leaders = ((await settingsOf(ctx, teamId))?.leaders ?? []).map(({ name }) => name);
  const card = { card: firstCard({ teamId, installer, leaders }, t) };
  const stand = [await updateRecorded(ctx, { pk, id: FIRST_CARD }, card)];
  if (role === "lead") {
    for await (const news of allOf(ctx.store, pk, startingWith(LEAD_POSTS))) {
      stand.push(await updateRecorded(ctx, { pk, id: news.id }, { text: t("leadErased") }));
    }
  }
  if (role === "installer" && asked) {
    const question = { pk, id: askItem(asked) };
    stand.push(await updateRecorded(ctx, question, { card: sentenceCard(t("erasedHere"), t) }));
    // The record says where their chat is.
    await deleteOne(ctx.store, pk, question.id);
  }
  return stand.filter((isChanged) => !isChanged).length;
}
