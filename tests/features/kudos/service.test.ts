import { describe, expect, it } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { deliverKudosToChannel } from "#bot/features/kudos/jobs/deliver-kudos.ts";
import { exportThanks } from "#bot/features/kudos/personal-data.ts";
import { recentThanks } from "#bot/features/kudos/queries/recent-thanks.ts";
import { personSettings, teamPartition } from "#bot/kernel/settings.ts";
import { harness, idOf, kudosIdIn, now, TEAM, text } from "./kudos-harness.ts";

describe("thanks in the channel", () => {
  it("posts one card with sender, recipient, words and value when the recipient wishes to be shown", async () => {
    const h = await harness({ bo: "openly" });

    const reply = await h.thank("anna", ["bo"], { value: "Mod" });
    await h.settle();

    expect(text(reply)).toContain("Det syns i kanalen.");
    expect(h.inChannel()).toHaveLength(1);
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).toContain("Tack för hjälpen");
    expect(now(h.inChannel()[0])).toContain("Mod");
    expect(h.sentTo("bo")).toEqual([]);
  });

  it("asks a recipient who has not chosen first, and posts the card after they agree", async () => {
    const h = await harness();
    const reply = await h.thank("anna", ["cia"], { words: "Tack Cia för hjälpen" });
    await h.settle();
    expect(text(reply)).toContain("Skickat. Cia Ceder väljer om det ska synas.");
    expect(h.inChannel()).toEqual([]);
    const requestCard = now(h.sentTo("cia")[0]);
    expect(requestCard).toContain("Anna Ask vill tacka dig i kanalen. Okej?");
    expect(requestCard).toContain("Du behöver aldrig svara.");

    await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(requestCard) });
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Cia Ceder");
    expect(now(h.inChannel()[0])).toContain("Tack Cia för hjälpen");
    expect(now(h.sentTo("cia")[0])).not.toContain("Okej?");
    expect((await personSettings(h.services(), idOf("cia"))).wish).toBe("openly");
  });

  it("remembers a recipient's choice to keep thanks between the two, for the next thanks", async () => {
    const h = await harness();
    await h.thank("anna", ["cia"]);
    await h.settle();

    await h.click("cia", kudosVerbs.keepBetweenUs, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
    await h.thank("bo", ["cia"]);
    await h.settle();

    expect(h.inChannel()).toEqual([]);
    expect(now(h.sentTo("cia")[1])).toContain("Det här stannar mellan er.");
    expect((await personSettings(h.services(), idOf("cia"))).wish).toBe("betweenUs");
  });

  it.each([
    ["openly", kudosVerbs.keepBetweenUs, "stannar mellan er. Det du har valt"],
    ["betweenUs", kudosVerbs.showThanks, "den här gången. Det du har valt"],
  ] as const)(
    "a choice that deviates from the recipient's wish (%s) applies to one thank-you and leaves the wish unchanged",
    async (wish, verb, says) => {
      const h = await harness({ cia: wish });
      const receipt = await h.thank("anna", ["cia"]);
      await h.settle();

      const answer = await h.click("cia", verb, { kudosId: kudosIdIn(text(receipt)) });

      expect(text(answer)).toContain(says);
      expect(text(answer)).not.toContain("Jag minns det");
      expect((await personSettings(h.services(), idOf("cia"))).wish).toBe(wish);
    },
  );

  it("adds a recipient's name to the posted card when they agree to be shown", async () => {
    const h = await harness({ bo: "openly" });
    await h.thank("anna", ["bo", "cia"]);
    await h.settle();
    expect(now(h.inChannel()[0])).not.toContain("Cia");

    await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
    await h.settle();

    expect(h.inChannel()).toHaveLength(1);
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg och Cia Ceder");
  });

  it("shows the card without its words when they name a person who did not choose to be shown", async () => {
    const h = await harness({ bo: "openly", dan: "betweenUs" });

    const reply = await h.thank("anna", ["bo"], { words: "Tack för att du täckte Dans pass" });
    await h.settle();

    expect(text(reply)).toContain("Därför visas kortet utan dem, och Bo Berg får dem privat.");
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).not.toContain("Dan");
    expect(now(h.sentTo("bo")[0])).toContain("Dans pass");
  });

  it("posts thanks to the whole team and a small win without a person's name, and counts both in the week", async () => {
    const h = await harness();

    await h.click("anna", kudosVerbs.give, h.draft({ recipients: "team" }));
    await h.settle();
    await h.click("bo", kudosVerbs.give, h.draft({ kind: "progress", words: "Vi blev klara med flytten" }));
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar hela teamet");
    expect(now(h.inChannel()[1])).toContain("Bo Berg berättar om ett framsteg");
    const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1, progress: 1 } });
  });

  it("tells the sender once how to add Gnista when the channel cannot be reached", async () => {
    const h = await harness({ bo: "openly" });
    h.cannotReach(TEAM);

    await h.thank("anna", ["bo"]);
    await h.settle();
    await h.settle();

    expect(h.sentTo("anna")).toHaveLength(1);
    expect(now(h.sentTo("anna")[0])).toContain("Lägg till Gnista i kanalen");
  });

  it("writes in the team's language in the channel, and to a recipient who has chosen no language of their own", async () => {
    const h = await harness({ bo: "openly" }, { locale: "en" });

    await h.thank("anna", ["bo", "cia"]);
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask thanks Bo Berg");
    expect(now(h.sentTo("cia")[0])).toContain("wants to thank you in the channel");
  });
});

