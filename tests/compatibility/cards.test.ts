import { describe, expect, it } from "vitest";
import { CARD_SCHEMA } from "#bot/cards/schema.ts";
import { idOf } from "../support/a-team.ts";
import { buttonsOn, everyPast, pressAll, startOnPast } from "./past.ts";

const pasts = everyPast();

describe("cards of earlier versions that are still in Teams", () => {
  it("cards are recorded of every version there has been", () => {
    const versions = new Set(pasts.map(([name]) => name.split("/")[0]));

    expect([...versions].sort()).toEqual(Array.from({ length: CARD_SCHEMA }, (_, i) => `v${i + 1}`));
    expect(pasts.flatMap(([, { cards }]) => cards).length).toBeGreaterThan(25);
  });

  it.each(pasts)(
    "%s: each button that acted still acts, and one that was refused acts or is refused",
    async (_, past) => {
      const then = await startOnPast(past);
      for (const card of past.cards) {
        const { presses, answers } = await pressAll(then, past.now, card);
        const now = new Map(presses.map(({ who, title, verb, outcome }) => [`${who} ${title} ${verb}`, outcome]));

        for (const { who, title, verb, outcome } of card.presses) {
          const press = `${who} ${title} ${verb}`;
          expect(outcome === "refused" ? ["acts", "refused"] : [outcome], `${press}: ${answers.get(press)}`).toContain(
            now.get(press),
          );
        }
        expect(presses.length).toBe(card.presses.length);
      }
    },
  );

  it("no recorded button was broken when it was new, and each carries its version", () => {
    for (const [name, { cards }] of pasts) {
      const version = Number(/^v(\d+)/.exec(name)?.[1]);
      for (const { card, presses } of cards) {
        expect(
          presses.filter(({ outcome }) => outcome === "broken"),
          name,
        ).toEqual([]);
        expect(
          buttonsOn(card).filter(({ data }) => data.schema !== version),
          name,
        ).toEqual([]);
      }
    }
  });
});

describe("documents of an earlier version", () => {
  it("each recorded document carries its version", () => {
    const silent = pasts.flatMap(([, { documents }]) =>
      documents.filter(({ data }) => typeof JSON.parse(data).schema !== "number").map(({ pk, id }) => `${pk} ${id}`),
    );

    expect(silent).toEqual([]);
  });

  it.each(pasts)(
    "%s: pages, exports and due promises read every recorded document without a fault",
    async (_, past) => {
      const { team } = await startOnPast(past);

      for (const who of ["anna", "bo", "cia", "dan"]) {
        expect((await team.as(who).asks("/me/data")).status, idOf(who)).toBe(200);
        expect((await team.as(who).asks("/me/preferences")).status).toBe(200);
        expect((await team.as(who).asks(`/teams/${team.teamId}/overview`)).status).toBe(200);
      }
      await team.at(new Date(team.now().getTime() + 8 * 24 * 3600_000));

      const broken = team.logs().filter((line) => JSON.parse(line).level >= 50);
      expect(broken).toEqual([]);
      expect(team.logs().filter((line) => /due\.(unreadable|unknown-job|bug|failed)/.test(line))).toEqual([]);
    },
  );
});
