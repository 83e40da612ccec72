import { texts } from "#bot/i18n/translate.ts";

export const participationTexts = texts({
  sv: {
    heard: "Kom du till tals?",
    heardAbout: "Efter era möten, flera tillsammans",
    heardMean: "I snitt {mean, number} av 5 ({answers} svar).",
    heardNearlyAll: "Nästan alla svarade {heard} av 5 ({answers} svar).",
    heardTooSmall: "Visas inte i ert team. Ni är färre än tio, och då kan ett snitt avslöja vad någon svarat.",
    heardUnreadable:
      "Svaren från de senaste mötena gick inte att läsa och är förstörda. Nästa möte börjar om från början.",
  },
  en: {
    heard: "Did you get a word in?",
    heardAbout: "After your meetings, several together",
    heardMean: "{mean, number} out of 5 on average ({answers} answers).",
    heardNearlyAll: "Nearly everybody answered {heard} out of 5 ({answers} answers).",
    heardTooSmall:
      "Not shown in your team. There are fewer than ten of you, and an average could give away somebody's answer.",
    heardUnreadable:
      "The answers from the latest meetings couldn't be read and have been destroyed. The next meeting starts afresh.",
  },
});
