import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DocumentStore, Unavailable } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { erasePerson, eraseReport } from "#bot/features/people/personal-data/erasing.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { aTeam, idOf, TEAM, TENANT, type Team, type TeamStorage } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn, press, text } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { stores } from "../support/stores.ts";

/* Bo has taken part in everything that Gnista stores, and erases his data. */

const MONDAY = "2026-02-02T09:00:00+01:00";
const members = ["anna", "bo", "cia", "dan", "eva", "filip", "gun"];

/** Matches Bo under every name, and the texts that he wrote or that name him, but no accidental match inside an id. */
const ofBo = new RegExp(`${idOf("bo")}|29:bo|"a:bo"|\\bBo Berg\\b|(?<![\\w+/=-])Bo(?![\\w+/=-])|[Bb]os?ord`, "u");

/** The current content of all posts. */
const postedText = (team: Team): string =>
  team.teams.posts.map(({ card, text: said, summary }) => text([card, said, summary])).join("\n");

const asks = async (team: Team, who: string, more: object): Promise<string> => {
  const known = new Set(team.channelPosts().map(({ id }) => id));
  await team.as(who).clicks(pollVerbs.ask, aQuestion(team, more));
  await team.settle();
  return idIn(team.channelPosts().find(({ id, threadId }) => !known.has(id) && threadId === undefined)?.card, "pollId");
};

const votes = (team: Team, who: string, pollId: string, choice = 0) =>
  team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(choice) });

async function aLifeInTheTeam(storage?: TeamStorage) {
  const team = await aTeam({ members, isNotInstalled: true, now: MONDAY, ...(storage ? { storage } : {}) });
  team.seats(true);
  await team.installs("bo");
  await team.settle();
  await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });
  await team.settle();
  await team.as("bo").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("anna") }, { in: "personal" });
  await team.settle();
  await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") });
  await team.settle();
  for (const who of ["bo", "cia"]) {
    await team.as(who).clicks(peopleVerbs.savePreferences, { wish: "openly", locale: "sv" });
  }

  const gives = async (who: string, more: object) => {
    await team.as(who).clicks(kudosVerbs.give, aDraft(team, more));
    await team.settle();
  };
  await gives("anna", { recipients: idOf("bo"), words: "Tack för fikat" });
  await gives("anna", { recipients: `${idOf("bo")},${idOf("cia")}`, words: "Bo och Cia räddade dagen" });
  await gives("bo", { recipients: idOf("cia"), words: "Boord till Cia" });
  await gives("bo", { recipients: idOf("dan"), words: "Boord mellan oss", audience: "private" });
  await gives("eva", { recipients: idOf("bo"), words: "Evas ord till honom", audience: "private" });
  await gives("bo", { recipients: "", words: "Boord om ett framsteg", kind: "progress" });
  team.cannotReach("gun");
  await gives("bo", { recipients: idOf("gun"), words: "Boord som väntar", audience: "private" });
  const [thanks] = team.channelPosts().filter(({ card }) => text(card).includes("Boord till Cia"));
  const ofCia = await (async () => {
    await gives("eva", { recipients: idOf("cia"), words: "Evas ord till Cia" });
    return idIn(team.channelPosts().at(-1)?.card);
  })();
  await team.as("bo").clicks(kudosVerbs.alsoThank, { kudosId: ofCia });
  await team.as("filip").says("tack @bo för något som Filip skriver på");
  await team.settle();

  const open = await asks(team, "bo", {
    question: "Boord, öppen fråga?",
    answers: "named",
    options: "Boord A\nBoord B",
  });
  await votes(team, "cia", open);
  const hidden = await asks(team, "bo", { question: "Boord, anonym fråga?", answers: "anonymous" });
  for (const who of ["anna", "cia", "dan", "eva", "filip"]) {
    await votes(team, who, hidden);
  }
  const told = await asks(team, "bo", { question: "Boord, avgjord fråga?", answers: "named" });
  await votes(team, "cia", told);
  await team.as("bo").clicks(pollVerbs.close, { pollId: told });
  await team.settle();
  await team.as("bo").clicks(pollVerbs.decide, { pollId: told, other: "Boord i stället", why: "Boord är skälet." });
  await team.settle();
  const owed = await asks(team, "bo", { question: "Boord, obesvarad?", answers: "named" });
  await votes(team, "cia", owed);
  await team.as("bo").clicks(pollVerbs.close, { pollId: owed });
  const annas = await asks(team, "anna", { question: "Annas öppna fråga?", answers: "named", results: "live" });
  await votes(team, "bo", annas, 0);
  await votes(team, "cia", annas, 0);
  const ledByBo = await asks(team, "anna", { question: "Annas avgjorda fråga?", answers: "named" });
  await votes(team, "bo", ledByBo, 0);
  await votes(team, "cia", ledByBo, 0);
  await team.as("anna").clicks(pollVerbs.close, { pollId: ledByBo });
  await team.settle();
  await team.as("bo").clicks(pollVerbs.decide, { pollId: ledByBo, outcome: "0", why: "Boord avgör." });
  await team.settle();
  return { team, thanks, questions: { open, hidden, told, owed, annas, ledByBo } };
}

const weeksOf = async (team: Team) =>
  (await team.store.range(teamPartition(TEAM), { from: "w|", to: "w|~~" })).items.map(({ data }) => data);

async function erasesHimself(team: Team) {
  const asked = await team.as("bo").clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
  const { verb, data } = press(asked.card, "Radera allt om mig");
  return team.as("bo").clicks(verb, data, { in: "personal" });
}

