import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommandInput } from "#bot/core/feature.ts";
import { restAfter } from "#bot/core/match-command.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { parseMessageText } from "#bot/teams/message-text.ts";
import { aTeam, BOT, fullName, idOf, memberOf, personalChatOf, TEAM } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  const team = await aTeam({ features: [slice], ...parts });
  const heard = () => reached.seen.map(({ what, data }) => ({ what, ...(data as CommandInput) }));
  return { team, heard, ...reached };
}

const starts = fc.constantFrom("", "tack", "Thanks", " tack", "tac", "tacka", "in", "tack-", "TACK ");

const textOf = (card: unknown) => JSON.stringify(card);

describe("a command in a message", () => {
  it.each([
    ["tack", "tack", ""],
    ["Tack", "tack", ""],
    ["TACK!", "tack", ""],
    ["thanks for the help", "tack", "for the help"],
    ["tack: för hjälpen", "tack", "för hjälpen"],
    ["fråga Flytta mötet till 9?", "fråga", "Flytta mötet till 9?"],
    ["FRÅGA\u00a0Fika?", "fråga", "Fika?"],
    ["fra\u030aga Fika?", "fråga", "Fika?"],
    ["\n\n ask\nFika?", "fråga", "Fika?"],
    ["ask Bulle &amp; kaffe &lt;3?", "fråga", "Bulle & kaffe <3?"],
    ["ask&nbsp;Fika?", "fråga", "Fika?"],
    ["\u200bask Fika?", "fråga", "Fika?"],
    ["ask rad ett\r\nrad två", "fråga", "rad ett\nrad två"],
  ])("reads %j as the command %s with the text %j", async (words, what, text) => {
    const { team, heard } = await trial();

    await team.as("anna").says(words);

    expect(heard()).toMatchObject([{ what, text, isPrivate: false }]);
  });

  it.each(["tacka Bo", "inte tack", "helpless", "please help me", "asking", "thanksgiving", "tack-kort"])(
    "answers %j, which is no command, with the list of commands",
    async (words) => {
      const { team, heard } = await trial();

      const { replies } = await team.as("anna").says(words);

      expect(heard()).toEqual([]);
      expect(textOf(replies[0]?.attachments)).toContain("Det där kände jag inte igen.");
      expect(textOf(replies[0]?.attachments)).toContain("Tacka någon.");
    },
  );

  it.each(["hej", "Hi", "hello!", "hjälp", "help", ""])(
    "answers the greeting %j with the list of commands, in the person's language",
    async (words) => {
      const { team } = await trial();

      const { replies } = await team.as("anna").says(words, { locale: "en-GB" });

      expect(replies).toHaveLength(1);
      expect(textOf(replies[0]?.attachments)).toContain("Hello! I'm Gnista.");
      expect(textOf(replies[0]?.attachments)).toContain("Ask the team.");
      expect(replies[0]?.summary).toContain("Gnista");
    },
  );

  it("recognises the same command in every message of a series", async () => {
    const { team, heard } = await trial();

    for (const words of ["ask 1", "ask 2", "ask 3", "ask 4"]) {
      await team.as("anna").says(words);
    }

    expect(heard().map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
  });

  it("passes the people that a command mentions, as in the roster and without Gnista", async () => {
    const { team, heard } = await trial();

    await team.as("anna").says("tack @bo och @cia");

    expect(heard()).toMatchObject([
      {
        text: `${fullName("bo")} och ${fullName("cia")}`,
        mentions: [
          { id: idOf("bo"), name: fullName("bo") },
          { id: idOf("cia"), name: fullName("cia") },
        ],
      },
    ]);
  });

  it("answers a command in the thread of its message", async () => {
    const { team } = await trial();

    const { id } = await team.as("anna").says("fråga Fika?");

    expect(team.thread(id)).toMatchObject([{ text: "fråga: Fika?", replyToId: id }]);
  });

  it("answers a refused command with the error's text, and a bug with one sentence", async () => {
    const { team } = await trial();

    const refused = await team.as("anna").says("fråga nej");
    const broken = await team.as("anna").says("fråga fel");

    expect(refused.replies).toMatchObject([{ text: "Skriv din fråga." }]);
    expect(broken.status).toBe(200);
    expect(broken.replies[0]?.text).toContain("Något gick fel hos oss.");
    expect(team.logs().join("")).not.toContain("secret");
  });

  it("restAfter matches a command only as a whole word at the start of the text", () => {
    fc.assert(
      fc.property(starts, fc.string({ unit: "grapheme" }), (start, end) => {
        const words = start + end;
        const rest = restAfter(["tack", "thanks"], words);

        const isWhole = /^(tack|thanks)(?![\p{L}\p{N}_-])/iu.test(words);
        expect(rest !== undefined).toBe(isWhole);
      }),
    );
  });

  it("keeps the typed text as it was, apart from the mention of Gnista and HTML entities", () => {
    const entities = [{ type: "mention", text: "<at>Gnista</at>", mentioned: { id: BOT, name: "Gnista" } }];
    const recipient = { id: BOT };

    const said = parseMessageText({
      recipient,
      entities,
      text: "<at>Gnista</at> ask &lt;at&gt;x&lt;/at&gt; &#128512; &bogus; &#0;",
    });

    expect(said.text).toBe("ask <at>x</at> 😀 &bogus; \ufffd");
  });
});

describe("a message that Teams delivers again", () => {
  it.each([2, 5])(
    "runs a message that is delivered %i times at once with one nonce, and answers it once",
    async (times) => {
      const { team, heard } = await trial();

      const { replies } = await team.as("anna").says("fråga Fika?", { times });

      expect(replies).toHaveLength(1);
      expect(heard()).toHaveLength(times);
      expect(new Set(heard().map(({ nonce }) => nonce)).size).toBe(1);
    },
  );

  it("runs a message that is delivered again later with its first nonce, and does not answer it again", async () => {
    const { team, heard } = await trial();
    await team.as("anna").says("fråga Fika?", { activityId: "1" });
    await team.at("2026-02-03T12:00:00+01:00");

    const again = await team.as("anna").says("fråga Fika?", { activityId: "1" });

    expect(again.replies).toEqual([]);
    expect(heard()[1]?.nonce).toBe(heard()[0]?.nonce);
  });

  it("treats the same text with a new id as a repeat within half a minute, and as a new message after that", async () => {
    const { team, heard } = await trial();
    await team.as("anna").says("fråga Fika?");

    const soon = await team.as("anna").says("fråga Fika?");
    await team.at("2026-02-03T09:00:31+01:00");
    const later = await team.as("anna").says("fråga Fika?");

    expect(soon.replies).toEqual([]);
    expect(later.replies).toHaveLength(1);
    const [first, second, third] = heard().map(({ nonce }) => nonce);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("treats the same text by another person, or in another conversation, as a new message", async () => {
    const { team, heard } = await trial();
    await team.as("anna").says("fråga Fika?");

    const other = await team.as("bo").says("fråga Fika?");
    const elsewhere = await team.as("anna").says("fråga Fika?", { inPersonalChat: true });

    expect(other.replies).toHaveLength(1);
    expect(elsewhere.replies).toHaveLength(1);
    expect(new Set(heard().map(({ nonce }) => nonce)).size).toBe(3);
  });

  it("answers a repeated message when its first delivery failed before it was answered", async () => {
    const { team, heard } = await trial();
    team.teams.fail({ status: 500, times: 2, fits: ({ method }) => method === "POST" });
    const first = await team.as("anna").says("fråga Fika?", { activityId: "9" });

    const again = await team.as("anna").says("fråga Fika?", { activityId: "9" });

    expect(first.replies).toEqual([]);
    expect(again.replies).toMatchObject([{ text: "fråga: Fika?" }]);
    expect(heard()).toHaveLength(2);
  });
});

describe("a stored document that cannot be parsed", () => {
  it("answers a message, a click, a dialog and a form with one sentence when a stored document cannot be parsed", async () => {
    const { team } = await trial();
    await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: "settings", data: { optOuts: "broken" } }]);

    const said = await team.as("anna").says("fråga Fika?");
    const clicked = await team.as("anna").clicks("trial/text", {});
    const opened = await team.as("anna").opens("trial");
    const sent = await team.as("anna").submits("trial", { verb: "trial/text" });

    expect(said.status).toBe(200);
    for (const text of [said.replies[0]?.text, clicked.text, opened.text, sent.text]) {
      expect(text).toContain("Något gick fel hos oss.");
    }
  });
});

