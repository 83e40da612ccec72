import type { JobContext } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { JobWork } from "../../../core/job.ts";
import { upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { postItem, RETENTION_S, roundIn, roundPartition, teamIdOfPanels } from "../store/panels.ts";
import { roundTexts } from "../texts.ts";
import { requireEnded } from "../verbs/close-round.ts";

/** Posts one line in the meeting's chat, which names nobody. */
export async function postSummary(ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(ctx, teamIdOfPanels(pk)));
  const round = roundIn(part);
  if (!team || !round) {
    return;
  }
  await requireEnded(ctx, team.id, round);
  const t = translator(roundTexts, team.locale);
  await upsertPost(ctx, {
    pk: roundPartition(team.id),
    id: postItem(round.id),
    ttl: RETENTION_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ text: t(`summary.${round.kind}`) }),
  });
}
