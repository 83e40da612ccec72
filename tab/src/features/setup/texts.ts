import { texts } from "#bot/i18n/translate.ts";

export const setupTexts = texts({
  sv: {
    tabName: "Läget",
    setupTitle: "Lägg till Läget",
    setup: "Fliken visar teamets frågor, vad det blev och tack. Alla i teamet ser samma sak. Välj Spara.",
    outsideTitle: "Gnista bor i Microsoft Teams",
    outside: "Den här sidan visas inuti Teams. Öppna teamets kanal eller chatt och välj fliken Läget.",
  },
  en: {
    tabName: "How we're doing",
    setupTitle: "Add How we're doing",
    setup:
      "The tab shows the team's questions, what you'll do and thanks. Everybody in the team sees the same. Choose Save.",
    outsideTitle: "Gnista lives in Microsoft Teams",
    outside: "This page is shown inside Teams. Open the team's channel or chat and choose the tab How we're doing.",
  },
});