describe("a command in a personal chat", () => {
  it("asks for the team of a command that needs one, and answers in the personal chat only", async () => {
    const { team, heard, last } = await trial();
    await team.as("anna").says("tack");
    await team.as("anna").opens("trial");
    const { replies } = await team.as("anna").says("tack för hjälpen", { inPersonalChat: true });
    const card = textOf(replies[0]?.attachments);
    expect(card).toContain("Vilket team gäller det?");
    expect(card).toContain('"title":"Laget"');

    const [button] = buttonsOf(replies[0]?.attachments?.[0]?.content);
    const answer = await team.as("anna").clicks(peopleVerbs.inTeam, button?.data, { in: "personal" });

    expect(textOf(answer.card)).toContain("tack: för hjälpen");
    expect(heard().at(-1)).toMatchObject({ what: "tack", text: "för hjälpen", isPrivate: true });
    expect(last()?.ctx.team?.id).toBe(TEAM);
  });

  it("runs a command that needs no team in a personal chat", async () => {
    const { team } = await trial();

    const { replies } = await team.as("anna").says("fråga Fika?", { inPersonalChat: true });

    expect(replies).toMatchObject([{ text: "fråga: Fika?" }]);
  });

  it("explains where to add Gnista when the person shares no team with it", async () => {
    const { team } = await trial();

    const { replies } = await team.as("anna").says("tack", { inPersonalChat: true });

    expect(replies[0]?.text).toBe("Vi delar inget team än. Lägg till Gnista i en kanal eller chatt och skriv där.");
  });

  it("refuses alike a team that the person is not in and a team that does not exist", async () => {
    const { team } = await trial();
    await team.as("anna").says("tack");
    const waiting = { teamId: TEAM, command: "tack", text: "", nonce: "n" };

    const stranger = await team.as("zoe").clicks(peopleVerbs.inTeam, waiting, { in: "personal" });
    const nowhere = await team
      .as("anna")
      .clicks(peopleVerbs.inTeam, { ...waiting, teamId: "19:x" }, { in: "personal" });

    expect(stranger.error?.code).toBe("NOT_YOUR_TEAM");
    expect(nowhere.error).toEqual(stranger.error);
  });

  it("offers many teams as a list, without a team that Gnista was removed from", async () => {
    const { team } = await trial();
    await team.as("anna").says("tack");
    for (let i = 0; i < 9; i++) {
      await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: `in|19:t${i}`, data: { name: `Team ${i}` } }]);
      team.teams.room(`19:t${i}`, [memberOf("anna", fullName("anna"))]);
      if (i < 8) {
        const { data } = (await team.store.get<object>(teamPartition(TEAM), "team")) ?? { data: {} };
        const settings = { ...data, id: `19:t${i}`, name: `Team ${i}` };
        await team.store.write(teamPartition(`19:t${i}`), [{ kind: "put", id: "team", data: settings }]);
      }
    }

    const { replies } = await team.as("anna").says("tack", { inPersonalChat: true });

    const card = replies[0]?.attachments?.[0]?.content;
    expect(buttonsOf(card)).toHaveLength(1);
    expect(textOf(card)).toContain("Team 7");
    expect(textOf(card)).not.toContain("Team 8");
  });

  it("does not offer a team to a person who is only in one of its channels", async () => {
    const { team } = await trial();
    team.teams.room(personalChatOf("zoe"), [memberOf("zoe", fullName("zoe"))]);
    await team.as("zoe").says("tack");
    await team.as("anna").says("tack");

    const outsider = await team.as("zoe").says("tack", { inPersonalChat: true });
    const member = await team.as("anna").says("tack", { inPersonalChat: true });

    expect(outsider.replies[0]?.text).toMatch(/^Vi delar inget team än/);
    expect(textOf(member.replies[0])).toContain("Vilket team");
  });
});

describe("a button of an old client, which arrives as a message", () => {
  it("runs an old client's button in a personal chat and replies with its card", async () => {
    const { team } = await trial();
    const activity = { text: undefined, entities: [], value: { verb: "trial/echo", a: 1 } };

    const { replies } = await team.as("anna").says("", { inPersonalChat: true, activity });

    expect(textOf(replies[0]?.attachments)).toContain(`bara för ${fullName("anna")}`);
  });

  it("runs an old client's button in a channel, and posts a short confirmation instead of the private card", async () => {
    const { team, last } = await trial();
    const activity = { text: undefined, entities: [], value: { verb: "trial/echo", a: 1 } };

    const { replies } = await team.as("anna").says("", { activity });

    expect(last()?.what).toBe("echo");
    expect(replies).toMatchObject([{ text: "Klart." }]);
    expect(textOf(replies)).not.toContain("bara för");
  });
});

interface ButtonJson {
  readonly title?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const buttonsOf = (card: unknown): readonly ButtonJson[] =>
  (card as { actions?: ButtonJson[] } | undefined)?.actions ?? [];