describe("thanks in private", () => {
  it("private thanks store nothing in the team's partition and post nothing in the channel", async () => {
    const h = await harness({ bo: "openly" });
    const before = await h.services().store.range(teamPartition(TEAM));

    const reply = await h.thank("anna", ["bo"], { audience: "private" });
    await h.settle();

    expect(text(reply)).toContain("Bo Berg får det privat.");
    expect(await h.services().store.range(teamPartition(TEAM))).toEqual(before);
    expect(h.inChannel()).toEqual([]);
    expect(now(h.sentTo("bo")[0])).toContain("Tack för hjälpen");
  });

  it("private thanks that cannot be delivered wait in the recipient's inbox, and the sender is informed", async () => {
    const h = await harness();
    h.cannotReach(idOf("bo"));

    await h.thank("anna", ["bo"], { audience: "private" });
    await h.settle();

    const inbox = await h.services().store.range(`inbox|${idOf("bo")}`);
    expect(inbox.items[0]?.data).toMatchObject({ words: "Tack för hjälpen", sender: { name: "Anna Ask" } });
    expect(now(h.sentTo("anna")[0])).toContain("Jag når inte Bo Berg i Teams. Ditt tack väntar i Gnista.");
  });

  it("sends nothing to a recipient who prefers to hear the thanks in person, and tells the sender", async () => {
    const h = await harness({ bo: "inPerson", cia: "openly" });

    expect(await h.refusal(() => h.thank("anna", ["bo"]))).toBe("Bo Berg vill helst höra det direkt från dig.");
    const reply = await h.thank("anna", ["bo", "cia"]);
    await h.settle();

    expect(text(reply)).toContain("Bo Berg vill helst höra det direkt från dig.");
    expect(h.sentTo("bo")).toEqual([]);
    expect(now(h.inChannel()[0])).not.toContain("Bo Berg");
  });
});

describe("repeated acts on kudos", () => {
  it("gives the thanks once, with the same answer, when a form is sent in parallel and hours later again", async () => {
    const h = await harness({ bo: "openly" });
    const draft = h.draft({ recipients: [idOf("bo"), idOf("cia")].join(",") });
    const give = () => h.click("anna", kudosVerbs.give, draft);

    const replies = await Promise.all([give(), give(), give()]);
    await h.settle();
    replies.push(await give());
    await h.settle();
    h.later(3 * 3600 * 1000);
    replies.push(await give());
    await h.settle();

    expect(new Set(replies.map(text)).size).toBe(1);
    expect(h.inChannel()).toHaveLength(1);
    expect(h.inChannel()[0]?.versions).toHaveLength(1);
    expect(h.sentTo("cia")).toHaveLength(1);
    const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
  });

  it.each(["showThanks", "keepBetweenUs", "remove", "restore"] as const)(
    "%s answers the same when it is sent twice in parallel and again later",
    async (verb) => {
      const h = await harness({ bo: "openly" });
      await h.thank("anna", ["bo", "cia"]);
      await h.settle();
      const kudosId = kudosIdIn(now(h.sentTo("cia")[0]));
      const click = () => h.click("cia", kudosVerbs[verb], { kudosId });

      const replies = await Promise.all([click(), click()]);
      await h.settle();
      replies.push(await click());
      await h.settle();

      expect(new Set(replies.map(text)).size).toBe(1);
      expect(h.inChannel()).toHaveLength(1);
      expect(h.sentTo("cia")).toHaveLength(1);
    },
  );

  it("posts one card when the job that shares the kudos runs three times at once", async () => {
    const h = await harness({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));
    const work = { pk: `kudos|${kudosId}`, id: "kudos" };
    const ctx = () => ({ ...h.services(), outbox: h.outbox });

    await Promise.allSettled([
      deliverKudosToChannel(ctx(), work),
      deliverKudosToChannel(ctx(), work),
      deliverKudosToChannel(ctx(), work),
    ]);
    await h.settle();

    expect(h.inChannel()).toHaveLength(1);
  });
});

