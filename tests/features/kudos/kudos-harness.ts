import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Reply } from "#bot/core/action.ts";
import type { Context, Locale, Person, Services } from "#bot/core/context.ts";
import { forTenant } from "#bot/core/document-store.ts";
import { dueWork } from "#bot/core/due-work.ts";
import { AppError } from "#bot/core/errors.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import type { SourceMessage } from "#bot/core/offer.ts";
import { type Destination, type Message, type Outbox, Undeliverable } from "#bot/core/outbox.ts";
import type { Member } from "#bot/core/roster.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { errorText } from "#bot/i18n/errors.ts";
import type { Wish } from "#bot/kernel/contract.ts";
import { changeSettings, teamPartition } from "#bot/kernel/settings.ts";
import { openScheduler } from "#bot/scheduler/scheduler.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";

export const TEAM = "19:team@thread.tacv2";

const fullNames = {
  anna: "Anna Ask",
  bo: "Bo Berg",
  cia: "Cia Ceder",
  dan: "Dan Dahl",
  eva: "Eva Ek",
  filip: "Filip Fors",
} as const;
export type Name = keyof typeof fullNames;
export const everyone = Object.keys(fullNames) as Name[];
export const fullName = (who: Name): string => fullNames[who];
export const idOf = (who: Name): string => `00000000-0000-0000-0000-0000000000${10 + everyone.indexOf(who)}`;

export interface Post {
  readonly to: Destination;
  readonly id: string;
  /** Every version of the post's content, as JSON, oldest first. */
  readonly versions: string[];
}

/**
 * The feature on a real store with a controlled clock. Only Teams is replaced: by a roster and an outbox. It is for
 * tests that run hundreds of acts; `flow.test.ts` tests what a person meets in Teams.
 */
