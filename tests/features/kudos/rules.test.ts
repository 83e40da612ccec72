import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppError } from "#bot/core/errors.ts";
import { type Kudos, KudosDraft } from "#bot/features/kudos/contract.ts";
import { checkDraft } from "#bot/features/kudos/rules/check-draft.ts";
import {
  isHandedOver,
  isRemoved,
  publicPart,
  reachOf,
  thanksVisibleTo,
} from "#bot/features/kudos/rules/public-part.ts";

const wishes = [undefined, "openly", "betweenUs", "inPerson"] as const;
const aWish = fc.constantFrom(...wishes);
const anAudience = fc.constantFrom("team" as const, "private" as const);
const reaches = ["shown", "asked", "private", "inPerson", "left"] as const;

const aKudos: Kudos = {
  schema: 1,
  id: "a".repeat(22),
  teamId: "team",
  conversationId: "team",
  sender: { id: "anna", name: "Anna Ask" },
  recipients: [],
  wholeTeam: false,
  words: "Tack",
  wordsArePublic: true,
  kind: "thanks",
  audience: "team",
  week: "2026-W06",
  givenAt: "2026-02-03T08:00:00.000Z",
  revision: 0,
  changedAt: "2026-02-03T08:00:00.000Z",
  isWithdrawn: false,
};

describe("reachOf", () => {
  it("reachOf shows a recipient in the channel only when they wish it and the sender chose the channel", () => {
    fc.assert(
      fc.property(aWish, anAudience, (wish, audience) => {
        expect(reachOf(wish, audience) === "shown").toBe(wish === "openly" && audience === "team");
      }),
    );
  });

  it.each([
    [undefined, "team", "asked"],
    [undefined, "private", "private"],
    ["openly", "team", "shown"],
    ["openly", "private", "private"],
    ["betweenUs", "team", "private"],
    ["betweenUs", "private", "private"],
    ["inPerson", "team", "inPerson"],
    ["inPerson", "private", "inPerson"],
  ] as const)("a recipient who wishes %s, thanked with the audience %s, is reached as %s", (wish, audience, reach) => {
    expect(reachOf(wish, audience)).toBe(reach);
  });
});

describe("publicPart", () => {
  const anyKudos = fc.record({
    reaches: fc.array(fc.constantFrom(...reaches), { maxLength: 20 }),
    audience: anAudience,
    wordsArePublic: fc.boolean(),
    isWithdrawn: fc.boolean(),
    wholeTeam: fc.boolean(),
  });

  it("publicPart names exactly the recipients who are shown, and nobody after the thanks are removed", () => {
    fc.assert(
      fc.property(anyKudos, ({ reaches: chosen, ...rest }) => {
        const recipients = chosen.map((reach, i) => ({ id: `p${i}`, name: `Person ${i}`, reach }));

        const line = publicPart({ ...aKudos, ...rest, recipients });

        const named = line?.recipients.map(({ id }) => id) ?? [];
        const shown = recipients.filter(({ reach }) => reach === "shown").map(({ id }) => id);
        expect(named).toEqual(line ? shown : []);
        if (rest.isWithdrawn || rest.audience === "private") {
          expect(line).toBeUndefined();
        }
        if (!rest.wordsArePublic) {
          expect(line?.words).toBeUndefined();
        }
      }),
    );
  });

  it("publicPart contains a small win that names no person", () => {
    expect(publicPart({ ...aKudos, kind: "progress" })?.recipients).toEqual([]);
  });

  it("isRemoved is true when the last recipient who was reached has removed their name", () => {
    const recipients = [
      { id: "bo", name: "Bo", reach: "left" as const },
      { id: "cia", name: "Cia", reach: "inPerson" as const },
    ];

    expect(isRemoved({ ...aKudos, recipients })).toBe(true);
  });
});

describe("isHandedOver", () => {
  it("isHandedOver is true for a recipient on the card when the card may not show the words", () => {
    const kudos = { ...aKudos, recipients: [{ id: "bo", name: "Bo", reach: "shown" as const }] };

    expect(isHandedOver(kudos, 0)).toBe(false);
    expect(isHandedOver({ ...kudos, wordsArePublic: false }, 0)).toBe(true);
  });

  it("isHandedOver is false for a recipient who prefers to hear the thanks in person", () => {
    const kudos = {
      ...aKudos,
      wordsArePublic: false,
      recipients: [{ id: "b", name: "B", reach: "inPerson" as const }],
    };

    expect(isHandedOver(kudos, 0)).toBe(false);
  });
});

describe("checkDraft", () => {
  const draft = KudosDraft.parse({ teamId: "team", nonce: "n", recipients: ["bo"], words: "Tack" });
  const errorCodeOf = (change: Partial<typeof draft>): string => {
    try {
      checkDraft({ ...draft, ...change }, "anna", ["Mod"]);
      return "accepted";
    } catch (error) {
      return (error as AppError).code;
    }
  };

  it.each([
    [{}, "accepted"],
    [{ value: "Mod" }, "accepted"],
    [{ recipients: [], kind: "progress" }, "accepted"],
    [{ recipients: [], wholeTeam: true }, "accepted"],
    [{ recipients: ["bo", "anna"] }, "CANNOT_THANK_SELF"],
    [{ recipients: ["28:gnista"] }, "CANNOT_THANK_BOT"],
    [{ recipients: [] }, "ONLY_PROGRESS_WITHOUT_RECIPIENT"],
    [{ recipients: [], audience: "private" }, "NOBODY_TO_THANK"],
    [{ recipients: [], wholeTeam: true, audience: "private" }, "WHOLE_TEAM_IS_PUBLIC"],
    [{ words: "Tack för att du" }, "WORDS_MISSING"],
    [{ words: "Thank you for  …" }, "WORDS_MISSING"],
    [{ value: "Fart" }, "UNKNOWN_VALUE"],
  ] as const)("checkDraft answers for a draft with %j: %s", (change, expected) => {
    expect(errorCodeOf(change as Partial<typeof draft>)).toBe(expected);
  });
});

describe("thanksVisibleTo", () => {
  it.each([
    ["anna", false],
    ["bo", false],
    ["cia", true],
  ])("a person may join thanks only when they neither gave nor got them: %s", (who, mayJoin) => {
    const line = {
      kudosId: "k",
      kind: "thanks" as const,
      sender: { id: "anna", name: "Anna Ask" },
      recipients: [{ id: "bo", name: "Bo Berg" }],
      wholeTeam: false,
      givenAt: "2026-02-03T09:00:00.000Z",
    };

    expect(thanksVisibleTo(who, line)).toEqual({ ...line, mayJoin });
  });
});
