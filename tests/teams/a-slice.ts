import { z } from "zod";
import { paragraph } from "#bot/cards/blocks.ts";
import { button } from "#bot/cards/buttons.ts";
import { adaptiveCard } from "#bot/cards/card.ts";
import { textField } from "#bot/cards/fields.ts";
import { action } from "#bot/core/action.ts";
import type { Context } from "#bot/core/context.ts";
import { Unavailable } from "#bot/core/document-store.ts";
import { AppError } from "#bot/core/errors.ts";
import type { Feature } from "#bot/core/feature.ts";
import type { Card } from "#bot/core/outbox.ts";
import { kudosErrors } from "#bot/features/kudos/errors.ts";
import { pollErrors } from "#bot/features/polls/errors.ts";
import { isInConversation } from "#bot/kernel/access.ts";

export const saying = (text: string, refresh = false): Card =>
  adaptiveCard({
    locale: "sv",
    fallbackText: text,
    body: [paragraph(text)],
    ...(refresh ? { refresh: { verb: "trial/echo", data: {}, everybody: true } } : {}),
  });

/** A form that sends `words` with each verb of the feature that takes fields. */
const aForm = (text: string): Card =>
  adaptiveCard({
    locale: "sv",
    fallbackText: text,
    body: [paragraph(text), textField({ id: "words", label: "Ord", maxLength: 3 })],
    actions: ["strict", "bug", "busy", "gone"].map((verb) => button({ title: verb, verb: `trial/${verb}` })),
  });

/** A feature with one verb, command and form per case that the Teams edge handles. It records every call in `seen`. */
export function aSlice() {
  const seen: { ctx: Context; what: string; data?: unknown }[] = [];
  const installed: unknown[] = [];
  const removed: unknown[] = [];
  const slice: Feature = {
    name: "trial",
    verbs: {
      "trial/echo": {
        access: "self",
        async run(ctx, data) {
          seen.push({ ctx, what: "echo", data });
          return { card: saying(`bara för ${ctx.actor.name}`, true) };
        },
      },
      "trial/repeat": {
        access: "self",
        run: async () => ({ card: saying("det som kanalen visar"), isRepetition: true }),
      },
      "trial/text": { access: "self", run: async () => ({ text: "sparat" }) },
      "trial/silent": { access: "self", run: async () => ({ silent: true }) },
      "trial/strict": action(
        "self",
        z.object({ words: z.string().max(3, "WORDS_TOO_LONG") }),
        kudosErrors,
        async () => ({
          text: "bra",
        }),
      ),
      "trial/refuse": {
        access: "self",
        async run() {
          throw new AppError(kudosErrors.CANNOT_THANK_SELF);
        },
      },
      "trial/bug": {
        access: "self",
        async run() {
          throw new TypeError("secret words of Anna");
        },
      },
      "trial/busy": {
        access: "self",
        async run() {
          throw new Unavailable("overloaded");
        },
      },
    },
    commands: [
      {
        names: ["tack", "thanks"],
        help: { sv: "Tacka någon.", en: "Thank somebody." },
        access: "conversation",
        async run(ctx, input) {
          await isInConversation(ctx, ctx.team?.conversationId ?? "");
          seen.push({ ctx, what: "tack", data: input });
          return { card: saying(`tack: ${input.text}`) };
        },
      },
      {
        names: ["fråga", "ask"],
        help: { sv: "Fråga teamet.", en: "Ask the team." },
        access: "self",
        async run(ctx, input) {
          seen.push({ ctx, what: "fråga", data: input });
          if (input.text === "fel") {
            throw new TypeError("secret words of Anna");
          }
          if (input.text === "nej") {
            throw new AppError(pollErrors.QUESTION_MISSING);
          }
          return { text: `fråga: ${input.text}` };
        },
      },
    ],
    extensions: [
      {
        access: "self",
        commandId: "trial",
        title: { sv: "Prova", en: "Try" },
        listed: { description: { sv: "Prova", en: "Try" }, inCompose: true, rank: 1 },
        async form(ctx, draft) {
          seen.push({ ctx, what: "form", data: { draft } });
          return aForm(JSON.stringify({ draft }));
        },
      },
    ],
    offers: [{ on: "message", form: "trial", draft: (about) => ({ about }) }],
    events: {
      async installed(ctx, place) {
        installed.push({ place, by: ctx.actor.name });
      },
      async removed(_services, team) {
        removed.push(team);
      },
    },
  };
  return { slice, seen, installed, removed, last: () => seen.at(-1) };
}
