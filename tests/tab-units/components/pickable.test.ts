import { describe, expect, it } from "vitest";
import { chosenAmong, withAlso } from "../../../tab/src/components/people-picker/pickable.ts";

const anna = { id: "a", name: "Anna Berg" };
const bo = { id: "b", name: "Bo Ek" };
const everybody = { id: "all", name: "Hela teamet" };

describe("a picker of people", () => {
  it("offers the whole team last, before anything is typed and where its name begins so", () => {
    expect(withAlso([anna], everybody, "")).toEqual([anna, everybody]);
    expect(withAlso([], everybody, "he")).toEqual([everybody]);
    expect(withAlso([anna], everybody, "an")).toEqual([anna]);
    expect(withAlso([anna], undefined, "")).toEqual([anna]);
  });

  it("keeps the order in which people were chosen, and drops ids that it does not know", () => {
    expect(chosenAmong([anna, bo], ["b", "gone", "a"], false)).toEqual([bo, anna]);
  });

  it("keeps the latest alone where one person may be chosen", () => {
    expect(chosenAmong([anna, bo], ["a", "b"], true)).toEqual([bo]);
    expect(chosenAmong([anna, bo], [], true)).toEqual([]);
  });
});
