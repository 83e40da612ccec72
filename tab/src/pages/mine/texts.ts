import { texts } from "#bot/i18n/translate.ts";

export const minePageTexts = texts({
  sv: {
    title: "Min sida",
    about: "Bara du ser den här sidan",
    myTeams: "Min sida och mina team",
    team: "Team",
    noTeamTitle: "Läget bor hos teamet",
    noTeam:
      "Öppna fliken i teamets kanal eller gruppchatt, så ser ni samma sida.\nFinns fliken inte där? Välj + överst i kanalen och sök på Gnista.",
    teamMissing: "Något av dina team gick inte att hämta just nu.",
  },
  en: {
    title: "My page",
    about: "Only you see this page",
    myTeams: "My page and my teams",
    team: "Team",
    noTeamTitle: "How we're doing lives with the team",
    noTeam:
      "Open the tab in the team's channel or group chat, and you all see the same page.\nNo tab there? Choose + at the top of the channel and search for Gnista.",
    teamMissing: "Not all of your teams could be loaded right now.",
  },
});
