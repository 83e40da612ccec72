import { expect } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { type Panels, type ParticipationBlock, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { ROUND, roundPartition } from "#bot/features/rounds/store/panels.ts";
import { aTeam, fullName, idOf, type Team, type TeamParts } from "../../support/a-team.ts";

/** Twelve people: more than the ten whose answers a figure of "Kom du till tals?" requires. */
export const aCrowd = ["anna", "bo", "cia", "dan", "eva", "filip", "gun", "hans", "ida", "jan", "kia", "leo"] as const;

const DAY_MS = 24 * 3600_000;

export interface Days {
  readonly team: Team;
  /**
   * Opens the panels of these people and closes all others; the first leads. Uses no stream, so that the tests can
   * advance by days.
   */
  opens(people: readonly string[], meetingId?: string): Promise<void>;
  /** Starts a round and returns its id. */
  starts(kind: RoundKind, who?: string): Promise<string>;
  /** Acts on the round that was started last. Returns the error's code, or "done". */
  does(who: string, verb: string, more?: object): Promise<string>;
  /** Starts a closing round, submits these answers, and ends it. */
  closes(answers: Readonly<Record<string, number>>): Promise<void>;
  /** Advances by one day, or by `days`. */
  sleeps(days?: number): Promise<void>;
  /** The figure that the person reads. */
  figure(who?: string): Promise<ParticipationBlock>;
}

/** A team that meets on several days. */
export async function aTeamThatMeets(parts: TeamParts = {}): Promise<Days> {
  const team = await aTeam({ kind: "groupChat", members: aCrowd, leaders: ["anna"], ...parts });
  const { teamId } = team;
  const pk = roundPartition(teamId);
  let roundId = "";

  const does = async (who: string, verb: string, more: object = {}) => {
    const { status, body } = await team.as(who).acts(verb, { teamId, roundId, ...more });
    return status === 200 ? "done" : (body as { code: string }).code;
  };
  const days: Days = {
    team,
    does,
    async opens(people, meetingId) {
      const round = (await team.store.get<Panels>(pk, ROUND))?.data.round;
      const empty: Panels = {
        ...noPanels(teamId, team.now()),
        leads: people.slice(0, 1).map(idOf),
        ...(meetingId === undefined ? {} : { meetingId }),
        ...(round ? { round } : {}),
      };
      const data = people.reduce(
        (panels, who) => withArrival(panels, { id: idOf(who), name: fullName(who) }, "elsewhere"),
        empty,
      );
      await team.store.write(pk, [{ kind: "put", id: ROUND, data }]);
    },
    async starts(kind, who = "anna") {
      const nonce = mintIdempotencyToken(team.now());
      const { status, body } = await team.as(who).acts(roundVerbs.start, { teamId, nonce, kind });
      expect([status, body]).toEqual([200, {}]);
      roundId = (await team.store.get<Panels>(pk, ROUND))?.data.round?.id ?? "";
      return roundId;
    },
    async closes(answers) {
      await days.starts("closing");
      for (const [who, heard] of Object.entries(answers)) {
        expect(await does(who, roundVerbs.answer, { heard })).toBe("done");
      }
      expect(await does("anna", roundVerbs.close)).toBe("done");
      await team.settle();
    },
    async sleeps(nights = 1) {
      await team.at(new Date(team.now().getTime() + nights * DAY_MS));
    },
    figure: async (who = "bo") => (await team.as(who).asks("/teams/:team/heard")).body as ParticipationBlock,
  };
  return days;
}

/** Each person's answer, `heard(nth)`. */
export const answersOf = (people: readonly string[], heard: (nth: number) => number): Record<string, number> =>
  Object.fromEntries(people.map((who, nth) => [who, heard(nth)]));
