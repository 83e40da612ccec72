import { addDays } from "date-fns";
import { expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, fullName, idOf, type Team } from "../support/a-team.ts";
import { press } from "../support/cards.ts";
import { everythingStored, lineOf } from "../support/everything.ts";
import { featureNames, scenarioOf } from "../support/scenarios.ts";

/*
 * Erasing a person from what any feature stores: the busy hour of each feature, by the features' own declarations. What
 * cards show after an erasure is in `erase.test.ts`.
 */

const members = ["anna", "bo", "cia", "dan", "eva", "filip"];
/** Live documents of a meeting that has ended expire after a day. */
const DAYS = 2;

const naming = (who: string, { file }: Team): readonly string[] =>
  everythingStored(file)
    .documents.map(lineOf)
    .filter((document) => document.includes(idOf(who)) || document.includes(fullName(who)));

it.each(featureNames.flatMap((name) => members.slice(0, 3).map((who) => ({ name, who }))))(
  "$name stores nothing about $who after an erasure",
  { timeout: 120_000 },
  async ({ name, who }) => {
    const team = await aTeam({ members });
    await scenarioOf(name, "busyHour")(team, async () => undefined);
    await team.settle();
    await team.as(who).clicks(peopleVerbs.savePreferences, { wish: "openly" }, { in: "personal" });
    expect(naming(who, team)).not.toEqual([]);

    const { card } = await team.as(who).clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
    const { verb, data } = press(card, "Radera allt om mig");
    await team.as(who).clicks(verb, data, { in: "personal" });
    await team.at(addDays(team.now(), DAYS));

    expect(naming(who, team)).toEqual([]);
  },
);
