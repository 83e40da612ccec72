import { describe, expect, it } from "vitest";
import { WHOLE_TEAM } from "#bot/features/kudos/contract.ts";
import { asKind, draftFor, giveInput, newDraft } from "../../../../tab/src/features/kudos/lazy/thanks-draft.ts";

const bo = { id: "bo", name: "Bo" };
const starter = (kind: string) => (kind === "thanks" ? "Thanks for " : "I saw ");
const begun = newDraft("a", [bo], starter);

describe("the draft of a kudos", () => {
  it("a new draft thanks the person that the form was opened for, and starts with the words for thanks", () => {
    expect(begun).toEqual({ teamId: "a", recipients: [bo], words: "Thanks for ", kind: "thanks", value: "" });
  });

  it("draftFor keeps the words and drops the recipients and the value when the team changes", () => {
    const written = { ...begun, words: "Thanks for the help", value: "Courage", kind: "progress" as const };

    expect(draftFor("a", written)).toBe(written);
    expect(draftFor("b", written)).toEqual({ ...written, teamId: "b", recipients: [], value: "" });
  });

  it("asKind replaces the starting words with those of the new kind until the person has written other words", () => {
    expect(asKind(begun, "progress", starter).words).toBe("I saw ");
    expect(asKind({ ...begun, words: "Thanks for all" }, "progress", starter)).toMatchObject({
      kind: "progress",
      words: "Thanks for all",
    });
    expect(asKind(asKind(begun, "milestone", starter), "thanks", starter)).toEqual(begun);
  });

  it("giveInput sends the whole team as a flag, and people by their ids", () => {
    const everybody = { id: WHOLE_TEAM, name: "Everybody" };

    expect(giveInput({ ...begun, recipients: [bo, everybody] })).toEqual({
      teamId: "a",
      recipients: ["bo"],
      wholeTeam: true,
      words: "Thanks for ",
      kind: "thanks",
      value: "",
    });
    expect(giveInput(begun)).toMatchObject({ recipients: ["bo"], wholeTeam: false });
  });
});