export async function kudosHarness(
  parts: {
    locale?: Locale;
    values?: readonly string[];
    members?: readonly Name[];
    /** Names in the roster that differ from the usual ones. */
    names?: Partial<Record<Name, string>>;
  } = {},
) {
  const nameOf = (who: Name): string => parts.names?.[who] ?? fullNames[who];
  const folder = mkdtempSync(join(tmpdir(), "gnista-kudos-"));
  let clock = new Date("2026-02-03T08:00:00Z");
  const raw = openEmbedded({ file: join(folder, "house.db"), now: () => clock });
  const keys = keyFiles(join(folder, "keys"));
  let members: Name[] = [...(parts.members ?? everyone)];
  const posts: Post[] = [];
  const unreachable = new Set<string>();

  const services = (): Services => {
    const store = forTenant(raw, "tenant");
    return {
      tenantId: "tenant",
      requestId: randomUUID(),
      now: clock,
      store,
      keys,
      roster: {
        members: async (): Promise<readonly Member[]> =>
          members.map((name) => ({ id: idOf(name), name: nameOf(name), isGuest: false, isExternal: false })),
        isChannelOf: async () => false,
        forget: () => {},
      },
      due: dueWork(raw, "tenant", () => {}),
      meetings: { organiser: async () => undefined },
      deliver: { redraw: () => {} },
    };
  };
  const outbox: Outbox = {
    async post(to, message) {
      const address = to.kind === "person" ? to.personId : to.conversationId;
      if (unreachable.has(address)) {
        throw new Undeliverable("not-installed");
      }
      const id = `activity-${posts.length}`;
      posts.push({ to, id, versions: [messageJson(message)] });
      return { conversationId: address, activityId: id };
    },
    async update(at, message) {
      posts.find(({ id }) => id === at.activityId)?.versions.push(messageJson(message));
    },
    withdraw: async () => undefined,
    markInMeeting: async () => undefined,
  };
  const scheduler = openScheduler({
    store: raw,
    jobs: kudosFeature.jobs ?? {},
    contextFor: () => ({ ...services(), outbox }),
    now: () => clock,
    log: { debug() {}, info() {}, warn() {}, error: (_, fields) => errors.push(fields?.error) },
  });
  const errors: unknown[] = [];

  const as = (who: Name, extra: Partial<Context> = {}): Context => ({
    ...services(),
    actor: { id: idOf(who), name: nameOf(who) },
    team: { id: TEAM, conversationId: TEAM },
    locale: "sv",
    ...extra,
  });

  await services().store.write(teamPartition(TEAM), [
    {
      kind: "put",
      id: "team",
      data: {
        schema: 1,
        id: TEAM,
        name: "Laget",
        conversationId: TEAM,
        kind: "team",
        locale: parts.locale ?? "sv",
        zone: "Europe/Stockholm",
        leaders: [],
        values: parts.values ?? ["Mod"],
        pressedWeeks: [],
      },
    },
  ]);

  async function click(who: Name, verb: string, data: unknown, extra: Partial<Context> = {}): Promise<Reply> {
    const action = kudosFeature.verbs?.[verb];
    if (!action) {
      throw new Error(`no such verb: ${verb}`);
    }
    return action.run(as(who, extra), data);
  }

  return {
    as,
    click,
    outbox,
    services,
    jobContext: () => ({ ...services(), outbox }),
    errors,
    draft: (more: object = {}) => ({
      teamId: TEAM,
      nonce: mintIdempotencyToken(clock),
      recipients: "",
      words: "Tack för hjälpen",
      audience: "team",
      ...more,
    }),
    /** The reply to the command `tack`. */
    async command(who: Name, input: string, mentions: readonly Person[] = [], isPrivate = false): Promise<Message> {
      const reply = await kudosFeature.commands?.[0]?.run(as(who), {
        text: input,
        mentions,
        nonce: mintIdempotencyToken(clock),
        isPrivate,
      });
      if (!reply || !("card" in reply)) {
        throw new Error("no card came");
      }
      return reply;
    },
    thank(who: Name, recipients: readonly Name[], more: object = {}) {
      return click(who, kudosVerbs.give, this.draft({ recipients: recipients.map(idOf).join(","), ...more }));
    },
    /** The text that a person reads when the act is refused. */
    async refusal(run: () => Promise<unknown>, locale: Locale = "sv"): Promise<string> {
      try {
        await run();
      } catch (error) {
        if (error instanceof AppError) {
          return errorText(error, locale);
        }
        throw error;
      }
      return "nothing was refused";
    },
    wishes: (who: Name, wish: Wish) => changeSettings(as(who), (settings) => ({ ...settings, wish })),
    settle: () => scheduler.runDue(),
    later: (ms: number) => {
      clock = new Date(clock.getTime() + ms);
    },
    leave: (who: Name) => {
      members = members.filter((name) => name !== who);
    },
    cannotReach: (address: string) => unreachable.add(address),
    inChannel: () => posts.filter(({ to }) => to.kind !== "person"),
    sentTo: (who: Name) => posts.filter(({ to }) => to.kind === "person" && to.personId === idOf(who)),
    async close() {
      await scheduler.stop();
      await raw.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The draft that the offer on a message makes from the message. */
export const draftOn = (about: SourceMessage): object | undefined =>
  kudosFeature.offers?.find((offer) => offer.on === "message")?.draft(about);

export async function harness(
  wishes: Partial<Record<Name, Wish>> = {},
  parts: Parameters<typeof kudosHarness>[0] = {},
) {
  const made = await kudosHarness(parts);
  onTestFinished(async () => {
    await made.close();
    expect(made.errors).toEqual([]);
  });
  for (const who of everyone) {
    const wish = wishes[who];
    if (wish) {
      await made.wishes(who, wish);
    }
  }
  return made;
}

/** A reply or a card as one text to search. */
export const text = (input: unknown): string => JSON.stringify(input) ?? "";

const messageJson = (message: Message) => JSON.stringify(message);

/** The current content of a post as one text. */
export const now = (post: Post | undefined): string => post?.versions.at(-1) ?? "";

/** The id of the kudos in the card's buttons. */
export function kudosIdIn(text: string): string {
  const [, id] = /"kudosId":"([\w-]{22})"/.exec(text) ?? [];
  if (id === undefined) {
    throw new Error("the card names no thanks");
  }
  return id;
}

/** Thanks from Anna to Bo that are posted in the channel. */
export async function thanksInChannel() {
  const h = await harness({ bo: "openly" });
  await h.thank("anna", ["bo"]);
  await h.settle();
  return { h, kudosId: kudosIdIn(now(h.inChannel()[0])) };
}
