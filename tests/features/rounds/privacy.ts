import { expect } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { PostRecord } from "#bot/core/upsert-post.ts";
import { BoxCounters, Panels, ParticipationTally, roundVerbs, SealedText } from "#bot/features/rounds/contract.ts";
import { TEAM } from "../../support/a-team.ts";
import { DAY, type FeaturePrivacy, YEAR } from "../../support/feature-privacy.ts";
import { openPanel } from "../../support/panel.ts";

export const lifetimes: FeaturePrivacy["lifetimes"] = {
  "round/round": DAY,
  "round/o": DAY,
  "round/a": DAY,
  "round/post": DAY,
  "round/told": DAY,
  "heard/heard": YEAR,
  "heard/o": DAY,
  "heard/a": DAY,
};

export const documents: FeaturePrivacy["documents"] = {
  "round/round": Panels,
  "round/o": BoxCounters,
  "round/a": SealedText,
  "round/post": PostRecord,
  "round/told": PostRecord,
  "heard/heard": ParticipationTally,
  "heard/o": BoxCounters,
  "heard/a": SealedText,
};

/** While a writing round is open. */
export const rare: FeaturePrivacy["rare"] = ["round/o", "round/a"];

/** A writing round that was revealed, and two closing rounds, the second of which is still open. */
export const busyHour: FeaturePrivacy["busyHour"] = async (team, check) => {
  const people = ["anna", "bo", "cia"];
  const panels = [];
  for (const who of people) {
    panels.push(await openPanel(team, who));
  }
  await Promise.all(panels.map((one) => one.until(({ here }) => here === people.length)));
  const acts = async (who: string, verb: string, more: object = {}) => {
    const { round } = (await team.store.get<Panels>(`round|${TEAM}`, "round"))?.data ?? {};
    const { status } = await team.as(who).acts(verb, { teamId: TEAM, roundId: round?.id, ...more });
    expect(status).toBe(200);
  };
  const starts = (kind: string) =>
    acts("anna", roundVerbs.start, { nonce: mintIdempotencyToken(team.now()), kind, question: "Hemlig rundfråga?" });

  await starts("writing");
  for (const who of people) {
    await acts(who, roundVerbs.write, { text: "Hemlig text" });
  }
  check();
  await acts("anna", roundVerbs.reveal);
  await acts("anna", roundVerbs.close);
  await starts("closing");
  for (const who of people) {
    await acts(who, roundVerbs.answer, { heard: 2 });
  }
  await acts("anna", roundVerbs.close);
  await team.settle();
  await starts("closing");
  await acts("bo", roundVerbs.answer, { heard: 2 });
};

/** A trailing # allows the field to be a number. */
export const answers: FeaturePrivacy["answers"] = {
  "/teams/:team/heard": ["shows", "heard#", "mean#", "answers#"],
  "/teams/:team/rounds/start-form": ["nonce"],
  "/teams/:team/rounds/mine": ["text", "now"],
};

export const input: FeaturePrivacy["input"] = {
  kind: "speaking",
  turn: 1,
  text: "Hej",
  heard: 3,
  question: "Vad ska vi sluta med?",
  until: "2026-02-03T09:03:00.000Z",
};

export const variants: FeaturePrivacy["variants"] = {
  kind: ["speaking", "writing", "greeting", "closing"],
  turn: [1, "2"],
  heard: [4, "4"],
};
