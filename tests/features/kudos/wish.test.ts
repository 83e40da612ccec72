import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusedForm } from "#bot/cards/refused-form.ts";
import type { Context } from "#bot/core/context.ts";
import { AppError } from "#bot/core/errors.ts";
import type { Card, Message } from "#bot/core/outbox.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosErrors } from "#bot/features/kudos/errors.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { errorText, refusalOf } from "#bot/i18n/errors.ts";
import type { Wish } from "#bot/kernel/contract.ts";
import { personSettings } from "#bot/kernel/settings.ts";
import { filledIn, press } from "../../support/cards.ts";
import { draftOn, fullName, idOf, kudosHarness, kudosIdIn, type Name, TEAM, text } from "./kudos-harness.ts";

const people = ["bo", "cia", "dan", "eva", "filip"] as const;
const firstName = (who: Name): string => fullName(who).split(" ")[0] ?? "";

/** Spellings of a name: as people write it, and as an attacker would write it to get past the name check. */
const spellings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name}s jobb`,
  (name) => name.toUpperCase(),
  (name) => `@${name}!`,
  (name) => [...name].join("\u200B"),
  (name) => name.replace(/\p{L}/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  (name) => name.replace("a", "á"),
];
/** A person whom a sentence names: in most cases a recipient. */
const mention = fc.record({
  nthThanked: fc.nat({ max: 2 }),
  otherwise: fc.constantFrom(...people),
  isThanked: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, fc.constant(false)),
  isFull: fc.boolean(),
  way: fc.constantFrom(...spellings.keys()),
});
type Mention = typeof mention extends fc.Arbitrary<infer T> ? T : never;

function sentence(mentions: readonly Mention[], recipients: readonly Name[]): string {
  const names = mentions.map(({ nthThanked, otherwise, isThanked, isFull, way }) => {
    const who = (isThanked ? recipients[nthThanked] : undefined) ?? otherwise;
    return (spellings[way] ?? String)(isFull ? fullName(who) : firstName(who));
  });
  return `Tack för ${["hjälpen", ...names].join(" och ")}`;
}

const aWish = fc.oneof(
  { weight: 3, arbitrary: fc.constant("openly" as const) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  fc.constantFrom("betweenUs", "inPerson"),
);
const wishes = fc.record({ bo: aWish, cia: aWish, dan: aWish, eva: aWish, filip: aWish });

const giving = fc.record({
  does: fc.constant("gives" as const),
  who: fc.constantFrom("anna", "anna", "bo"),
  door: fc.constantFrom(
    "tab",
    "card",
    "command",
    "command as it stands",
    "dialog",
    "dialog on a message",
    "refused dialog",
  ),
  recipients: fc.shuffledSubarray([...people], { minLength: 1, maxLength: 3 }),
  mentions: fc.array(mention, { maxLength: 2 }),
  audience: fc.constantFrom("team", "team", "private"),
  kind: fc.constantFrom("thanks", "progress", "milestone"),
  /** The audience of the thanks: the recipients, the whole team, or no person in particular. */
  whom: fc.oneof({ weight: 6, arbitrary: fc.constant("them" as const) }, fc.constantFrom("everybody", "nobody")),
  value: fc.constantFrom("", "Mod", "Som Cia gör"),
});
const answering = fc.record({
  does: fc.constant("answers" as const),
  /** In most cases one of the recipients. */
  nthThanked: fc.nat({ max: 3 }),
  otherwise: fc.constantFrom("anna", ...people),
  /** Clicked one after the other. */
  verbs: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("showThanks", "keepBetweenUs", "remove", "restore") },
      fc.constantFrom("alsoThank", "undoAlso", "mine"),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  nth: fc.nat({ max: 1 }),
});
const changing = fc.record({
  does: fc.constant("changes" as const),
  who: fc.constantFrom(...people),
  wish: fc.constantFrom("openly", "betweenUs", "inPerson"),
});
type Giving = (typeof giving extends fc.Arbitrary<infer T> ? T : never) & { readonly words: string };
const acts = fc.array(
  fc.oneof({ weight: 3, arbitrary: giving }, { weight: 4, arbitrary: answering }, { weight: 1, arbitrary: changing }),
  { minLength: 3, maxLength: 12 },
);

type Harness = Awaited<ReturnType<typeof kudosHarness>>;

/** A thank-you that was given, and who may be named in its channel post. */
interface Given {
  readonly id: string;
  readonly sender: Name;
  readonly recipients: readonly Name[];
  /** Recipients whose latest choice is to be shown on this thank-you. */
  readonly willing: Set<Name>;
  /**
   * People whose wish was "openly" when the thanks were given: the words may name them even when they are not
   * recipients.
   */
  readonly openlyThen: ReadonlySet<Name>;
  /** By recipient who removed their name: whether it was shown until then. */
  readonly before: Map<Name, boolean>;
}

describe("the recipient's wish", () => {
  it("no channel post names a person who did not choose to be shown, whatever anybody else does", async () => {
    await fc.assert(
      fc.asyncProperty(wishes, acts, async (wanted, steps) => {
        const h = await kudosHarness({ values: ["Mod", "Som Cia gör"] });
        try {
          for (const who of people) {
            const wish = wanted[who];
            if (wish) {
              await h.wishes(who, wish);
            }
          }
          const given: Given[] = [];
          const read = new Map<string, number>();
          for (const step of steps) {
            if (step.does === "changes") {
              await h.wishes(step.who, step.wish as Wish);
            } else if (step.does === "gives") {
              const openlyThen = await openly(h);
              const id = await give(h, { ...step, words: sentence(step.mentions, step.recipients) });
              if (id !== undefined && !given.some((one) => one.id === id)) {
                const { who: sender } = step;
                const recipients = thankedBy(step);
                const willing = new Set<Name>(recipients.filter((who) => openlyThen.has(who)));
                given.push({ id, sender, recipients, willing, openlyThen, before: new Map() });
              }
            } else {
              const about = given[step.nth];
              const who = about?.recipients[step.nthThanked] ?? step.otherwise;
              if (about) {
                for (const verb of step.verbs) {
                  await respond(h, about, who, verb);
                }
              }
            }
            await h.settle();

            const openlyNow = await openly(h);
            for (const post of h.inChannel()) {
              for (const version of post.versions.slice(read.get(post.id) ?? 0)) {
                expectNobodyUnwilling(version, given, openlyNow);
              }
              read.set(post.id, post.versions.length);
            }
          }
          expect(h.errors).toEqual([]);
        } finally {
          await h.close();
        }
      }),
      { numRuns: process.env.SOAK ? 2000 : 100 },
    );
  }, 300_000);
});

/**
 * A dialog on a message thanks its author, and a command that is sent unchanged the people it mentions. Elsewhere the
 * sender chooses the recipients.
 */
function thankedBy({ who, door, whom, recipients }: Omit<Giving, "words">): readonly Name[] {
  if (door === "dialog on a message") {
    return recipients.slice(0, 1);
  }
  if (door === "command as it stands") {
    return recipients.filter((one) => one !== who);
  }
  return whom === "them" ? recipients : [];
}

async function openly(h: Harness): Promise<ReadonlySet<Name>> {
  const chosen = await Promise.all(
    people.map(async (who) => [who, (await personSettings(h.services(), idOf(who))).wish] as const),
  );
  return new Set(chosen.filter(([, wish]) => wish === "openly").map(([who]) => who));
}

function expectNobodyUnwilling(version: string, given: readonly Given[], openlyNow: ReadonlySet<Name>): void {
  const about = given.find(({ id }) => version.includes(id));
  const mayAppear = (who: Name) =>
    about?.recipients.includes(who)
      ? about.willing.has(who)
      : openlyNow.has(who) || isActing(who, version, about) || (about?.openlyThen.has(who) ?? false);
  const content = asRead(version.replace(/"choices":\[.*?\]|"(?:kudosId|draftId|nonce)":"[^"]*"/g, ""));
  for (const who of people.filter((one) => !mayAppear(one))) {
    const name = `${firstName(who)}|${firstName(who).toUpperCase()}`;
    expect(content).not.toMatch(new RegExp(`(?<!\\p{L})(?:${name})s?(?!\\p{L})|${idOf(who)}`, "u"));
  }
}

/** The sender, or the person who has just requested a form in the channel. */
const isActing = (who: Name, version: string, about: Given | undefined) =>
  who === about?.sender || version.includes(`"askerId":"${idOf(who)}"`);

/** The text as a reader sees it: compatibility forms resolved, accents and invisible characters removed. */
const asRead = (content: string) => content.normalize("NFKD").replace(/\p{Cf}|\p{M}/gu, "");

/** Returns the id of the kudos, or undefined when it was refused. */
async function give(h: Harness, step: Giving): Promise<string | undefined> {
  try {
    return kudosIdIn(text(await doors[step.door as keyof typeof doors](h, step)));
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return undefined;
  }
}

const draftOf = (h: Harness, step: Giving) => {
  const { audience, value } = step;
  return h.draft({ ...chosenIn(step), audience, value });
};

const dialog = async (h: Harness, who: Name, about?: Giving) => {
  const from = about?.recipients[0];
  const message = about && { from: from && { id: idOf(from), name: fullName(from) }, text: about.words };
  const form = await kudosFeature.extensions?.[0]?.form(h.as(who), message && draftOn(message));
  return { form, filled: filledIn(form) };
};

/** The data that a button of the form sends: the form's values, overwritten by what the sender chose and typed. */
const buttonData = (form: unknown, { audience }: Giving, typed: object) =>
  press(form, audience === "team" ? "Tacka öppet" : "Tacka privat", { ...typed }).data;

const chosenIn = (step: Giving) => ({
  recipients: { everybody: "team", nobody: "", them: step.recipients.map(idOf).join(",") }[step.whom],
  words: step.words,
  kind: step.kind,
});

const doors = {
  tab: (h: Harness, step: Giving) => h.click(step.who, kudosVerbs.give, draftOf(h, step), { team: undefined }),
  card: (h: Harness, step: Giving) => h.click(step.who, kudosVerbs.give, draftOf(h, step)),
  command: async (h: Harness, step: Giving) => {
    const { form, clicked } = await formByCommand(h, step);
    const data = buttonData(form, step, { ...filledIn(form), ...chosenIn(step) });
    return h.click(step.who, kudosVerbs.give, data, { clicked });
  },
  "command as it stands": async (h: Harness, step: Giving) => {
    const { form, clicked } = await formByCommand(h, step);
    return h.click(step.who, kudosVerbs.give, buttonData(form, step, filledIn(form)), { clicked });
  },
  dialog: async (h: Harness, step: Giving) => {
    const { form, filled } = await dialog(h, step.who);
    return h.click(step.who, kudosVerbs.give, buttonData(form, step, { ...filled, ...chosenIn(step) }));
  },
  "dialog on a message": async (h: Harness, step: Giving) => {
    const { form, filled } = await dialog(h, step.who, step);
    return h.click(step.who, kudosVerbs.give, buttonData(form, step, { ...filled, words: step.words }));
  },
  "refused dialog": async (h: Harness, step: Giving) => {
    const first = await dialog(h, step.who);
    const sent = { ...buttonData(first.form, step, { ...first.filled, ...chosenIn(step) }), words: "" };
    const refused = refusalOf(new AppError(kudosErrors.WORDS_MISSING), "sv");
    const form = refusedForm((await dialog(h, step.who, step)).form as Card, sent, refused, "sv");
    // The form offers no one themselves, so a sender who chose themselves sends that once more.
    const again = step.recipients.some((one) => one === step.who) ? chosenIn(step) : {};
    const filled = { ...filledIn(form), ...again, words: step.words };
    return h.click(step.who, kudosVerbs.give, buttonData(form, step, filled));
  },
};

/**
 * Sends the command in the channel, where everybody reads the answer, also a refusal. Opens the form when it waits for
 * its sender.
 */
async function formByCommand(h: Harness, { who, recipients, words: content }: Giving) {
  const mentions = recipients.map((one) => ({ id: idOf(one), name: fullName(one) }));
  const post = (message: Message) => h.outbox.post({ kind: "conversation", conversationId: TEAM }, message);
  const words = `${mentions.map(({ name }) => name).join(" ")} ${content}`;
  const answer = await h.command(who, words, mentions).catch(async (error: AppError) => {
    await post({ text: errorText(error, "sv") });
    throw error;
  });
  const posted = await post(answer);
  const clicked: Context["clicked"] = { conversationId: TEAM, activityId: posted.activityId };
  const isDraft = text(answer).includes(kudosVerbs.openDraft);
  const { verb, data } = isDraft ? press(answer, "Öppna mitt tack") : { verb: "", data: {} };
  return { form: isDraft ? await h.click(who, verb, data) : answer, clicked };
}

/** Clicks a button, and updates `about` to where this person may be named afterwards. */
async function respond(h: Harness, about: Given, who: Name, verb: keyof typeof kudosVerbs): Promise<void> {
  const refused = await h.refusal(() => h.click(who, kudosVerbs[verb], { kudosId: about.id }));
  if (refused !== "nothing was refused" || who === about.sender) {
    return;
  }
  const { willing, before } = about;
  if (verb === "showThanks") {
    willing.add(who);
    before.delete(who);
  }
  if (verb === "keepBetweenUs") {
    willing.delete(who);
    before.delete(who);
  }
  if (verb === "remove" && !before.has(who)) {
    before.set(who, willing.has(who));
    willing.delete(who);
  }
  if (verb === "restore" && before.has(who)) {
    if (before.get(who)) {
      willing.add(who);
    }
    before.delete(who);
  }
}
