import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "#bot/core/outbox.ts";
import { type Kudos, kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { kudosPartition } from "#bot/features/kudos/store.ts";
import type { Wish } from "#bot/kernel/contract.ts";
import { fullName, idOf, kudosHarness, kudosIdIn, type Name, TEAM, text } from "../features/kudos/kudos-harness.ts";
import { filledIn, press } from "../support/cards.ts";

/*
 * A recipient's choice shows in the card that everybody sees, but in nothing that only the sender sees, and in nothing
 * that the channel shows while a person writes thanks.
 */

type Harness = Awaited<ReturnType<typeof kudosHarness>>;
const thanked = ["bo", "cia", "dan"] as const;
const wishes = ["openly", "betweenUs", "inPerson", undefined] as const;
const answers = ["showThanks", "keepBetweenUs", "remove", "restore", "mine"] as const;

async function withHarness<T>(run: (h: Harness) => Promise<T>): Promise<T> {
  const h = await kudosHarness();
  try {
    return await run(h);
  } finally {
    await h.close();
  }
}

async function setWishes(h: Harness, wanted: readonly (Wish | undefined)[]): Promise<void> {
  for (const [i, wish] of wanted.entries()) {
    const who = thanked[i];
    if (wish && who) {
      await h.wishes(who, wish);
    }
  }
}

/** Every view of the thanks that only the sender has: cards, messages, the tab's list, their own data. */
async function senderSees(h: Harness, kudosId: string, giveAgain: () => Promise<unknown>): Promise<string> {
  const view = async (verb: string) =>
    h
      .refusal(async () => Promise.reject(new Error(text(await h.click("anna", verb, { kudosId })))))
      .catch((error: Error) => error.message);
  const route = kudosFeature.routes?.find(({ path }) => path === "/me/thanks/from-me");
  const request = { params: {}, query: {}, body: undefined };
  const list = await route?.run(h.as("anna"), request as unknown as Parameters<typeof route.run>[1]);
  const data = await kudosFeature.personalData?.export?.(h.services(), idOf("anna"));
  const posts = h.sentTo("anna").map(({ versions }) => versions);
  return text([await view(kudosVerbs.receipt), await view(kudosVerbs.mine), await giveAgain(), list, data, posts]);
}

describe("the sender's receipt", () => {
  it("the sender's views never change with what the recipients choose afterwards, whatever their wishes and the entry point", async () => {
    const giving = fc.record({
      wanted: fc.tuple(fc.constantFrom(...wishes), fc.constantFrom(...wishes), fc.constantFrom(...wishes)),
      recipients: fc.subarray([...thanked], { minLength: 1 }),
      audience: fc.constantFrom("team", "team", "private"),
      kind: fc.constantFrom("thanks", "progress"),
      words: fc.constantFrom("Tack för hjälpen", "Tack Cia", "Tack ni tre", "Tack båda"),
      door: fc.constantFrom("message", "dialog"),
      unreachable: fc.subarray([...thanked]),
    });
    const choosing = fc.array(
      fc.oneof(
        fc.record({ who: fc.constantFrom(...thanked), verb: fc.constantFrom(...answers) }),
        fc.record({ who: fc.constantFrom(...thanked), wish: fc.constantFrom("openly", "betweenUs", "inPerson") }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(giving, choosing, async ({ wanted, recipients, unreachable, ...about }, choices) => {
        await withHarness(async (h) => {
          await setWishes(h, wanted);
          for (const who of unreachable) {
            h.cannotReach(idOf(who));
          }
          const draft = h.draft({ ...about, recipients: recipients.map(idOf).join(",") });
          const give = () => h.click("anna", kudosVerbs.give, draft);
          const refused = await h.refusal(give);
          if (refused !== "nothing was refused") {
            return;
          }
          const kudosId = kudosIdIn(text(await give()));
          await h.settle();
          const before = await senderSees(h, kudosId, give);

          for (const choice of choices) {
            if ("wish" in choice) {
              await h.wishes(choice.who, choice.wish as Wish);
            } else {
              await h.refusal(() => h.click(choice.who, kudosVerbs[choice.verb], { kudosId }));
            }
            await h.settle();
            expect(await senderSees(h, kudosId, give)).toBe(before);
          }
          expect(h.errors).toEqual([]);
        });
      }),
      { numRuns: process.env.SOAK ? 2000 : 100 },
    );
  }, 300_000);

  it.each(["showThanks", "keepBetweenUs"] as const)(
    "the sender's receipt reads the same before and after the recipient's %s",
    async (verb) => {
      await withHarness(async (h) => {
        const sent = text(await h.thank("anna", ["bo"]));
        const kudosId = kudosIdIn(sent);
        await h.settle();

        await h.click("bo", kudosVerbs[verb], { kudosId });
        await h.settle();

        expect(sent).toContain("Bo Berg väljer om det ska synas.");
        expect(text(await h.click("anna", kudosVerbs.receipt, { kudosId }))).toBe(sent);
      });
    },
  );
});

it("the receipt of thanks from an older version does not change with the recipient's next choices", async () => {
  await withHarness(async (h) => {
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));
    const pk = kudosPartition(kudosId);
    const { asGiven, ...older } = (await h.services().store.get<Kudos>(pk, "kudos"))?.data ?? {};
    await h.services().store.write(pk, [{ kind: "put", id: "kudos", data: older }]);
    const receipt = async () => text(await h.click("anna", kudosVerbs.receipt, { kudosId }));
    const before = await receipt();

    for (const verb of ["showThanks", "keepBetweenUs", "remove", "restore"] as const) {
      await h.click("bo", kudosVerbs[verb], { kudosId });
      expect(await receipt()).toBe(before);
    }
    expect(asGiven).toEqual({ reaches: ["asked"], wordsArePublic: true });
  });
});

describe("while a person writes thanks", () => {
  const mention = (who: Name) => ({ id: idOf(who), name: fullName(who) });

  /** Everything that the channel shows from the command until the thanks are sent, without random values. */
  async function channelWhileWriting(
    wanted: readonly (Wish | undefined)[],
    mentioned: readonly Name[],
    words: string,
    sentAs?: string,
  ): Promise<string> {
    return withHarness(async (h) => {
      await setWishes(h, wanted);
      const messageText = `${mentioned.map(fullName).join(" ")} ${words}`.trim();
      const post = (message: Message) => h.outbox.post({ kind: "conversation", conversationId: TEAM }, message);
      const refused = await h.refusal(async () => post(await h.command("anna", messageText, mentioned.map(mention))));
      await h.settle();
      const draftId = /"draftId":"([^"]+)"/.exec(text(h.inChannel()))?.[1];
      if (draftId !== undefined) {
        const about = { teamId: TEAM, draftId, askerId: idOf("anna") };
        const form = (await h.click("anna", kudosVerbs.openDraft, about)) as Message;
        await h.settle();
        if (sentAs !== undefined) {
          const sending = press(form, sentAs, filledIn(form));
          const at = { conversationId: TEAM, activityId: h.inChannel()[0]?.id ?? "" };
          await h.refusal(() => h.click("anna", sending.verb, sending.data, { clicked: at }));
          await h.settle();
        }
      }
      return text([refused, h.inChannel()]).replace(/\\"(nonce|draftId)\\":\\"[^"]*\\"/g, "");
    });
  }

  it("while a person writes thanks, the channel shows the same whatever the wishes of the recipients and of people in the text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.constantFrom(...wishes), fc.constantFrom(...wishes), fc.constantFrom(...wishes)),
        fc.subarray([...thanked]),
        fc.constantFrom("", "för hjälpen", "för att du hjälpte Cia", "Bos plan höll", "för att ni tre hjälpte"),
        async (wanted, mentioned, words) => {
          const open = await channelWhileWriting(["openly", "openly", "openly"], mentioned, words);
          expect(await channelWhileWriting(wanted, mentioned, words)).toBe(open);
        },
      ),
      { numRuns: process.env.SOAK ? 500 : 60 },
    );
  }, 300_000);

  it.each(["Tacka öppet", "Tacka privat"])(
    "%s: the channel shows the same for every wish that keeps a recipient out of it, whether the thanks are sent or refused",
    async (button) => {
      const [first = "", ...others] = await Promise.all(
        (["betweenUs", undefined, "inPerson"] as const).map((wish) =>
          channelWhileWriting([wish], ["bo"], "för hjälpen", button),
        ),
      );
      expect(first).toContain("Någon har börjat skriva ett tack");
      expect(others).toEqual([first, first]);
    },
  );

  it("the sender of thanks finds the receipt where they opened the form", async () => {
    await withHarness(async (h) => {
      const draftId = /"draftId":"([^"]+)"/.exec(
        text(await h.command("anna", "Bo Berg för hjälpen", [mention("bo")])),
      )?.[1];
      const about = { teamId: TEAM, draftId, askerId: idOf("anna") };
      const form = await h.click("anna", kudosVerbs.openDraft, about);
      const { verb, data } = press(form, "Tacka öppet", filledIn(form));

      const receipt = await h.click("anna", verb, data);

      expect(text(receipt)).toContain("väljer om det ska synas");
      expect(await h.click("anna", kudosVerbs.openDraft, about)).toEqual(receipt);
    });
  });
});
