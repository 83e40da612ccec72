import type { TrustPage } from "./page.ts";

/** The page at the server's own address: what this is, and the way into it. */
export const frontPage: TrustPage = {
  path: "/",
  title: { sv: "Om Gnista", en: "About Gnista" },
  lead: {
    sv: "Gnista är en app i Microsoft Teams för det lilla som gör ett team bättre: ett tack som säger varför, och en snabb fråga innan något bestäms.",
    en: "Gnista is an app in Microsoft Teams for the small things that make a team a better place: a thank-you that says why, and a quick question before something is decided.",
  },
  sections: [
    {
      heading: { sv: "Så kommer du till den", en: "How to get to it" },
      paragraphs: [
        {
          sv: "Den här adressen är servern bakom appen, och här finns inget att logga in på. Öppna Teams, gå till ditt team och skriv ”@Gnista hjälp”, eller öppna fliken Läget.",
          en: "This address is the server behind the app, and there is nothing to sign in to here. Open Teams, go to your team and type “@Gnista help”, or open the tab How we're doing.",
        },
        {
          sv: "Hittar du inte Gnista i Teams? Be den som sköter Teams hos er att lägga till appen.",
          en: "Can't find Gnista in Teams? Ask the people who look after Teams where you work to add the app.",
        },
      ],
    },
    {
      heading: { sv: "Innan du litar på den", en: "Before you trust it" },
      paragraphs: [
        {
          sv: "Länkarna överst säger vad Gnista sparar om dig, vad den får göra och vad som gäller.",
          en: "The links at the top say what Gnista stores about you, what it may do and what applies.",
        },
      ],
    },
  ],
};
