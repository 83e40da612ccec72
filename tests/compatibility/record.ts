import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { it } from "vitest";
import { CARD_SCHEMA } from "#bot/cards/schema.ts";
import { aTeam, type Team } from "../support/a-team.ts";
import type { FeatureActs } from "../support/acts.ts";
import { filledIn } from "../support/cards.ts";
import { featureTests } from "../support/feature-tests.ts";
import {
  buttonsOn,
  cardsIn,
  everyPast,
  type Past,
  type PastCard,
  pressAll,
  startOnPast,
  storedOnDisk,
} from "./past.ts";

/*
 * `npm run record-cards`: records the cards that this version posts and no recording has, so that every later version is
 * tested on them. Run it by hand only, when cards have got new buttons. It replaces no recording: what is recorded may
 * be in use.
 */

const folder = resolve(import.meta.dirname, `../fixtures/cards/v${CARD_SCHEMA}`);

/** Two cards that differ only in their words are the same. */
const shapeOf = (card: unknown): string =>
  JSON.stringify([
    buttonsOn(card).map(({ title, verb, data }) => [title, verb, Object.keys(data).sort()]),
    Object.keys(filledIn(card)).sort(),
  ]);

const version = `v${CARD_SCHEMA}`;
const recorded = existsSync(folder) ? everyPast().filter(([name]) => name.startsWith(`${version}/`)) : [];
const known = new Set(recorded.flatMap(([, { cards }]) => cards.map(({ card }) => shapeOf(card))));

/** When everything is new, when a question has closed, and when an answer is owed. */
const MOMENTS = [undefined, "2026-02-04T16:30:00+01:00", "2026-02-09T10:00:00+01:00"] as const;

async function moment(team: Team, name: string): Promise<void> {
  const fresh = cardsIn(team).filter(({ card }) => !known.has(shapeOf(card)));
  const unique = [...new Map(fresh.map((one) => [shapeOf(one.card), one])).values()];
  const past = { now: team.now().toISOString(), ...storedOnDisk(team) };
  if (unique.length === 0) {
    return;
  }
  const cards: PastCard[] = [];
  const then = await startOnPast(past);
  for (const one of unique) {
    known.add(shapeOf(one.card));
    cards.push({ ...one, presses: (await pressAll(then, past.now, one)).presses });
  }
  writeFileSync(freeFile(name), inLines({ ...past, cards }));
}

function freeFile(name: string, nth = 1): string {
  const file = join(folder, nth === 1 ? `${name}.json` : `${name}-${nth}.json`);
  return existsSync(file) ? freeFile(name, nth + 1) : file;
}

/** One line for each document and card, so that a diff is readable. */
function inLines({ now, documents, keys, cards }: Past): string {
  const list = (all: readonly unknown[]) => `[\n${all.map((one) => JSON.stringify(one)).join(",\n")}\n]`;
  return `{"now":${JSON.stringify(now)},"keys":${JSON.stringify(keys)},\n"documents":${list(documents)},\n"cards":${list(cards)}}\n`;
}

it("records every card that this version posts and no recording has", { timeout: 30 * 60_000 }, async () => {
  mkdirSync(folder, { recursive: true });
  const everyAct = (await featureTests<FeatureActs>("acts.ts")).flatMap(({ module }) =>
    Object.entries({ ...module?.acts, ...module?.otherEntryPoints }),
  );
  for (const [name, act] of everyAct) {
    const team = await aTeam({ leaders: ["anna"] });
    await team.where("bo", { wants: "openly" });
    const deliver = await act(team);
    await deliver();
    await team.settle();
    for (const [index, at] of MOMENTS.entries()) {
      if (at) {
        await team.at(at);
      }
      await moment(team, `${name.replaceAll(/\W+/g, "-")}-${index}`);
    }
  }
  if (!existsSync(folder)) {
    throw new Error("nothing was recorded");
  }
});
