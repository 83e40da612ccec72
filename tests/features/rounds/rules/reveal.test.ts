import { describe, expect, it } from "vitest";
import { reveal } from "#bot/features/rounds/rules/reveal.ts";
import { meetingOf, startRound } from "../a-round.ts";

describe("a writing round (Skrivrunda)", () => {
  const textsBy = (texts: readonly string[], isHosts = false) => texts.map((text) => ({ text, isHosts }));
  const running = startRound(meetingOf(["anna", "bo"]), "anna", "writing");

  it("reveals the texts of a writing round without their order and writers", () => {
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);

    const one = reveal(running, textsBy(texts), "a").round?.revealed ?? [];
    const other = reveal(running, textsBy(texts), "b").round?.revealed ?? [];

    expect(one.toSorted()).toEqual(texts.toSorted());
    expect(one).not.toEqual(texts);
    expect(other).not.toEqual(one);
  });

  it("reveals texts only with five writers besides the host, and includes the host's text", () => {
    const five = ["a", "b", "c", "d", "e"];
    const nothing = { revealed: [], unshown: "tooFew" };

    expect(reveal(running, textsBy(five), "s").round?.revealed?.toSorted()).toEqual(five);
    expect(reveal(running, [...textsBy(five), ...textsBy(["f"], true)], "s").round?.revealed).toHaveLength(6);
    expect(reveal(running, [...textsBy(five.slice(1)), ...textsBy(["f"], true)], "s").round).toMatchObject(nothing);
    expect(reveal(running, textsBy([...five.slice(1), ""]), "s").round).toMatchObject(nothing);
    expect(reveal(running, [], "s").round).toMatchObject(nothing);
    expect(reveal(running, "unreadable", "s").round).toMatchObject({ revealed: [], unshown: "unreadable" });
  });
});
