import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, CHAT, idOf, type Team, type TeamParts } from "../support/a-team.ts";
import type { FakeMeeting } from "../support/fake-teams.ts";
import { openPanel } from "../support/panel.ts";

export const MEETING = "MCMxOTptZWV0aW5nX3g=";

export async function aMeeting(meeting: Partial<FakeMeeting> = {}, parts: TeamParts = {}) {
  const team = await aTeam({ kind: "groupChat", ...parts });
  team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true, ...meeting });
  const opens = async (who: string, nth: number) => {
    const panel = await openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await panel.until(({ here }) => here === nth);
    return panel;
  };
  return { team, anna: await opens("anna", 1), bo: await opens("bo", 2) };
}

export const starts = (team: Team, who: string) =>
  team.as(who).acts(roundVerbs.start, { teamId: CHAT, nonce: mintIdempotencyToken(team.now()), kind: "speaking" });