/** Moves the clock through `count` days, so that reminders are sent and polls close. */
async function advanceDays(team: Team, from: string, count: number): Promise<void> {
  for (let hour = 0; hour < count * 24; hour += 6) {
    await team.at(new Date(Date.parse(from) + hour * 3600_000));
  }
}

describe.each(stores)("a person who erases their data, stored in %s", (_, openBackend) => {
  it("an erased person is in no stored document and on no posted card", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const { team, questions } = await aLifeInTheTeam(backend.storage);
    expect(backend.text(team)).toMatch(ofBo);
    expect(postedText(team)).toMatch(ofBo);
    const weeks = await weeksOf(team);

    const { card } = await erasesHimself(team);
    await team.settle();

    expect(text(card)).toContain("Raderingen har börjat");
    expect(postedText(team).match(ofBo)).toBeNull();
    expect(backend.text(team).match(ofBo)).toBeNull();
    expect(await weeksOf(team)).toEqual(weeks);
    expect(team.personalPosts("bo").at(-1)?.text).toBe("Dina uppgifter är raderade.");
    const said = postedText(team);
    expect(said).toContain("En tidigare medlem tackar Cia Ceder");
    expect(said).toContain("Anna Ask tackar en tidigare medlem");
    expect(said).toContain("Orden är raderade.");
    expect(said).toContain("Frågan är raderad");
    expect(said).toContain("En tidigare medlem lämnade beskedet.");
    expect(said).toContain("Varför: (raderat)");
    const { card: open } = await team.as("anna").clicks(pollVerbs.card, { pollId: questions.annas });
    expect(text(open)).toContain("1 svar hittills");
    const { error } = await votes(team, "dan", questions.open);
    expect(error?.message).toMatch(/finns inte kvar|hör till/);
  });

  it("an erased person does not reappear when jobs that were promised before become due", {
    timeout: 120_000,
  }, async () => {
    const backend = await openBackend();
    const { team } = await aLifeInTheTeam(backend.storage);

    await erasesHimself(team);
    await team.settle();
    await advanceDays(team, MONDAY, 9);

    expect(postedText(team).match(ofBo)).toBeNull();
    expect(backend.text(team).match(ofBo)).toBeNull();
  });

  it("a person who starts the erasure twice is erased once and told once", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const { team } = await aLifeInTheTeam(backend.storage);
    const asked = await team.as("bo").clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
    const { verb, data } = press(asked.card, "Radera allt om mig");

    await Promise.all([1, 2].map(() => team.as("bo").clicks(verb, data, { in: "personal" })));
    await team.settle();
    await team.as("bo").clicks(verb, data, { in: "personal" });
    await team.settle();

    expect(team.personalPosts("bo").filter(({ text: said }) => said?.includes("raderade"))).toHaveLength(1);
    expect(backend.text(team).match(new RegExp(`${idOf("bo")}"`))).toBeNull();
  });
});

it("tells an erased person how many messages could not be changed when Gnista is no longer in the conversation", async () => {
  const { team } = await aLifeInTheTeam();
  const stand = team.channelPosts().filter(({ card, text: said }) => ofBo.test(text([card, said]))).length;
  team.seats(false);

  await erasesHimself(team);
  await team.settle();

  const said = team.personalPosts("bo").at(-1)?.text ?? "";
  expect(Number(/(\d+) meddelanden kunde inte ändras/u.exec(said)?.[1])).toBeGreaterThanOrEqual(stand);
  expect(everythingStored(team.file).text.match(ofBo)).toBeNull();
});

it("an administrator's erasure of a person reports its outcome to the administrator, and writes to nobody", async () => {
  const { team } = await aLifeInTheTeam();
  const before = team.personalPosts("bo").length;
  const services = team.gnista.jobContextFor(TENANT, "test");

  const reference = await erasePerson(services, idOf("bo"));
  expect(await eraseReport(services, reference)).toBe("underWay");
  await team.settle();

  expect(await eraseReport(services, reference)).toMatchObject({ messagesLeft: 0 });
  expect(everythingStored(team.file).text.match(ofBo)).toBeNull();
  expect(team.personalPosts("bo")).toHaveLength(before);
});

it("the erasure completes, however often the process is killed during it", { timeout: 240_000 }, async () => {
  for (const every of [2, 3, 5, 7]) {
    let isDying = false;
    let writes = 0;
    const folder = mkdtempSync(join(tmpdir(), "gnista-erase-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "gnista.sqlite");
    const { team } = await aLifeInTheTeam({
      openedBy: async (_, now) => {
        const store = openEmbedded({ file, now });
        const dies = (pk: string) => isDying && !pk.startsWith("due|") && ++writes % every === 0;
        const dying: DocumentStore = {
          ...store,
          async write(pk, ops) {
            // The work after the simulated crash is done by a later run of the scheduler.
            if (dies(pk)) {
              if (writes % 2 === 0) {
                await store.write(pk, ops);
              }
              throw new Unavailable("the process has ended");
            }
            return store.write(pk, ops);
          },
        };
        return { store: dying, keys: keyFiles(join(folder, "keys")) };
      },
    });
    const weeks = await weeksOf(team);
    await erasesHimself(team);

    isDying = true;
    for (let minutes = 0; minutes < 20 * 60; minutes += 20) {
      await team.at(new Date(Date.parse(MONDAY) + minutes * 60_000));
    }
    expect(writes).toBeGreaterThan(every);
    isDying = false;
    await advanceDays(team, "2026-02-03T06:00:00+01:00", 8);

    expect(everythingStored(file).text.match(ofBo)).toBeNull();
    expect(postedText(team).match(ofBo)).toBeNull();
    expect((await weeksOf(team)).length).toBe(weeks.length);
  }
});
