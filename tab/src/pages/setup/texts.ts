import { texts } from "#bot/i18n/translate.ts";

export const setupTexts = texts({
  sv: {
    tabName: "Läget",
    setupTitle: "Lägg till Läget",
    setup:
      "Det finns inget att ställa in. Alla i teamet ser samma sida, utan poäng och topplistor. Välj Spara, så läggs fliken till.",
    preview: "Det här kommer att finnas på den",
    owed: "Väntar på besked",
    owedHolds: "Frågor som är stängda, och vem som berättar vad det blir.",
    open: "Öppna frågor",
    openHolds: "Svara i ett tryck, här eller i kanalen.",
    decided: "Så blir det",
    decidedHolds: "Vad ni kom fram till, och varför.",
    thanks: "Tack och små framsteg",
    thanksHolds: "De senaste två veckorna, och tolv veckor i diagram.",
    outsideTitle: "Gnista bor i Microsoft Teams",
    outside: "Den här sidan visas inuti Teams. Öppna teamets kanal eller chatt och välj fliken Läget.",
  },
  en: {
    tabName: "How we're doing",
    setupTitle: "Add How we're doing",
    setup:
      "There is nothing to set up. Everybody in the team sees the same page, without points or leaderboards. Choose Save to add the tab.",
    preview: "This is what it will show",
    owed: "Waiting for an answer",
    owedHolds: "Questions that have closed, and who will tell you what comes of them.",
    open: "Open questions",
    openHolds: "Answer in one tap, here or in the channel.",
    decided: "What we'll do",
    decidedHolds: "What you decided, and why.",
    thanks: "Thanks and small wins",
    thanksHolds: "The last two weeks, and twelve weeks in charts.",
    outsideTitle: "Gnista lives in Microsoft Teams",
    outside: "This page is shown inside Teams. Open the team's channel or chat and choose the tab How we're doing.",
  },
});
