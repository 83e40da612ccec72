import { describe, expect, it } from "vitest";
import { translator } from "#bot/i18n/translate.ts";
import { announcement, type Standing } from "../../../../tab/src/features/rounds/lazy/announcement.ts";
import { panelTexts } from "../../../../tab/src/features/rounds/lazy/texts.ts";

const t = translator(panelTexts, "en");
const between: Standing = { roundId: undefined, concern: undefined };
const round = (concern?: Standing["concern"]): Standing => ({ roundId: "r1", concern });
const started = "Anna starts a round.";
const said = (was: Standing, now: Standing) => announcement(was, now, started, t);

describe("what a screen reader says of a round", () => {
  it("says that a round has started, and what concerns the viewer in it", () => {
    expect(said(between, round())).toBe(started);
    expect(said(between, round("next"))).toBe(`${started} ${t("me.next")}`);
  });

  it("says that a round has ended, whatever concerned the viewer in it", () => {
    expect(said(round("speaking"), between)).toBe(t("said.ended"));
  });

  it("says when it is the viewer's turn, or they are next, and nothing when others speak", () => {
    expect(said(round("next"), round("speaking"))).toBe(`${t("yourTurn")}.`);
    expect(said(round(), round("next"))).toBe(t("me.next"));
    expect(said(round("speaking"), round())).toBe("");
    expect(said(round(), round())).toBe("");
  });

  it("says nothing again that it has said", () => {
    expect(said(round("next"), round("next"))).toBe("");
    expect(said(between, between)).toBe("");
  });
});
