import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Extension } from "#bot/core/extension.ts";
import type { Feature } from "#bot/core/feature.ts";
import { type Offer, type Offered, offersOf } from "#bot/core/offer.ts";
import * as declared from "#bot/features/index.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { Suggestions } from "#bot/features/pulse/api.ts";
import { isInConversation } from "#bot/kernel/access.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn, press, text } from "../support/cards.ts";

const label = { sv: "Vinka", en: "Wave" };

const form: Extension = {
  access: "conversation",
  commandId: "vinka",
  title: label,
  listed: { description: label, inCompose: false, rank: 500 },
  form: async () => ({ type: "AdaptiveCard" }),
};

/** A feature with offers on a thank-you, a decided question, a suggestion and a message. */
function aWave(more: Partial<Feature> = {}): Feature {
  return {
    name: "wave",
    verbs: {
      "wave/open": {
        access: "conversation",
        async run(ctx, raw) {
          await isInConversation(ctx, ctx.team?.conversationId ?? "");
          return { text: `vinkar: ${text(raw)}` };
        },
      },
    },
    extensions: [form],
    offers: [
      { on: "message", form: "vinka", draft: (about) => about },
      { on: "kudos", key: "wave", label, rank: 50, verb: "wave/open", draft: (subject) => ({ ...subject }) },
      { on: "decidedQuestion", key: "wave", label, rank: 50, verb: "wave/open", draft: (subject) => ({ ...subject }) },
      { on: "suggestion", key: "wave", label, rank: 50, verb: "wave/open", draft: (subject) => ({ ...subject }) },
    ],
    ...more,
  };
}

const withWave = () => composeFeatures([...Object.values(declared), aWave()]);

const onKudos = (more: Partial<Extract<Offer, { on: "kudos" }>> = {}): Offer => ({
  on: "kudos",
  key: "wave",
  label,
  rank: 50,
  verb: "wave/open",
  draft: () => ({}),
  ...more,
});

describe("composeFeatures", () => {
  const bow = (offers: readonly Offer[]): Feature => ({ ...aWave({ extensions: [] }), name: "bow", offers });

  it.each([
    [
      "two offers with the same key on one host",
      [onKudos({ rank: 51 })],
      'bow and wave both declare the offer "kudos/wave"',
    ],
    [
      "two offers with the same rank on one host",
      [onKudos({ key: "bow" })],
      'bow and wave both declare the rank of an offer "kudos 50"',
    ],
    [
      "an offer that opens no verb",
      [onKudos({ key: "bow", rank: 51, verb: "bow/gone" })],
      'bow offers "bow" on kudos, which opens "bow/gone"',
    ],
    [
      "an offer that opens another feature's verb",
      [onKudos({ key: "bow", rank: 51, verb: "kudos/give" })],
      'which opens "kudos/give": declare that in bow',
    ],
    [
      "an offer on a message that opens no form of the feature",
      [{ on: "message", form: "tack", draft: () => ({}) }],
      'bow offers "tack" on message, which opens "tack"',
    ],
  ] as const)("composeFeatures refuses %s", (_, offers, problem) => {
    expect(() => composeFeatures([aWave(), bow(offers)])).toThrow(problem);
  });

  it("composeFeatures refuses a form that nothing opens", () => {
    expect(() => composeFeatures([aWave({ offers: [] })])).toThrow('wave opens the form "vinka" from nowhere');
  });

  it("composeFeatures accepts the same key and rank on different hosts", () => {
    expect(() => composeFeatures([aWave()])).not.toThrow();
  });
});

describe("offersOf", () => {
  const subject = { teamId: "t", conversationId: "c", recipients: [], wholeTeam: true, words: undefined };
  const keys = (offers: readonly Offered[]) => offers.map(({ key }) => key);

  it("offersOf sorts the offers of all features by rank", () => {
    const one = { offers: [onKudos({ key: "last", rank: 90 }), onKudos({ key: "first", rank: 10 })] };
    const other = { offers: [onKudos({ key: "second", rank: 20 })] };

    expect(keys(offersOf([one, other]).on("kudos", subject))).toEqual(["first", "second", "last"]);
  });

  it("offersOf leaves out an offer that makes no draft of the subject", () => {
    const offers = [
      onKudos({ key: "none", draft: ({ words }) => (words === undefined ? undefined : { words }) }),
      onKudos(),
    ];

    expect(keys(offersOf([{ offers }]).on("kudos", subject))).toEqual(["wave"]);
  });

  it("offersOf returns only the offers on the given host", () => {
    expect(keys(offersOf([aWave()]).on("reminder", { kind: "owedAnswer" }))).toEqual([]);
  });
});

