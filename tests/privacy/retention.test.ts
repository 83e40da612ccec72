import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { mintNonce } from "#bot/core/nonce.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { type Panels, roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, cardOf, filledIn, idIn, objectsIn, press } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { openPanel } from "../support/panel.ts";

const SECOND = 1;
const DAY = 24 * 3600;
const YEAR = 365 * DAY;
const forever = "as long as Gnista is here";
const untilDone = "until it is done";

/**
 * How long each kind of document is kept (`storage.md`, Items), in seconds. A kind that is not here has no business to be
 * stored.
 */
const kept: Readonly<Record<string, number | typeof forever | typeof untilDone>> = {
  "team/team": forever,
  "team/install": 30 * DAY,
  "team/left": 30 * DAY,
  "team/g": YEAR,
  "team/post": YEAR,
  "team/q": YEAR,
  "team/d": YEAR,
  "team/w": 36 * 31 * DAY,
  "team/nudges": 14 * DAY,
  "team/ans": 14 * DAY,
  "kudos/kudos": YEAR,
  "kudos/also": YEAR,
  "kudos/told": YEAR,
  "kudos/form": 7 * DAY,
  "poll/poll": YEAR,
  "poll/v": YEAR,
  "poll/t": YEAR,
  "poll/post": YEAR,
  "poll/form": 7 * DAY,
  "poll/reminded": YEAR,
  "round/round": DAY,
  "round/o": DAY,
  "round/a": DAY,
  "round/post": DAY,
  "heard/heard": YEAR,
  "heard/o": DAY,
  "heard/a": DAY,
  "live/i": 45 * SECOND,
  "inbox/kudos": YEAR,
  "user/settings": forever,
  "user/in": forever,
  "user/conv": forever,
  "user/ref as sender": YEAR,
  "user/ref as recipient": YEAR,
  "user/ref as also": YEAR,
  "user/ref as draft": 7 * DAY,
  "user/ref as asker": YEAR,
  "user/ref as voter": YEAR,
  "user/ref as decider": YEAR,
  "user/ref as installer": YEAR,
  "user/ref as lead": forever,
  "user/thanked": 3 * DAY,
  "user/draft": 7 * DAY,
  "user/nudges": 14 * DAY,
  "user/rests": 35 * DAY,
  "user/ref as rests": 35 * DAY,
  "rests/about": 35 * DAY,
  "rests/r": 28 * DAY,
  "conv/ref": forever,
  "teams/service": forever,
  "said/id": DAY,
  "said/event": DAY,
  "said/text": 30 * SECOND,
  "dir/team": forever,
  "dir/user": forever,
  "dir/conv": forever,
  "erasing/person": untilDone,
  "erasing/report": 90 * DAY,
  "due/at": forever,
  "due/done": 7 * DAY,
};

/** People thank, ask, answer, decide, change their minds and their settings, through every door. The clock stands still. */
async function aBusyHour(): Promise<Team> {
  const team = await aTeam({ members: ["anna", "bo", "cia", "dan", "eva", "filip"], leaders: ["anna"] });
  await team.where("bo", { wants: "openly" });
  for (const audience of ["team", "private"]) {
    await team
      .as("anna")
      .clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Hemliga ord", audience }));
    await team.settle();
  }
  await team.as("dan").clicks(kudosVerbs.alsoThank, { kudosId: idIn(team.channelPosts()[0]?.card) });
  const said = await team.as("eva").says("tack @cia för de hemliga orden");
  const draft = objectsIn(cardOf(said.replies[0])).find(({ draftId }) => draftId !== undefined) ?? {};
  const { card } = await team.as("eva").clicks(kudosVerbs.openDraft, draft);
  const send = press(card, "Tacka i kanalen", filledIn(card));
  await team.as("eva").clicks(send.verb, send.data, { activityId: said.replies[0]?.id });
  await team.as("filip").says("tack @cia för mer hemligt");
  const empty = (await team.as("filip").says("tack")).replies[0];
  const thank = press(cardOf(empty), "Tacka privat", { recipients: idOf("dan"), words: "Hemliga ord" });
  await team.as("filip").clicks(thank.verb, thank.data, { activityId: empty?.id });
  await team.settle();

  for (const answers of ["anonymous", "named"]) {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", answers }));
    await team.settle();
    const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
    }
    expect(kindsIn(team)).toEqual([]);
    await team.as("anna").clicks(pollVerbs.close, { pollId });
    await team.settle();
    if (answers === "named") {
      await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Hemligt skäl." });
      await team.settle();
    }
  }
  const form = await team.as("bo").says("fråga");
  const open = objectsIn(cardOf(form.replies[0])).find(({ verb }) => verb === pollVerbs.ask);
  const filled = { ...(open?.data as object), ...filledIn(cardOf(form.replies[0])), question: "Hemlig form?" };
  await team.as("bo").clicks(pollVerbs.ask, filled, { activityId: form.replies[0]?.id });
  await team.as("cia").clicks(peopleVerbs.savePreferences, { wish: "inPerson" });
  await team.as("anna").clicks(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("eva") });
  await team.settle();
  await aMeeting(team);
  return team;
}

