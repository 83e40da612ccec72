import { expect, it } from "vitest";
import { Conflict, Unavailable } from "#bot/core/document-store.ts";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import { TryLater, Undeliverable } from "#bot/core/outbox.ts";
import { isTransient } from "#bot/core/transient.ts";

it("an overloaded store and an overloaded Teams are transient", () => {
  expect([new TryLater(1000), new Unavailable()].map(isTransient)).toEqual([true, true]);
});

it("a refusal, an undeliverable message, a conflict and a bug are not transient", () => {
  const lasting = [
    new AppError(coreErrors.NOT_FOUND),
    new Undeliverable("gone"),
    new Conflict(0, "changed"),
    new TypeError("bug"),
    undefined,
  ];

  expect(lasting.map(isTransient)).toEqual(lasting.map(() => false));
});
