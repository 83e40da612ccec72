import { z } from "zod";
import { action, silence } from "#bot/core/action.ts";
import { Unavailable } from "#bot/core/document-store.ts";
import { AppError } from "#bot/core/errors.ts";
import type { Feature } from "#bot/core/feature.ts";
import { TryLater } from "#bot/core/outbox.ts";
import { kudosErrors } from "#bot/features/kudos/errors.ts";
import { pollErrors } from "#bot/features/polls/errors.ts";

/** A feature with a verb, and with routes for each kind of answer and error. */
export const slice: Feature = {
  name: "greet",
  verbs: {
    "greet/say": action(
      "self",
      z.object({ to: z.string().min(1, "NOBODY_TO_THANK") }),
      kudosErrors,
      async (ctx, { to }) => ({
        text: `${ctx.locale}: ${to}`,
      }),
    ),
    "greet/nod": action("self", z.unknown(), {}, async () => silence),
  },
  routes: [
    {
      method: "get",
      access: "self",
      path: "/greeting",
      run: async (ctx) => ({ greeting: ctx.locale === "sv" ? "hej" : "hello" }),
    },
    { method: "post", access: "self", path: "/greetings", run: async (_ctx, { body }) => body },
    { method: "get", access: "self", path: "/form", answers: "form", run: async () => ({ nonce: "x" }) },
    {
      method: "get",
      access: "self",
      path: "/file",
      answers: "file",
      run: async () => ({ fileName: "gnista.csv", contentType: "text/csv; charset=utf-8", content: "\uFEFFå;b" }),
    },
    {
      method: "get",
      access: "self",
      path: "/bug",
      run: async () => {
        throw new Error("the password is hunter2");
      },
    },
    {
      method: "get",
      access: "self",
      path: "/broken-protocol",
      run: async () => {
        throw Object.assign(new Error("Parse Error"), { code: "HPE_CLOSED_CONNECTION" });
      },
    },
    {
      method: "get",
      access: "self",
      path: "/busy",
      run: async () => {
        throw new Unavailable("secret table is locked");
      },
    },
    {
      method: "get",
      access: "self",
      path: "/teams-busy",
      run: async (_ctx, { query }) => {
        throw new TryLater(query.after === undefined ? undefined : Number(query.after));
      },
    },
    {
      method: "get",
      access: "self",
      path: "/late",
      run: async () => {
        throw new AppError(pollErrors.POLL_CLOSED, { time: "16:00" });
      },
    },
  ],
};

export const json = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

export const withToken = (token: string, body: unknown): RequestInit => ({
  ...json(body),
  headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
});
