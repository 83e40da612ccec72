import type { LocalizedText, TrustPage } from "./page.ts";

/** The terms: few, and readable for the people whom they bind. */
export const termsPage = (contact: LocalizedText): TrustPage => ({
  path: "/terms",
  title: { sv: "Villkor", en: "Terms" },
  lead: {
    sv: "Gnista är ett arbetsverktyg som din organisation ger dig. Använd det som du pratar med kollegor: ärligt och vänligt.",
    en: "Gnista is a work tool that your organisation gives you. Use it the way you talk to colleagues: honestly and kindly.",
  },
  sections: [
    {
      heading: { sv: "Det här gäller", en: "What applies" },
      points: [
        {
          sv: "Det är frivilligt. Ingen får pressas att tacka, fråga eller svara, och den som låter bli får inte behandlas sämre.",
          en: "It is voluntary. Nobody may be pressured to thank, ask or answer, and nobody may be treated worse for not doing so.",
        },
        {
          sv: "Gnista får inte användas för att mäta, betygsätta eller övervaka enskilda, och inte som underlag för lön eller disciplin.",
          en: "Gnista must not be used to measure, grade or monitor individuals, or as grounds for pay or discipline.",
        },
        {
          sv: "Försök inte ta reda på vem som svarat vad anonymt.",
          en: "Please do not try to find out who answered what anonymously.",
        },
        {
          sv: "Skriv inget om hälsa, facklig tillhörighet, tro eller annat känsligt, och inget om människor utanför teamet som de inte själva skulle säga.",
          en: "Write nothing about health, union membership, belief or anything else that is sensitive, and nothing about people outside the team that they would not say themselves.",
        },
        {
          sv: "Det du skriver är ditt och din organisations. Gnista använder det bara till det du ser.",
          en: "What you write is yours and your organisation's. Gnista uses it only for what you see.",
        },
        {
          sv: "Den som driver Gnista hos er håller den igång efter bästa förmåga, och får stänga av den för underhåll.",
          en: "The people who run Gnista where you work keep it going as well as they can, and may turn it off for maintenance.",
        },
      ],
    },
    {
      heading: { sv: "När det blir fel", en: "When something goes wrong" },
      paragraphs: [
        {
          sv: "Den som gett eller fått ett tack kan ta bort det. Den som ställt en fråga, eller leder teamet, kan stänga den.",
          en: "A thank-you can be removed by the person who gave or received it. A question can be closed by the person who asked it, or by the team's leader.",
        },
        contact,
      ],
    },
  ],
});
