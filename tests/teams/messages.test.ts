import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restAfter } from "#bot/core/match-command.ts";
import { parseMessageText } from "#bot/teams/message-text.ts";
import { aTeam, BOT, fullName, idOf } from "../support/a-team.ts";
import { cardOf, text } from "../support/cards.ts";
import { aTrialTeam, textOf } from "./a-trial-team.ts";

const starts = fc.constantFrom("", "tack", "Thanks", " tack", "tac", "tacka", "in", "tack-", "TACK ");

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
    const { team, receivedCommands } = await aTrialTeam();

    await team.as("anna").says(words);

    expect(receivedCommands()).toMatchObject([{ what, text, isPrivate: false }]);
  });

  it("recognises the same command in every message of a series", async () => {
    const { team, receivedCommands } = await aTrialTeam();

    for (const words of ["ask 1", "ask 2", "ask 3", "ask 4"]) {
      await team.as("anna").says(words);
    }

    expect(receivedCommands().map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
  });

  it("passes the people that a command mentions, as in the roster and without Gnista", async () => {
    const { team, receivedCommands } = await aTrialTeam();

    await team.as("anna").says("tack @bo och @cia");

    expect(receivedCommands()).toMatchObject([
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
    const { team } = await aTrialTeam();

    const { id } = await team.as("anna").says("fråga Fika?");

    expect(team.thread(id)).toMatchObject([{ text: "fråga: Fika?", replyToId: id }]);
  });

  it("answers a refused command with the error's text, and a bug with one sentence", async () => {
    const { team } = await aTrialTeam();

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

    const parsed = parseMessageText({
      recipient,
      entities,
      text: "<at>Gnista</at> ask &lt;at&gt;x&lt;/at&gt; &#128512; &bogus; &#0;",
    });

    expect(parsed.text).toBe("ask <at>x</at> 😀 &bogus; \ufffd");
  });
});

describe("a message that Teams delivers again", () => {
  it.each([2, 5])(
    "runs a message that is delivered %i times at once with one nonce, and answers it once",
    async (times) => {
      const { team, receivedCommands } = await aTrialTeam();

      const { replies } = await team.as("anna").says("fråga Fika?", { times });

      expect(replies).toHaveLength(1);
      expect(receivedCommands()).toHaveLength(times);
      expect(new Set(receivedCommands().map(({ nonce }) => nonce)).size).toBe(1);
    },
  );

  it("runs a message that is delivered again later with its first nonce, and does not answer it again", async () => {
    const { team, receivedCommands } = await aTrialTeam();
    await team.as("anna").says("fråga Fika?", { activityId: "1" });
    await team.at("2026-02-03T12:00:00+01:00");

    const again = await team.as("anna").says("fråga Fika?", { activityId: "1" });

    expect(again.replies).toEqual([]);
    expect(receivedCommands()[1]?.nonce).toBe(receivedCommands()[0]?.nonce);
  });

  it("answers the same text with a new id within half a minute, and passes the first one's nonce as what it repeats", async () => {
    const { team, receivedCommands } = await aTrialTeam();
    await team.as("anna").says("fråga Fika?");

    const soon = await team.as("anna").says("fråga Fika?", { activityId: "2" });
    const again = await team.as("anna").says("fråga Fika?", { activityId: "2" });
    await team.at("2026-02-03T09:00:31+01:00");
    const later = await team.as("anna").says("fråga Fika?");

    expect([soon, again, later].map(({ replies }) => replies.length)).toEqual([1, 0, 1]);
    const [first, second, redelivered, third] = receivedCommands();
    expect(first?.repeats).toBeUndefined();
    expect(second?.repeats).toBe(first?.nonce);
    expect(second?.nonce).not.toBe(first?.nonce);
    expect(redelivered).toMatchObject({ nonce: second?.nonce, repeats: first?.nonce });
    expect(third?.repeats).toBeUndefined();
    expect(third?.nonce).not.toBe(first?.nonce);
  });

  it("opens a form again for the same words within half a minute, under a nonce of its own", async () => {
    const team = await aTeam();
    await team.as("anna").says("tack @bo");

    const { replies } = await team.as("anna").says("tack @bo");

    expect(replies).toHaveLength(1);
    expect(text(cardOf(replies[0]))).toContain("Öppna mitt tack");
  });

  it("treats the same text by another person, or in another conversation, as a new message", async () => {
    const { team, receivedCommands } = await aTrialTeam();
    await team.as("anna").says("fråga Fika?");

    const other = await team.as("bo").says("fråga Fika?");
    const elsewhere = await team.as("anna").says("fråga Fika?", { inPersonalChat: true });

    expect(other.replies).toHaveLength(1);
    expect(elsewhere.replies).toHaveLength(1);
    expect(new Set(receivedCommands().map(({ nonce }) => nonce)).size).toBe(3);
  });

  it("answers a repeated message when its first delivery failed before it was answered", async () => {
    const { team, receivedCommands } = await aTrialTeam();
    team.teams.fail({ status: 500, times: 2, fits: ({ method }) => method === "POST" });
    const first = await team.as("anna").says("fråga Fika?", { activityId: "9" });

    const again = await team.as("anna").says("fråga Fika?", { activityId: "9" });

    expect(first.replies).toEqual([]);
    expect(again.replies).toMatchObject([{ text: "fråga: Fika?" }]);
    expect(receivedCommands()).toHaveLength(2);
  });
});

describe("a stored document that cannot be parsed", () => {
  it("answers a message, a click, a dialog and a form with one sentence when a stored document cannot be parsed", async () => {
    const { team } = await aTrialTeam();
    await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: "settings", data: { optOuts: "broken" } }]);

    const message = await team.as("anna").says("fråga Fika?");
    const clicked = await team.as("anna").clicks("trial/text", {});
    const opened = await team.as("anna").opens("trial");
    const sent = await team.as("anna").submits("trial", { verb: "trial/text" });

    expect(message.status).toBe(200);
    for (const text of [message.replies[0]?.text, clicked.text, opened.text, sent.text]) {
      expect(text).toContain("Något gick fel hos oss.");
    }
  });
});

describe("a command in a personal chat", () => {
  it("runs a command that needs no team in a personal chat", async () => {
    const { team } = await aTrialTeam();

    const { replies } = await team.as("anna").says("fråga Fika?", { inPersonalChat: true });

    expect(replies).toMatchObject([{ text: "fråga: Fika?" }]);
  });
});

describe("a button of an old client, which arrives as a message", () => {
  it("runs an old client's button in a personal chat and replies with its card", async () => {
    const { team } = await aTrialTeam();
    const activity = { text: undefined, entities: [], value: { verb: "trial/echo", a: 1 } };

    const { replies } = await team.as("anna").says("", { inPersonalChat: true, activity });

    expect(textOf(replies[0]?.attachments)).toContain(`bara för ${fullName("anna")}`);
  });

  it("runs an old client's button in a channel, and posts a short confirmation instead of the private card", async () => {
    const { team, last } = await aTrialTeam();
    const activity = { text: undefined, entities: [], value: { verb: "trial/echo", a: 1 } };

    const { replies } = await team.as("anna").says("", { activity });

    expect(last()?.what).toBe("echo");
    expect(replies).toMatchObject([{ text: "Klart." }]);
    expect(textOf(replies)).not.toContain("bara för");
  });
});
