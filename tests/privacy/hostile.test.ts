import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { type Answer, aTeam, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, cardOf, filledIn, idIn, objectsIn, press, text } from "../support/cards.ts";
import { baseOf, fullOf, idsOf, inputOf, variantsOf } from "../support/every-verb.ts";
import { fieldsOf } from "../support/verb-fields.ts";

const hostile: Readonly<Record<string, string>> = {
  markdown: "**fet** _kursiv_ `kod` ~~struket~~\n# rubrik\n- punkt\n1. ett\n> citat | tabell",
  links: "[klicka](https://evil.example) https://evil.example www.evil.example <https://evil.example> a@evil.example",
  mentions: '<at>Cia Ceder</at> <AT id="1">alla</AT> </at>',
  markup: "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; {{DATE(2026-02-03)}} $(x) $name",
  messages: "{count, plural, one {en} other {#}} '{' <b>",
  json: '"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]',
  emoji: "👩‍👩‍👧‍👦 🏳️‍🌈 🫶🏽 🇸🇪",
  "right to left": "مرحبا بالعالم \u202Eomvänt\u2066 שלום \u200F.",
  "what cannot be seen": "\u200Bsynligt\uFEFF och\u2060 \u00ADdolt\u0007",
};

/** The text as a reader sees it: no invisible or direction-changing characters, and `<at>` mentions nobody. */
const asDisplayed = (words: string) =>
  words
    .replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, (c) => (c === "\n" ? c : ""))
    .replace(/<(\/?)at\b/giu, "‹$1at");

/** All text on a card that is never parsed as markup, with each run of white space as one space. */
const plainTextOn = (card: unknown): string =>
  objectsIn(card)
    .filter(({ type }) => type === "TextRun" || type === "TextBlock")
    .map(({ text: words }) => oneSpace(String(words)))
    .join("\n");

const oneSpace = (words: string) => words.replace(/\s+/gu, " ").trim();

/** Characters that change the direction of the text around them. */
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/;

const actionTypes = ["Action.Execute", "Action.Submit", "Action.ToggleVisibility", "Action.OpenUrl"];

/** The only links on these cards: a chat with the sender, by the address that Teams has for them. */
const CHAT_LINK = /^https:\/\/teams\.microsoft\.com\/l\/chat\/0\/0\?users=\w+%40contoso\.example$/;

/** A text that is no plain text consists of mentions alone, whose names are escaped. */
const MENTIONS = /^<at>[^<>]+<\/at>(?:, <at>[^<>]+<\/at>)*$/;

