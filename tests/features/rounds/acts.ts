import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { type Panels, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { withRoundStarted } from "#bot/features/rounds/rules/round.ts";
import { ROUND, roundPartition } from "#bot/features/rounds/store/panels.ts";
import { fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { type Act, clicks, type FeatureActs, type Make } from "../../support/acts.ts";
import { openPanel } from "../../support/panel.ts";

/** Opens the panels of Anna and Bo by default; Bo speaks first, because the leader speaks last. */
async function inMeeting(team: Team, people: readonly string[] = ["anna", "bo"]): Promise<void> {
  for (const [nth, who] of people.entries()) {
    await (await openPanel(team, who)).until(({ here }) => here === nth + 1);
  }
}

/** Acts on a round that Anna started, after the steps in `before`. */
const inRound =
  (
    who: string,
    verb: string,
    kind: RoundKind,
    more: object = {},
    before: readonly (readonly [string, string, object])[] = [],
    people?: readonly string[],
  ): Act =>
  async (team) => {
    await inMeeting(team, people);
    await team.as("anna").clicks(roundVerbs.start, { teamId: TEAM, nonce: mintIdempotencyToken(team.now()), kind });
    const { round } = (await team.store.get<{ round: { id: string } }>(`round|${TEAM}`, "round"))?.data ?? {};
    const about = { teamId: TEAM, roundId: round?.id };
    for (const [one, did, what] of before) {
      await team.as(one).clicks(did, { ...about, ...what });
    }
    return clicks(team, who, verb, { ...about, ...more });
  };

const six = ["anna", "bo", "cia", "dan", "eva", "filip"];
const texts = six.map((who) => [who, roundVerbs.write, { text: "Samma ord" }] as const);

export const acts: FeatureActs["acts"] = {
  [roundVerbs.start]: async (team) => {
    await inMeeting(team);
    return clicks(team, "anna", roundVerbs.start, {
      teamId: TEAM,
      nonce: mintIdempotencyToken(team.now()),
      kind: "closing",
    });
  },
  [roundVerbs.next]: inRound("bo", roundVerbs.next, "speaking", { turn: 1 }),
  [roundVerbs.pass]: inRound("bo", roundVerbs.pass, "speaking"),
  [roundVerbs.raise]: inRound("bo", roundVerbs.raise, "speaking", {}, [["bo", roundVerbs.next, { turn: 1 }]]),
  [roundVerbs.lower]: inRound("bo", roundVerbs.lower, "speaking", {}, [
    ["bo", roundVerbs.next, { turn: 1 }],
    ["bo", roundVerbs.raise, {}],
  ]),
  [roundVerbs.greet]: inRound("bo", roundVerbs.greet, "greeting", { text: "Hej!" }),
  [roundVerbs.write]: inRound("bo", roundVerbs.write, "writing", { text: "Mer tid" }),
  [roundVerbs.extend]: async (team) => {
    await inMeeting(team);
    const nonce = mintIdempotencyToken(team.now());
    await team.as("anna").clicks(roundVerbs.start, { teamId: TEAM, nonce, kind: "writing" });
    const { round } = (await team.store.get<Panels>(`round|${TEAM}`, "round"))?.data ?? {};
    return clicks(team, "anna", roundVerbs.extend, { teamId: TEAM, roundId: round?.id, until: round?.writeUntil });
  },
  [roundVerbs.reveal]: inRound("anna", roundVerbs.reveal, "writing", {}, texts, six),
  [roundVerbs.answer]: inRound("bo", roundVerbs.answer, "closing", { heard: 4 }),
  [roundVerbs.close]: inRound("anna", roundVerbs.close, "speaking"),
};

const ROUND_ID = "o".repeat(22);

/** A running round in the team: three panels are open at another instance, and Anna leads. */
const round: Make = async (team) => {
  const here = ["anna", "bo", "cia"].reduce(
    (panels, who) => withArrival(panels, { id: idOf(who), name: fullName(who) }, "elsewhere"),
    noPanels(TEAM, team.now()),
  );
  const about = { id: ROUND_ID, kind: "speaking", actorId: idOf("anna"), seed: "s", now: team.now() } as const;
  const data = withRoundStarted({ ...here, leads: [idOf("anna")] }, about);
  await team.store.write(roundPartition(TEAM), [{ kind: "put", id: ROUND, data }]);
  return { roundId: ROUND_ID };
};

export const things: FeatureActs["things"] = { roundId: { makes: [round] } };

export const endings: FeatureActs["endings"] = [roundVerbs.close];
