import type { Poll, TakenBackWords } from "../contract.ts";

/** The poll after its asker took it back: who asked, and nothing of what was asked or answered. */
export const takenBack = (poll: Poll): Poll => ({
  ...poll,
  question: "",
  options: [],
  state: "erased",
  isTakenBack: true,
});

/** What the form needs to ask the same question again. */
export const wordsOf = ({ question, options, mode, most, isAnonymous, results }: Poll): TakenBackWords => ({
  schema: 1,
  question,
  options: mode === "consent" ? [] : [...options],
  mode,
  most,
  answers: isAnonymous ? "auto" : "named",
  results,
});