/** Checks that every version of every sent card has the structure that was built. */
function expectIntactCards(team: Team): void {
  const sent = team.teams.posts.flatMap(({ versions }) => versions.map(({ activity }) => activity));
  const answered = team.answers().map(({ body }) => (body === "" ? {} : JSON.parse(body)));
  const cards = objectsIn([sent, answered]).filter(({ type }) => type === "AdaptiveCard");
  expect(cards.length).toBeGreaterThan(0);
  for (const card of cards) {
    const json = text(card);
    const all = objectsIn(card);
    const actions = all.map(({ type }) => String(type)).filter((type) => type.startsWith("Action."));
    expect(json).not.toMatch(/<\/?at\b/i);
    expect(JSON.stringify(card, (key, value) => (key === "data" ? undefined : value))).not.toMatch(directionMarks);
    expect(Buffer.byteLength(json)).toBeLessThan(MAX_BYTES);
    expect(actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    expect(actions.filter((type) => !actionTypes.includes(type))).toEqual([]);
    for (const { url } of all.filter(({ type }) => type === "Action.OpenUrl")) {
      expect(url).toMatch(CHAT_LINK);
    }
    for (const { text: markdown } of all.filter(({ type }) => type === "TextBlock")) {
      expect(String(markdown)).not.toMatch(/[\\*_[\]`~<>#{}|&\n]|:\/\/|www\.|@/);
    }
  }
  for (const { text: words, textFormat } of sent.map(
    (activity) => activity as { text?: string; textFormat?: string },
  )) {
    expect(words === undefined || textFormat === "plain" || MENTIONS.test(words)).toBe(true);
  }
}

const ok = (answer: Answer): Answer => {
  expect([answer.status, answer.error]).toEqual([200, undefined]);
  return answer;
};

const newest = (team: Team): unknown => team.channelPosts().at(-1)?.card;

/** Each sends the text through one entry point, and returns the card that shows it. */
const entryPoints: Readonly<Record<string, (team: Team, words: string) => Promise<unknown>>> = {
  async "thanks from a card"(team, words) {
    ok(await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words })));
    await team.settle();
    return newest(team);
  },
  async "thanks from the tab"(team, words) {
    const data = aDraft(team, { recipients: [idOf("cia")], words });
    const body = JSON.stringify({ verb: kudosVerbs.give, data });
    expect((await team.as("anna").asks("/acts", { method: "POST", body })).status).toBe(200);
    await team.settle();
    return newest(team);
  },
  async "thanks from a dialog on somebody's message"(team, words) {
    const about = { from: "dan", text: words, contentType: "text" } as const;
    const form = ok(await team.as("anna").opens("tack", { about })).card;
    expect(plainTextOn(form)).toContain(oneSpace(asDisplayed(words)));
    const { data } = press(form, "Tacka öppet", { ...filledIn(form), words });
    ok(await team.as("anna").submits("tack", data));
    await team.settle();
    return newest(team);
  },
  async "private thanks by command"(team, words) {
    const { replies } = await team.as("eva").says("tack");
    const form = cardOf(replies[0]);
    const send = press(form, "Tacka privat", { ...filledIn(form), recipients: idOf("anna"), words });
    ok(await team.as("eva").clicks(send.verb, send.data));
    await team.settle();
    return team.personalPosts("anna").at(-1)?.card;
  },
  async "what the team stands for"(team, words) {
    const value = asDisplayed(words).replace(/[\n,]/g, " ").slice(0, 40).trim();
    const draft = { teamId: TEAM, values: value, locale: "sv", zone: "Europe/Stockholm" };
    const form = ok(await team.as("anna").clicks(peopleVerbs.saveTeam, draft)).card;
    const again = ok(await team.as("anna").clicks(peopleVerbs.saveTeam, { ...filledIn(form), teamId: TEAM }));
    expect(again.card).toEqual(form);
    ok(await team.as("bo").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("eva"), words, value })));
    await team.settle();
    expect(plainTextOn(newest(team))).toContain(oneSpace(asDisplayed(value)));
    return newest(team);
  },
  async "a question by form"(team, words) {
    const options = [`1 ${words}`, `2 ${words}`].map((one) => oneSpace(asDisplayed(one)).slice(0, 80)).join("\n");
    ok(await team.as("bo").clicks(pollVerbs.ask, aQuestion(team, { question: words, options })));
    await team.settle();
    return newest(team);
  },
  async "a decision"(team, words) {
    const ask = aQuestion(team, { question: "Vad blir det?", mode: "advice" });
    ok(await team.as("cia").clicks(pollVerbs.ask, ask));
    await team.settle();
    const about = { pollId: idIn(newest(team), "pollId") };
    ok(await team.as("cia").clicks(pollVerbs.close, about));
    await team.settle();
    const other = asDisplayed(words).slice(0, 80);
    ok(await team.as("cia").clicks(pollVerbs.decide, { ...about, other, why: words }));
    await team.settle();
    return team.channelPosts().findLast(({ card }) => text(card).includes(about.pollId))?.card;
  },
};

const everybody = ["anna", "bo", "cia", "dan", "eva"];

async function aTeamThatShowsItself(parts: Parameters<typeof aTeam>[0] = {}): Promise<Team> {
  const team = await aTeam({ members: everybody, leaders: ["anna"], ...parts });
  for (const who of everybody) {
    await team.where(who, { wants: "openly" });
  }
  return team;
}

describe.each(Object.entries(hostile))("%s", (_, words) => {
  it.each(Object.entries(entryPoints))(
    "a hostile text shows as it was written and breaks nothing, in %s",
    async (_, entryPoint) => {
      const team = await aTeamThatShowsItself();

      const card = await entryPoint(team, words);

      expect(plainTextOn(card)).toContain(oneSpace(asDisplayed(words)));
      expectIntactCards(team);
    },
  );

  it("a hostile text breaks no card when it is written to Gnista in the channel or in the personal chat", async () => {
    const team = await aTeamThatShowsItself();

    for (const message of [
      words,
      `tack ${words}`,
      `tack @bo för ${words}`,
      `fråga ${words}`,
      `fråga Vad? : ${words} / b`,
    ]) {
      await team.as("anna").says(message);
      await team.as("anna").says(message, { inPersonalChat: true });
      await team.settle();
    }

    expectIntactCards(team);
    expect(team.logs().filter((line) => line.includes("bug"))).toEqual([]);
  });

  it("a hostile text shows as plain text when it is the name of each person and of the team", async () => {
    const hostileName = (who: string) => `${who} ${words}`.slice(0, 256);
    const names = Object.fromEntries(everybody.map((who) => [who, hostileName(who)]));
    const team = await aTeamThatShowsItself({ names, teamName: words, isNotInstalled: true });
    team.seats(true);
    await team.installs("anna");
    await team.settle();

    await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });
    await team.settle();
    await team.as("bo").says("vårt team");
    await team.as("bo").clicks(peopleVerbs.editTeam, { teamId: TEAM });
    await team.as("bo").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("cia") });
    for (const entryPoint of Object.values(entryPoints).slice(0, 4)) {
      await entryPoint(team, "Tack för hjälpen");
    }
    await team.as("bo").clicks(pollVerbs.ask, aQuestion(team, { answers: "named" }));
    await team.settle();
    await team.as("bo").clicks(peopleVerbs.myData, {});
    await team.as("bo").clicks(peopleVerbs.exportData, {});
    await team.as("bo").says("fråga", { inPersonalChat: true });

    const displayedName = (who: string) => oneSpace(asDisplayed(hostileName(who))).slice(0, 50);
    const [first] = team.channelPosts();
    expect(plainTextOn(first?.card)).toContain(`${displayedName("anna")}`);
    expect(plainTextOn(first?.card)).toContain(`${displayedName("cia")}`);
    expectIntactCards(team);
  });
});

/** The fields of free text that the verb takes: those with one text as their valid value. */
const textFields = (verb: string): readonly string[] =>
  Object.keys(fieldsOf(verb)).filter((field) => {
    const value = inputOf(verb)[field];
    return typeof value === "string" && value !== "" && !(field in variantsOf(verb));
  });
const verbsWithText = allFeatures
  .map(({ name, verbs = {} }) => [name, Object.keys(verbs).filter((verb) => textFields(verb).length > 0)] as const)
  .filter(([, verbs]) => verbs.length > 0);

it.each(verbsWithText)(
  "a hostile text in any field that a verb of %s takes breaks no card",
  { timeout: 120_000 },
  async (_, verbs) => {
    const team = await aTeam();
    const things = await idsOf(team, { base: baseOf("bo"), word: "Bulle", others: [] });

    for (const verb of verbs) {
      for (const words of Object.values(hostile)) {
        const texts = Object.fromEntries(textFields(verb).map((field) => [field, words.slice(0, 40)]));
        expect((await team.as("anna").clicks(verb, { ...fullOf(things, verb, team), ...texts })).status).toBe(200);
        await team.settle();
      }
    }

    expectIntactCards(team);
  },
);

describe("ten thousand characters", () => {
  const long = "lång ".repeat(2000);

  it.each([
    ["thanks", kudosVerbs.give, (team: Team) => aDraft(team, { recipients: idOf("bo"), words: long }), "500 tecken"],
    ["a value", peopleVerbs.saveTeam, () => ({ teamId: TEAM, values: long, locale: "sv", zone: "Asia/Tokyo" }), "40"],
    ["a zone", peopleVerbs.savePreferences, () => ({ zone: long }), "Öppna formuläret igen"],
    ["a question", pollVerbs.ask, (team: Team) => aQuestion(team, { question: long }), "240 tecken"],
    ["an option", pollVerbs.ask, (team: Team) => aQuestion(team, { options: [long, "b"] }), "80 tecken"],
  ] as const)(
    "refuses ten thousand characters in %s with the limit in the message, and posts nothing",
    async (_, verb, data, says) => {
      const team = await aTeamThatShowsItself();

      const answer = await team.as("anna").clicks(verb, data(team));
      await team.settle();

      expect(answer.status).toBe(200);
      expect(answer.error?.message).toContain(says);
      expect(team.channelPosts()).toEqual([]);
    },
  );

  it("a dialog that refuses ten thousand characters is shown again with a text that is still too long, and no longer than 2,000", async () => {
    const team = await aTeamThatShowsItself();
    const draft = aDraft(team, { recipients: idOf("bo"), words: long, verb: kudosVerbs.give });

    const { card } = await team.as("anna").submits("tack", draft);

    expect(plainTextOn(card)).toContain("500 tecken");
    expect(filledIn(card)).toMatchObject({ recipients: idOf("bo"), words: long.slice(0, 2_000).trim() });
    expectIntactCards(team);
  });

  it("answers a message of ten thousand characters with one message", async () => {
    const team = await aTeamThatShowsItself();

    for (const message of [long, `tack ${long}`, `fråga ${long}`]) {
      const { status, replies } = await team.as("anna").says(message);
      expect([status, replies.length]).toEqual([200, 1]);
      const alone = await team.as("anna").says(message, { inPersonalChat: true });
      expect([alone.status, alone.replies.length]).toEqual([200, 1]);
    }

    expectIntactCards(team);
  });
});
