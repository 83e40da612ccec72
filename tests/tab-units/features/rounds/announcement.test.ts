import { describe, expect, it } from "vitest";
import { translator } from "#bot/i18n/translate.ts";
import { announcement, type Standing } from "../../../../tab/src/features/rounds/lazy/announcement.ts";
import { panelTexts } from "../../../../tab/src/features/rounds/lazy/texts.ts";

const t = translator(panelTexts, "en");
const between: Standing = { roundId: undefined, concern: undefined };
const round = (concern?: Standing["concern"]): Standing => ({ roundId: "r1", concern });
const started = "Anna starts a round.";
const announced = (was: Standing, now: Standing) => announcement(was, now, started, t);

describe("the screen reader announcements of a round", () => {
  it("announces that a round has started, and what concerns the viewer in it", () => {
    expect(announced(between, round())).toBe(started);
    expect(announced(between, round("next"))).toBe(`${started} ${t("me.next")}`);
  });

  it("announces that a round has ended, whatever concerned the viewer in it", () => {
    expect(announced(round("speaking"), between)).toBe(t("announced.ended"));
  });

  it("announces that it is the viewer's turn, or that they are next, and nothing when others speak", () => {
    expect(announced(round("next"), round("speaking"))).toBe("Your turn.");
    expect(announced(round(), round("next"))).toBe(t("me.next"));
    expect(announced(round("speaking"), round())).toBe("");
    expect(announced(round(), round())).toBe("");
  });

  it("announces nothing when nothing has changed", () => {
    expect(announced(round("next"), round("next"))).toBe("");
    expect(announced(between, between)).toBe("");
  });
});
