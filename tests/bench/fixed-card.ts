/** About as large as Gnista's answer to a vote. */
export const fixedCard = {
  type: "AdaptiveCard",
  version: "1.5",
  lang: "sv",
  fallbackText: "Anna Ask frågar: Flytta mötet till 9?",
  body: Array.from({ length: 6 }, (_, i) => ({
    type: "RichTextBlock",
    inlines: [
      { type: "TextRun", text: `En rad av ett kort, ungefär så lång som de brukar vara: ${i}. ${"x".repeat(60)}` },
    ],
  })),
  actions: ["Ja", "Nej", "Spelar ingen roll", "Mitt svar"].map((title) => ({
    type: "Action.Execute",
    title,
    verb: "polls/vote",
    data: { pollId: "0000000000000000000000", edition: 0, choices: "0", schema: 1 },
  })),
};
