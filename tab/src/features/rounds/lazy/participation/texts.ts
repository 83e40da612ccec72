import { texts } from "#bot/i18n/translate.ts";

export const participationTexts = texts({
  sv: {
    heard: "Kom du till tals?",
    heardAbout: "Efter era möten, flera tillsammans",
    heardMean: "I snitt {mean, number} av 5, av {answers} svar.",
    heardNearlyAll: "Nästan alla svarade {heard} av 5, av {answers} svar.",
    heardTooSmall: "Visas inte i ert team. Ni är färre än tio, och då kan ett snitt avslöja vad någon svarat.",
    heardUnreadable:
      "Svaren från de senaste mötena gick inte att läsa och är förstörda. Nästa möte börjar om från början.",
  },
  en: {
    heard: "Did you get a word in?",
    heardAbout: "After your meetings, several together",
    heardMean: "{mean, number} out of 5 on average, from {answers} answers.",
    heardNearlyAll: "Nearly everybody answered {heard} out of 5, from {answers} answers.",
    heardTooSmall: "Not shown in your team. You are fewer than ten, and an average could give away somebody's answer.",
    heardUnreadable:
      "The answers of the latest meetings could not be read and are destroyed. The next meeting starts afresh.",
  },
});
