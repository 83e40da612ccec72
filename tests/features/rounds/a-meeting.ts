import { expect } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { Panels, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, type Team, type TeamParts } from "../../support/a-team.ts";
import { type OpenPanel, openPanel } from "../../support/panel.ts";

export interface Meeting {
  readonly team: Team;
  panel(who: string): OpenPanel;
  /** Starts a round, waits until every open panel shows it, and returns its id. */
  starts(who: string, kind: RoundKind): Promise<string>;
  /** Acts on the current round. Returns the error's code, or "done". */
  does(who: string, verb: string, more?: object): Promise<string>;
  /** A person other than the leader who waits for a turn. */
  waiting(): string;
  loadPanels(): Promise<Panels | undefined>;
}

/** A meeting in the team's chat where these people have their panels open; the first is the leader. */
export async function aMeeting(
  people: readonly string[] = ["anna", "bo", "cia", "dan"],
  parts: TeamParts = {},
): Promise<Meeting> {
  const members = [...new Set([...people, ...(parts.members ?? [])])];
  const team = await aTeam({ kind: "groupChat", leaders: people.slice(0, 1), ...parts, members });
  const panels = new Map<string, OpenPanel>();
  for (const who of people) {
    const panel = await openPanel(team, who);
    panels.set(who, panel);
    await panel.until(({ here }) => here === panels.size);
  }
  const panel = (who: string) => panels.get(who) ?? never(who);
  let roundId = "";

  async function loadPanels(): Promise<Panels | undefined> {
    const item = await team.store.get(`round|${team.teamId}`, "round");
    return item && Panels.parse(item.data);
  }

  return {
    team,
    panel,
    loadPanels,
    waiting: () => people.slice(1).find((who) => panel(who).view().round?.me === "waiting") ?? never("nobody"),
    async starts(who, kind) {
      const { status, body } = await team
        .as(who)
        .acts(roundVerbs.start, { teamId: team.teamId, nonce: mintIdempotencyToken(team.now()), kind });
      expect([status, body]).toEqual([200, {}]);
      roundId = (await loadPanels())?.round?.id ?? "";
      await Promise.all([...panels.values()].map((one) => one.until(({ round }) => round?.id === roundId)));
      return roundId;
    },
    async does(who, verb, more = {}) {
      const { status, body } = await team.as(who).acts(verb, { teamId: team.teamId, roundId, ...more });
      return status === 200 ? "done" : (body as { code: string }).code;
    },
  };
}

function never(who: string): never {
  throw new Error(`${who} has no panel`);
}