/** A written round that was revealed, and two closing rounds, the second of which is still open. */
async function aMeeting(team: Team): Promise<void> {
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
  const starts = (kind: string) => acts("anna", roundVerbs.start, { nonce: mintNonce(team.now()), kind });

  await starts("writing");
  for (const who of people) {
    await acts(who, roundVerbs.write, { text: "Hemlig text" });
  }
  expect(kindsIn(team)).toEqual([]);
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
}

/** What is kept for another time than it should be, or is not known here at all. */
function kindsIn(team: Team): readonly string[] {
  return Object.entries(lifetimes(team)).flatMap(([kind, ttls]) =>
    [...ttls].filter((ttl) => ttl !== kept[kind]).map((ttl) => `${kind}: ${ttl} instead of ${kept[kind]}`),
  );
}

function lifetimes(team: Team): Readonly<Record<string, ReadonlySet<number | string>>> {
  const db = new DatabaseSync(team.file, { readOnly: true });
  const rows = db.prepare("SELECT pk, id, data, expires FROM items").all();
  db.close();
  const found: Record<string, Set<number | string>> = {};
  for (const { pk, id, data, expires } of rows) {
    const kind = kindOf(String(pk), String(id), String(data));
    const ttl = expires === null ? forever : Math.round((Number(expires) - team.now().getTime()) / 1000);
    found[kind] = (found[kind] ?? new Set()).add(ttl);
  }
  return found;
}

/** A pointer is kept as long as what it points to. */
function kindOf(pk: string, id: string, data: string): string {
  const [where] = pk.replace(/^t\.[^|]+\|/, "").split("|");
  const [what] = id.split("|");
  return where === "user" && what === "ref" ? `${where}/${what} as ${JSON.parse(data).role}` : `${where}/${what}`;
}

it("keeps every kind of document as long as is promised, and no kind that nobody knows of", async () => {
  const team = await aBusyHour();

  expect(kindsIn(team)).toEqual([]);
  const seen = Object.keys(lifetimes(team));
  expect(Object.keys(kept).filter((kind) => !seen.includes(kind))).toEqual([
    // When somebody is reminded, leads, is erased, and when Gnista has been taken out.
    ...["team/left", "team/nudges", "poll/reminded"],
    // While a written round is open, and where several servers share a store.
    ...["round/o", "round/a", "live/i"],
    ...["user/ref as lead", "user/nudges", "erasing/person", "erasing/report"],
  ]);
});

it("keeps nothing longer because it was changed or decided late: twelve months are counted from when it was said", async () => {
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
  const left = everythingStored(team.file).documents.filter(({ pk }) => /\|(?:kudos|poll|inbox)\|/.test(pk));
  expect(left.map(({ pk, id }) => `${pk} ${id}`)).toEqual([]);
  expect(everythingStored(team.file).text).not.toMatch(/[Hh]emlig/);
});

it("leaves no word of anybody when its time is over, not on the disk either", async () => {
  const team = await aBusyHour();
  expect(everythingStored(team.file).text).toContain("Hemlig");

  await team.at("2028-06-01T09:00:00+02:00");
  await team.store.purge();

  expect(everythingStored(team.file).text).not.toMatch(/[Hh]emlig/);
  expect(await team.store.get(`team|${TEAM}`, "team")).toBeDefined();
});
