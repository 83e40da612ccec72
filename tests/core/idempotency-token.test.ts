import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#bot/core/errors.ts";
import { digest, eventId, mintedAt, mintIdempotencyToken } from "#bot/core/idempotency-token.ts";

const NOW = new Date("2026-02-03T09:00:00Z");
const afterMs = (ms: number) => new Date(NOW.getTime() + ms);
const WEEK_MS = 7 * 24 * 3600_000;

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : "a bug";
  }
  return "accepted";
};

describe("an idempotency token", () => {
  it("mintedAt returns the time of minting, to the millisecond, for a week, and then throws FORM_TOO_OLD", () => {
    const nonce = mintIdempotencyToken(NOW);

    expect(mintedAt(nonce, NOW)).toEqual(NOW);
    expect(mintedAt(nonce, afterMs(WEEK_MS))).toEqual(NOW);
    expect(codeOf(() => mintedAt(nonce, afterMs(WEEK_MS + 1)))).toBe("FORM_TOO_OLD");
  });

  it("mintedAt accepts a token up to a minute ahead, for another instance's clock, and refuses one further ahead", () => {
    expect(codeOf(() => mintedAt(mintIdempotencyToken(afterMs(59_000)), NOW))).toBe("accepted");
    expect(codeOf(() => mintedAt(mintIdempotencyToken(afterMs(61_000)), NOW))).toBe("MALFORMED");
  });

  it("mintIdempotencyToken never repeats a token, and each fits into a document's id", () => {
    const nonces = Array.from({ length: 1000 }, () => mintIdempotencyToken(NOW));

    expect(new Set(nonces).size).toBe(nonces.length);
    expect(nonces.every((nonce) => /^[\w.-]{1,40}$/.test(nonce))).toBe(true);
  });

  it("mintedAt refuses any other text with MALFORMED or FORM_TOO_OLD", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (sent) => {
        expect(["MALFORMED", "FORM_TOO_OLD"]).toContain(codeOf(() => mintedAt(sent, NOW)));
      }),
    );
  });
});

describe("eventId and digest", () => {
  it("eventId is the same for the same feature, person and token, and differs when any of them does", () => {
    const nonce = mintIdempotencyToken(NOW);
    const id = eventId("kudos", "anna", nonce);

    expect(eventId("kudos", "anna", nonce)).toBe(id);
    const others = [
      eventId("kudos", "bo", nonce),
      eventId("polls", "anna", nonce),
      eventId("kudos", "anna", mintIdempotencyToken(NOW)),
    ];
    expect(others).not.toContain(id);
    expect(id).toMatch(/^[\w-]{22}$/);
  });

  it("digest differs when letters move from one part to another", () => {
    const part = fc.stringMatching(/^[\w.:@-]{0,8}$/);
    fc.assert(
      fc.property(fc.tuple(part, part), fc.tuple(part, part), (a, b) => {
        expect(digest(...a) === digest(...b)).toBe(a.join("\n") === b.join("\n"));
      }),
    );
  });
});
