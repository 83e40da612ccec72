import { describe, expect, it } from "vitest";
import { chosenAmong, withAlso } from "../../../tab/src/components/people-picker/pickable.ts";

const anna = { id: "a", name: "Anna Berg" };
const bo = { id: "b", name: "Bo Ek" };
const everybody = { id: "all", name: "Hela teamet" };

describe("the choices of a person picker", () => {
  it("withAlso offers the whole team last, if nothing is typed or its name begins with the text", () => {
    expect(withAlso([anna], everybody, "")).toEqual([anna, everybody]);
    expect(withAlso([], everybody, "he")).toEqual([everybody]);
    expect(withAlso([anna], everybody, "an")).toEqual([anna]);
    expect(withAlso([anna], undefined, "")).toEqual([anna]);
  });

  it("chosenAmong keeps the order in which people were chosen, and drops unknown ids", () => {
    expect(chosenAmong([anna, bo], ["b", "gone", "a"], false)).toEqual([bo, anna]);
  });

  it("chosenAmong keeps only the latest choice if one person may be chosen", () => {
    expect(chosenAmong([anna, bo], ["a", "b"], true)).toEqual([bo]);
    expect(chosenAmong([anna, bo], [], true)).toEqual([]);
  });
});