describe("joining thanks", () => {
  async function aCard() {
    const h = await harness({ bo: "openly" });
    await h.thank("anna", ["bo"]);
    await h.settle();
    return { h, kudosId: kudosIdIn(now(h.inChannel()[0])) };
  }

  it("shows those who joined to the recipient only, and leaves the card in the channel unchanged", async () => {
    const { h, kudosId } = await aCard();

    const replies = await Promise.all(
      (["cia", "dan", "eva", "cia"] as const).map((who) => h.click(who, kudosVerbs.alsoThank, { kudosId })),
    );
    await h.settle();

    expect(text(replies[0])).toContain("Du tackar också.");
    expect(h.inChannel()[0]?.versions).toHaveLength(1);
    expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).toContain(
      "Cia Ceder, Dan Dahl och Eva Ek tackar också.",
    );
    expect(text(await h.click("anna", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
    expect(await h.refusal(() => h.click("cia", kudosVerbs.mine, { kudosId }))).toContain("Bara den som tackade");
  });

  it("a person can undo joining thanks, and neither the sender nor a recipient can join", async () => {
    const { h, kudosId } = await aCard();
    await h.click("cia", kudosVerbs.alsoThank, { kudosId });

    const undone = await h.click("cia", kudosVerbs.undoAlso, { kudosId });

    expect(text(undone)).toContain('"Tackar också"');
    expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
    for (const who of ["anna", "bo"] as const) {
      expect(await h.refusal(() => h.click(who, kudosVerbs.alsoThank, { kudosId }))).toBe(
        "Det här tacket är redan ditt.",
      );
    }
  });

  it.each([
    ["undone while it is said", kudosVerbs.alsoThank, kudosVerbs.undoAlso],
    ["said while it is undone", kudosVerbs.undoAlso, kudosVerbs.alsoThank],
  ])(
    "the export contains joined thanks whenever they are stored, at every step of a race: %s",
    async (_, first, second) => {
      const { h, kudosId } = await aCard();
      const isJoined = async () =>
        (await h.services().store.get(`kudos|${kudosId}`, `also|${idOf("cia")}`)) !== undefined;
      const found = async () => (await exportThanks(h.services(), idOf("cia"))).length > 0;

      const states: string[] = [];
      for (let step = 1; step <= 12; step++) {
        await h.click("cia", second, { kudosId });
        const store = atStep(h.services().store, step, () => h.click("cia", second, { kudosId }));
        await h.click("cia", first, { kudosId }, { store });
        states.push(`${await isJoined()} ${await found()}`);
      }

      expect(states).not.toContain("true false");
    },
  );

  it("an outsider gets the same refusal for private thanks that exist and for an unknown id", async () => {
    const h = await harness();
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"], { audience: "private" })));

    for (const verb of [kudosVerbs.alsoThank, kudosVerbs.mine, kudosVerbs.remove, kudosVerbs.showThanks]) {
      expect(await h.refusal(() => h.click("cia", verb, { kudosId }))).toBe(
        "Det här finns inte kvar, eller så hör det till ett annat team.",
      );
      expect(await h.refusal(() => h.click("cia", verb, { kudosId: "x".repeat(22) }))).toBe(
        "Det här finns inte kvar, eller så hör det till ett annat team.",
      );
    }
  });
});

/** Wraps the store: its read or write with the number `step` waits until `happen` has finished. */
function atStep(store: DocumentStore, step: number, interfere: () => Promise<unknown>): DocumentStore {
  let acts = 0;
  const counted = async <T>(act: () => Promise<T>): Promise<T> => {
    acts++;
    if (acts === step) {
      await interfere();
    }
    return act();
  };
  return {
    ...store,
    get: <T>(pk: string, id: string) => counted(() => store.get<T>(pk, id)),
    write: (pk, ops) => counted(() => store.write(pk, ops)),
  };
}

describe("removing thanks", () => {
  it("the sender removes thanks, which leaves a line without names in the channel, and can restore them", async () => {
    const h = await harness({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"])));
    await h.settle();

    const reply = await h.click("anna", kudosVerbs.remove, { kudosId });
    await h.settle();

    expect(text(reply)).toContain("Tacket är borttaget.");
    expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
    expect(now(h.inChannel()[0])).not.toMatch(/Anna|Bo Berg/);
    expect(now(h.sentTo("cia")[0])).not.toContain("Tack för hjälpen");
    expect(await recentThanks(h.as("bo"), TEAM, "Europe/Stockholm", 14)).toEqual([]);
    expect(await h.refusal(() => h.click("dan", kudosVerbs.alsoThank, { kudosId }))).toBe("Tacket är borttaget.");

    await h.click("anna", kudosVerbs.restore, { kudosId });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(h.inChannel()).toHaveLength(1);
    expect(h.sentTo("cia")).toHaveLength(1);
    const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
  });

  it("a recipient removes their name, also from the words, and the last recipient removes the whole card", async () => {
    const h = await harness({ bo: "openly", cia: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"], { words: "Tack Cia och du!" })));
    await h.settle();

    await h.click("cia", kudosVerbs.remove, { kudosId });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).not.toContain("Cia");

    h.leave("bo");
    await h.click("bo", kudosVerbs.remove, { kudosId }, { team: undefined });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
  });

  it("refuses a removal by another person than sender or recipient, and showing a name by the sender", async () => {
    const h = await harness({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));

    expect(await h.refusal(() => h.click("cia", kudosVerbs.remove, { kudosId }))).toContain("Bara den som tackade");
    expect(await h.refusal(() => h.click("anna", kudosVerbs.showThanks, { kudosId }))).toContain("Bara den");
  });
});

it("replaces a used form by a line without names, from which only its sender opens the receipt", async () => {
  const h = await harness({ bo: "openly" });
  const clicked = await h.outbox.post({ kind: "conversation", conversationId: TEAM }, { text: "the form" });

  const draft = h.draft({ recipients: idOf("bo"), askerId: idOf("anna"), door: "message" });
  await h.click("anna", kudosVerbs.give, draft, { clicked });
  await h.settle();

  const line = now(h.inChannel()[0]);
  expect(line).toContain("Ett tack är skickat härifrån.");
  expect(line).not.toMatch(/Anna|Bo Berg/);
  const kudosId = kudosIdIn(line);
  expect(text(await h.click("anna", kudosVerbs.receipt, { kudosId }))).toContain("Det syns i kanalen.");
  expect(await h.refusal(() => h.click("bo", kudosVerbs.receipt, { kudosId }))).toContain("Bara den som tackade");
});

it("recentThanks lists the team's public thanks of the last fortnight, newest first", async () => {
  const h = await harness({ bo: "openly" });
  await h.thank("anna", ["bo"], { words: "äldst" });
  await h.thank("anna", ["cia"], { words: "osedd" });
  await h.settle();
  h.later(10 * 24 * 3600 * 1000);
  await h.thank("anna", ["bo"], { words: "nyast" });
  await h.settle();

  const words = async () => (await recentThanks(h.as("bo"), TEAM, "Europe/Stockholm", 14)).map((line) => line.words);

  expect(await words()).toEqual(["nyast", "äldst"]);
  h.later(5 * 24 * 3600 * 1000);
  expect(await words()).toEqual(["nyast"]);
});

it("exportThanks lists what a person gave, got and joined, without words that were kept for telling in person", async () => {
  const h = await harness({ bo: "openly", dan: "inPerson" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "dan"])));
  await h.click("cia", kudosVerbs.alsoThank, { kudosId });

  expect(await exportThanks(h.services(), idOf("anna"))).toMatchObject([{ role: "sender", words: "Tack för hjälpen" }]);
  expect(await exportThanks(h.services(), idOf("bo"))).toMatchObject([
    { role: "recipient", words: "Tack för hjälpen" },
  ]);
  expect(await exportThanks(h.services(), idOf("cia"))).toMatchObject([{ role: "also", sender: "Anna Ask" }]);
  expect(text(await exportThanks(h.services(), idOf("dan")))).not.toContain("hjälpen");
});

it("the export of a recipient omits the words of withdrawn thanks until the sender restores them", async () => {
  const h = await harness();
  const draft = { audience: "private", value: "Mod", words: "Förhastade ord" };
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"], draft)));
  const bos = () => exportThanks(h.services(), idOf("bo"));

  await h.click("anna", kudosVerbs.remove, { kudosId });
  const [takenBack] = await bos();
  const annas = await exportThanks(h.services(), idOf("anna"));
  await h.click("anna", kudosVerbs.restore, { kudosId });

  expect(takenBack).toMatchObject({ role: "recipient", sender: "Anna Ask", isWithdrawn: true });
  expect(text(takenBack)).not.toMatch(/Förhastade|Mod/);
  expect(annas).toMatchObject([{ role: "sender", words: "Förhastade ord", isWithdrawn: true }]);
  expect(await bos()).toMatchObject([{ words: "Förhastade ord", value: "Mod", isWithdrawn: false }]);
});
