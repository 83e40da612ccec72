import { texts } from "../i18n/translate.ts";

/** Texts of the chat that belong to no feature. */
export const teamsTexts = texts({
  sv: {
    hello: "Hej! Jag är Gnista.",
    helpHelp: "Vad Gnista kan",
    whatFor: "Med mig tackar ni varandra och frågar innan något bestäms. Inga poäng, inga topplistor.",
    howTo:
      "Allt är frivilligt. Tryck på en knapp eller skriv ordet. I en kanal eller gruppchatt skriver du @Gnista först.",
    notUnderstood: "Det där kände jag inte igen.",
    done: "Klart.",
    notFromHere: "Det gick inte den här gången. Öppna kortet i en nyare version av Teams och försök igen.",
    whichTeam: "Vilket team gäller det?",
    whichTeamLabel: "Team",
    goOn: "Fortsätt",
    teamWithoutName: "Gruppchatt",
    addTitle: "Lägg till Gnista",
    addHere: "Gnista är inte med i den här chatten eller kanalen än. Lägg till den, så fortsätter du direkt.",
    addButton: "Lägg till",
    sent: "Skickat",
  },
  en: {
    hello: "Hello! I'm Gnista.",
    helpHelp: "What Gnista can do",
    whatFor: "With me you thank each other, and ask before anything is decided. No points, no leaderboards.",
    howTo: "Everything is voluntary. Press a button or type its word. In a channel or group chat, start with @Gnista.",
    notUnderstood: "I didn't recognise that.",
    done: "Done.",
    notFromHere: "That didn't work this time. Open the card in a newer version of Teams and try again.",
    whichTeam: "Which team is this about?",
    whichTeamLabel: "Team",
    goOn: "Continue",
    teamWithoutName: "Group chat",
    addTitle: "Add Gnista",
    addHere: "Gnista isn't in this chat or channel yet. Add it, and you can carry on right away.",
    addButton: "Add",
    sent: "Sent",
  },
});