describe("an offer on a thank-you", () => {
  const thanks = async (team: Team, more: object) => {
    const { card } = await team.as("anna").clicks(kudosVerbs.give, aDraft(team, more));
    await team.settle();
    return idIn(card);
  };
  const waveOn = (card: unknown) => press(card, "Vinka").data;
  const cardIn = (team: Team) => team.channelPosts().at(-1)?.card;

  it("an offer on a thank-you is on the card in the channel with a draft of what the card shows, and runs for the person who presses it", async () => {
    const team = await aTeam({ features: withWave() });
    await team.where("bo", { wants: "openly" });
    await thanks(team, { recipients: idOf("bo"), words: "Tack för bygget" });

    const { verb, data } = press(cardIn(team), "Vinka");
    const opened = await team.as("cia").clicks(verb, data);

    expect(data).toMatchObject({
      teamId: TEAM,
      recipients: [{ id: idOf("bo"), name: fullName("bo") }],
      wholeTeam: false,
      words: "Tack för bygget",
    });
    expect(opened.text).toContain("Tack för bygget");
  });

  it("an offer on a thank-you is also on the view of a person who has joined or undone it", async () => {
    const team = await aTeam({ features: withWave() });
    await team.where("bo", { wants: "openly" });
    const kudosId = await thanks(team, { recipients: idOf("bo") });

    const joined = await team.as("cia").clicks(kudosVerbs.alsoThank, { kudosId });
    const undone = await team.as("cia").clicks(kudosVerbs.undoAlso, { kudosId });

    expect(waveOn(joined.card)).toEqual(waveOn(cardIn(team)));
    expect(waveOn(undone.card)).toEqual(waveOn(cardIn(team)));
  });

  it("an offer on a thank-you contains no recipient who keeps it private, and no words that name them", async () => {
    const team = await aTeam({ features: withWave() });
    await team.where("bo", { wants: "openly" });
    await team.where("cia", { wants: "betweenUs" });
    await thanks(team, { recipients: [idOf("bo"), idOf("cia")].join(","), words: "Tack Bo och Cia" });

    const posted = text(team.channelPosts());

    expect(waveOn(cardIn(team))).toMatchObject({ recipients: [{ id: idOf("bo") }] });
    expect(waveOn(cardIn(team))).not.toHaveProperty("words");
    expect(posted).not.toMatch(new RegExp(`Cia|${idOf("cia")}`));
  });

  it("an offer on a thank-you no longer names a recipient who chooses to keep it between us", async () => {
    const team = await aTeam({ features: withWave() });
    await team.where("bo", { wants: "openly" });
    await team.where("cia", { wants: "openly" });
    const kudosId = await thanks(team, { recipients: [idOf("bo"), idOf("cia")].join(",") });
    const before = waveOn(cardIn(team));

    await team.as("cia").clicks(kudosVerbs.keepBetweenUs, { kudosId });
    await team.settle();

    expect(text(before)).toContain(idOf("cia"));
    expect(text(cardIn(team))).not.toContain(idOf("cia"));
    expect(waveOn(cardIn(team))).toMatchObject({ recipients: [{ id: idOf("bo") }] });
  });

  it("no offer is made on a thank-you that is not posted in the channel", async () => {
    const team = await aTeam({ features: withWave() });
    await team.where("bo", { wants: "openly" });

    await thanks(team, { recipients: idOf("bo"), audience: "private" });

    expect(team.channelPosts()).toEqual([]);
    expect(text(team.personalPosts("bo"))).not.toContain("Vinka");
  });
});

describe("an offer on a question", () => {
  it("an offer on a question is on its card only once it is decided, with the outcome and the reason", async () => {
    const team = await aTeam({ features: withWave() });
    await team.as("anna").acts(pollVerbs.ask, aQuestion(team, { options: ["Ja", "Nej"] }));
    await team.settle();
    const cards = () => text(team.channelPosts().map(({ card }) => card));
    const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
    const open = cards();
    await team.as("anna").acts(pollVerbs.close, { pollId });
    await team.settle();
    const closed = cards();

    await team.as("anna").acts(pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
    await team.settle();
    const own = await team.as("bo").clicks(pollVerbs.card, { pollId });

    const decided = press(team.channelPosts().find(({ threadId }) => threadId === undefined)?.card, "Vinka");
    expect([open, closed].map((one) => one.includes("Vinka"))).toEqual([false, false]);
    expect(decided.data).toMatchObject({
      teamId: TEAM,
      question: "Flytta mötet till 9?",
      outcome: "Ja",
      why: "Därför.",
    });
    expect(press(own.card, "Vinka")).toEqual(decided);
  });
});

describe("an offer on a suggestion", () => {
  const path = `/teams/${TEAM}/worth-a-thought`;

  it("the leader gets the offers on a suggested person with their drafts, by rank, in the leader's language", async () => {
    const team = await aTeam({ features: withWave(), leaders: ["anna"], members: ["anna", "bo"] });

    const { people } = Suggestions.parse((await team.as("anna").asks(path)).body);

    const bo = { id: idOf("bo"), name: fullName("bo") };
    expect(people).toMatchObject([
      {
        ...bo,
        offers: [
          { key: "thank", label: "Tacka", draft: { to: [bo] } },
          { key: "wave", label: "Vinka", draft: { teamId: TEAM, person: bo } },
        ],
      },
    ]);
  });

  it("a member who does not lead gets no suggestion and no offer", async () => {
    const team = await aTeam({ features: withWave(), leaders: ["anna"], members: ["anna", "bo", "cia"] });

    const { status, body } = await team.as("bo").asks(path);

    expect(status).not.toBe(200);
    expect(text(body)).not.toMatch(/Vinka|Tacka|Cia/);
  });
});

describe("the offers of Gnista's features", () => {
  const offers = allFeatures.flatMap((feature) => feature.offers ?? []);

  it("each offer that is a button has a label in both languages", () => {
    for (const offer of offers) {
      if (offer.on !== "message") {
        expect([offer.label.sv, offer.label.en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      }
    }
  });

  it("the features offer thanking, asking and turning a reminder off on each other's hosts", () => {
    const all = offers.map((offer) => `${offer.on}: ${offer.on === "message" ? offer.form : offer.key}`);

    expect(all).toEqual(
      expect.arrayContaining(["message: tack", "message: fraga", "suggestion: thank", "reminder: reminders-off"]),
    );
  });
});
