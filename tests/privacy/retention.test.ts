import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { DAY, YEAR } from "../support/feature-privacy.ts";
import {
  contractOf,
  expectedLifetimes,
  kindOf,
  kindsAbout,
  lifetimesIn,
  privacyOfFeatures,
  rare,
  unknownKinds,
} from "../support/lifetimes.ts";

/** People use every feature through every entry point. The clock stands still. */
async function aBusyHour(): Promise<Team> {
  const team = await aTeam({ members: ["anna", "bo", "cia", "dan", "eva", "filip"], leaders: ["anna"] });
  for (const { module } of privacyOfFeatures) {
    await module?.busyHour?.(team, () => expect(kindsIn(team)).toEqual([]));
  }
  return team;
}

/** Kinds of documents with a wrong lifetime, and unknown kinds. */
const kindsIn = (team: Team): readonly string[] => [
  ...unknownKinds(team),
  ...Object.entries(lifetimesIn(team))
    .filter(([kind]) => kind in expectedLifetimes)
    .flatMap(([kind, ttls]) =>
      [...ttls]
        .filter((ttl) => ttl !== expectedLifetimes[kind])
        .map((ttl) => `${kind}: ${ttl} instead of ${expectedLifetimes[kind]}`),
    ),
];

it.each(allFeatures.map(({ name }) => name))(
  "%s declares how long each kind of document that it stores is kept",
  (name) => {
    const { file, module } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};

    expect(module?.lifetimes, `add ${file} with lifetimes`).toBeDefined();
  },
);

it.each(allFeatures.map(({ name }) => name))(
  "%s declares the schema of each kind of document that it stores",
  (name) => {
    const { file, module } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
    const kinds = Object.keys(module?.lifetimes ?? {}).filter((kind) => !kind.startsWith("user/ref as "));
    const documents = Object.keys(module?.documents ?? {});

    expect(
      kinds.filter((kind) => !documents.includes(kind)).map((kind) => `add ${kind} to documents in ${file}`),
    ).toEqual([]);
    expect(documents.filter((kind) => !kinds.includes(kind)).map((kind) => `${file}: ${kind} has no lifetime`)).toEqual(
      [],
    );
  },
);

it.each(allFeatures)(
  "$name tells people what it stores about them, and exports it, if it stores anything",
  ({ name, personalData }) => {
    const { module } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
    const stores = Object.keys(module?.lifetimes ?? {}).length > 0;

    expect(personalData?.summary !== undefined, `declare personalData with says in features/${name}/feature.ts`).toBe(
      stores,
    );
  },
);

it("keeps every kind of document as long as is promised, and no kind that nobody knows of", async () => {
  const team = await aBusyHour();

  expect(kindsIn(team)).toEqual([]);
  const kinds = Object.keys(lifetimesIn(team));
  expect(
    Object.keys(expectedLifetimes)
      .filter((kind) => !kinds.includes(kind))
      .toSorted(),
  ).toEqual(rare.toSorted());
});

it("stores no field that is missing in the schema of its kind of document", async () => {
  const team = await aBusyHour();

  const found = everythingStored(team.file).documents.flatMap(({ pk, id, data }) => {
    const kind = kindOf(pk, id, data);
    const parsed = contractOf(kind)?.safeParse(JSON.parse(data));
    if (parsed === undefined) {
      return [];
    }
    const known = new Set(fieldsIn(parsed.data));
    const fields = fieldsIn(JSON.parse(data)).filter((field) => !known.has(field));
    return parsed.success ? fields.map((field) => `${kind}: ${field}`) : [`${kind}: ${parsed.error.message}`];
  });

  expect(found).toEqual([]);
});

/** The paths of all fields. */
function fieldsIn(data: unknown, path = ""): readonly string[] {
  if (Array.isArray(data)) {
    return data.flatMap((one) => fieldsIn(one, `${path}[]`));
  }
  return typeof data === "object" && data !== null
    ? Object.entries(data).flatMap(([name, value]) => [`${path}.${name}`, ...fieldsIn(value, `${path}.${name}`)])
    : [];
}

it("exactly the features that store something about a team declare the public text of what they keep and for how long", async () => {
  const team = await aBusyHour();
  const about = kindsAbout(team, TEAM);
  const stores = privacyOfFeatures.filter(({ module }) =>
    Object.keys(module?.lifetimes ?? {}).some((kind) => about.includes(kind) || kind.startsWith("team/")),
  );

  expect(stores.length).toBeGreaterThan(2);
  expect(allFeatures.filter(({ retention }) => retention).map(({ name }) => name)).toEqual(
    allFeatures.map(({ name }) => name).filter((name) => stores.some(({ feature }) => feature === name)),
  );
});

it("deletes thanks and polls twelve months after they were sent, although they were changed or decided later", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  await team.where("bo", { wants: "openly" });
  await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Hemliga ord" }));
  await team.settle();
  const about = { kudosId: idIn(team.channelPosts()[0]?.card) };
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", answers: "named" }));
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await team.settle();

  await team.at("2027-01-04T09:00:00+01:00");
  await team.as("dan").clicks(kudosVerbs.alsoThank, about);
  await team.as("bo").clicks(kudosVerbs.keepBetweenUs, about, { in: "personal" });
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Hemligt skäl." });
  await team.settle();
  const late = everythingStored(team.file).text;
  await team.at("2027-02-05T09:00:00+01:00");
  await team.store.purge();

  expect(late).toMatch(/Hemligt skäl/);
  const remaining = everythingStored(team.file).documents.filter(({ pk }) => /\|(?:kudos|poll|inbox)\|/.test(pk));
  expect(remaining.map(({ pk, id }) => `${pk} ${id}`)).toEqual([]);
  expect(everythingStored(team.file).text).not.toMatch(/[Hh]emlig/);
});

it("keeps a question that was taken back, and the pointer to it, twelve months from its opening, and its words seven days", async () => {
  const team = await aTeam({ now: "2026-02-03T09:00:00+01:00" });
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", closesOn: "2026-02-13" }));
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });

  await team.at("2026-02-10T09:00:00+01:00");
  await team.as("anna").clicks(pollVerbs.takeBack, { pollId });
  await team.settle();

  expect(lifetimesIn(team)).toMatchObject({
    "poll/poll": new Set([YEAR - 7 * DAY]),
    "poll/words": new Set([7 * DAY]),
    "user/ref as takenBack": new Set([YEAR - 7 * DAY]),
  });
  expect(lifetimesIn(team)["user/ref as asker"]).toBeUndefined();
  await team.at("2026-02-18T09:00:00+01:00");
  await team.store.purge();
  expect(everythingStored(team.file).text).not.toMatch(/[Hh]emlig/);
  await team.at("2027-02-04T09:00:00+01:00");
  await team.store.purge();
  expect(Object.keys(lifetimesIn(team)).filter((kind) => /^poll\/|takenBack/.test(kind))).toEqual([]);
});

it("leaves no word of anybody when its time is over, not on the disk either", async () => {
  const team = await aBusyHour();
  expect(everythingStored(team.file).text).toContain("Hemlig");

  await team.at("2028-06-01T09:00:00+02:00");
  await team.store.purge();

  expect(everythingStored(team.file).text).not.toMatch(/[Hh]emlig/);
  expect(await team.store.get(`team|${TEAM}`, "team")).toBeDefined();
});
