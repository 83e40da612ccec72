import type { LocalizedText, TrustPage } from "./page.ts";

/** The page for those who decide about the use of Gnista: administrator, union and data-protection officer. */
export const trustPage = (contact: LocalizedText): TrustPage => ({
  path: "/trust",
  title: { sv: "För den som avgör", en: "For decision-makers" },
  lead: {
    sv: "En sida för Teams-administratören, facket och dataskyddsombudet: vad Gnista får göra, var uppgifterna finns, vad som är omöjligt och vad som inte är det.",
    en: "A page for the Teams administrator, the union and the data-protection officer: what Gnista may do, where the data is, what is impossible and what is not.",
  },
  sections: [
    {
      heading: { sv: "Vad Gnista får göra i Teams", en: "What Gnista may do in Teams" },
      points: [
        {
          sv: "Ta emot det som skickas till den, och se vilka som är med i ett team eller en chatt där någon lagt till den.",
          en: "Receive what is sent to it, and see who is in a team or chat that somebody has added it to.",
        },
        {
          sv: "Läsa vad andra skriver till varandra kan den inte: behörigheterna ChannelMessage.Read.Group och ChatMessage.Read.Chat begärs aldrig. I Microsoft Graph har den ingen behörighet alls.",
          en: "It cannot read what others write to each other: the permissions ChannelMessage.Read.Group and ChatMessage.Read.Chat are never asked for. It has no permissions at all in Microsoft Graph.",
        },
        {
          sv: "I ett möte där någon lagt till den: se att mötet slutar, vem som kallat och vem som har vilken roll, och markera sin ikon. Inget ljud, ingen bild. Den vet vilka som har panelen öppen så länge den är öppen. Ingen närvarolista sparas.",
          en: "In a meeting that somebody has added it to: see that the meeting ends, who called it and who has which role, and mark its own icon. No sound, no pictures. It knows who has its panel open while the panel is open. No attendance list is kept.",
        },
      ],
    },
    {
      heading: { sv: "Var uppgifterna finns", en: "Where the data is" },
      points: [
        {
          sv: "I er egen Azure-prenumeration, i den region ni väljer: databas, nyckelvalv, loggar och server. Inget skickas till någon annan än Microsoft, som driver Azure och Teams åt er.",
          en: "In your own Azure subscription, in the region you choose: database, key vault, logs and server. Nothing is sent to anybody but Microsoft, which runs Azure and Teams for you.",
        },
        {
          sv: "Meddelanden mellan Teams och Gnista går genom Azure Bot Service, som registreras i regionen West Europe (Nederländerna). Microsoft lovar att de personuppgifter som behandlas där stannar inom EU. Var Teams har sina uppgifter beror på er organisations Microsoft 365.",
          en: "Messages between Teams and Gnista pass through Azure Bot Service, which is registered in the region West Europe (the Netherlands). Microsoft promises that the personal data it processes then stays within the EU. Where Teams keeps its data depends on your own organisation's Microsoft 365.",
        },
        {
          sv: "Krypterat under transport och i vila. Servern släpps in med sin egen identitet, så det finns inga lösenord eller nycklar att tappa bort.",
          en: "Encrypted in transit and at rest. The server signs in with an identity of its own, so there is no password or key to lose.",
        },
        {
          sv: "Gnistas loggar och mätvärden innehåller inga namn, texter eller person-id. Det styrs av en lista över vad som får skrivas, så ingen behöver komma ihåg det. Nyckelvalvets egen logg visar vem av dem som driver Gnista som har öppnat det, och när. Allt sparas i trettio dagar.",
          en: "Gnista's logs and figures hold no names, texts or personal ids. A list decides what may be written, so nobody has to remember it. The key vault's own log shows which of the people who run Gnista have opened it, and when. Everything is kept for thirty days.",
        },
        {
          sv: "Det här gäller i Azure. Körs Gnista på en egen maskin i stället ligger databasen som en fil där, och den som driver Gnista ansvarar för säkerhetskopior, loggar och kryptering av disken.",
          en: "This applies in Azure. If Gnista runs on a machine of your own instead, the database is a file there, and the people who run it are responsible for backups, logs and disk encryption.",
        },
      ],
    },
    {
      heading: { sv: "Vad som är omöjligt", en: "What is impossible" },
      points: [
        {
          sv: "Att se vem som svarat vad på en anonym fråga sedan den stängt: nyckel och svar är förstörda, även i säkerhetskopior.",
          en: "To see who answered what to an anonymous question once it has closed: the key and the answers have been destroyed, in backups as well.",
        },
        {
          sv: "Att se färre än fem svar som siffror. Där färre än fem kan svara erbjuds ingen anonymitet, och det sägs före svaret. Teamets veckor räknas bara där minst fem är med i både teamet och kanalen.",
          en: "To see fewer than five answers as figures. Where fewer than five can answer, anonymity is not offered, and people are told so before they answer. A team's weeks are counted only where at least five people are in both the team and the channel.",
        },
        {
          sv: "Att se något av det som skrevs i en skrivrunda om inte minst fem har skrivit utöver den som håller i rundan. Om de var tillräckligt många visas en gång, när texterna ska visas. Var de för få förstörs allt oläst, och hur många de var visas aldrig.",
          en: "To see anything of what was written in a written round unless at least five besides the host have written. Whether they were enough is shown once, when the texts are to be shown. If there were too few, everything is destroyed unread, and how many there were is never shown.",
        },
        {
          sv: "Att se hur någon svarat på ”Kom du till tals?”. Ett möte räknas bara om minst fem har svarat, och högst ett om dagen. Siffran gäller minst fyra möten och minst tio personer, och inget möte ingår i två siffror. Team med färre än tio personer får aldrig någon siffra.",
          en: "To see how anybody answered “Did you get a word in?”. A meeting counts only if at least five have answered, and at most one meeting a day. The figure covers at least four meetings and at least ten people, and no meeting is part of two figures. Teams of fewer than ten people never get a figure.",
        },
        {
          sv: "Att leda ett team, läsa dess sida eller ändra dess inställningar genom att vara med i en delad kanal: teamets egen medlemslista i Teams avgör, varje gång. Gäster leder aldrig.",
          en: "To lead a team, read its page or change its settings by being in a shared channel: the team's own list of members in Teams decides, every time. Guests never lead.",
        },
        {
          sv: "Att få ut statistik per person, jämföra team eller rangordna någon. Sådana siffror finns inte.",
          en: "To get figures per person, to compare teams, or to rank anybody. No such figures exist.",
        },
      ],
    },
    {
      heading: { sv: "Vad som är möjligt, och bra att veta", en: "What is possible, and good to know" },
      points: [
        {
          sv: "Den som driver Gnista kan läsa databasen: privata tack, öppna svar, inställningar. Så länge en anonym fråga är öppen går svaren att läsa med databas och nyckelvalv tillsammans. Låt olika personer ha de två rollerna.",
          en: "The people who run Gnista can read its database: private thanks, open answers, settings. While an anonymous question is open, its answers can be read by somebody with both the database and the key vault. Give those two roles to different people.",
        },
        {
          sv: "Detsamma gäller en runda i ett möte: medan den pågår går det som skrivs och svaras att läsa med databas och nyckelvalv tillsammans. Efter rundan finns av svaren på ”Kom du till tals?” bara krypterade summor, och märken av vilka som har svarat. Med båda går de att tyda tills siffran visas. Då förstörs nyckeln.",
          en: "The same goes for a round in a meeting: while it is running, what people write and answer can be read by somebody with both the database and the key vault. After the round, all that is left of the answers to “Did you get a word in?” is encrypted totals, and marks of who has answered. With both they can be read until the figure is shown. Then the key is destroyed.",
        },
        {
          sv: "Om några i ett team kommer överens kan de räkna bort sina egna svar ur en siffra. Är nio av tio överens vet de vad den tionde svarade.",
          en: "If some people in a team agree to, they can subtract their own answers from a figure. If nine out of ten do, they know what the tenth answered.",
        },
        {
          sv: "Databasen sparar när varje dokument skrevs. Den som läser den medan en anonym fråga är öppen ser när någon röstade, men inte vem eller vad.",
          en: "The database stores when each document was written. Anyone who reads it while an anonymous question is open sees when somebody voted, but not who or what.",
        },
        {
          sv: "Kort i kanaler ligger i Teams och följer era regler för arkivering och eDiscovery.",
          en: "Cards in channels are in Teams and follow your rules for retention and eDiscovery.",
        },
        {
          sv: "I offentlig verksamhet kan innehållet vara allmän handling. Ta med Gnista i informationshanteringsplanen, med tiderna på sidan om dina uppgifter som gallringsfrister.",
          en: "In the Swedish public sector the content may be public records. Add Gnista to the records plan, with the times on the page about your data as retention periods.",
        },
      ],
    },
    {
      heading: { sv: "Innan ni börjar", en: "Before you begin" },
      points: [
        {
          sv: "Dataskyddsombudet: för in behandlingen i registret (artikel 30) och bedöm om det krävs en konsekvensbedömning (artikel 35). Anställda är i beroendeställning, så gör hellre en än låt bli.",
          en: "Data-protection officer: enter the processing in the record (Article 30) and consider whether an impact assessment is needed (Article 35). Employees are in a dependent position, so it is better to make one than not.",
        },
        {
          sv: "Arbetsgivaren: informera facket, och förhandla enligt 11 § MBL om införandet är en viktigare förändring. Berätta för alla anställda innan, med sidan om deras uppgifter.",
          en: "Employer: inform the union, and negotiate under section 11 of the Co-Determination Act (MBL) where the introduction is a significant change. Tell every employee beforehand, with the page about their data.",
        },
        {
          sv: "Facket: villkoren förbjuder att Gnista används för att mäta eller övervaka enskilda. Be att få se testerna av att löftena hålls. De är en del av koden.",
          en: "Union: the terms forbid using Gnista to measure or monitor individuals. Ask to see the tests that check the promises. They are part of the code.",
        },
        {
          sv: "Administratören: börja i ett team. Gnista syns bara där den lagts till, och kan tas bort på samma ställe.",
          en: "Administrator: start with one team. Gnista is visible only where it has been added, and can be removed in the same place.",
        },
      ],
    },
    {
      heading: { sv: "Om du hittar en brist", en: "If you find a weakness" },
      paragraphs: [
        {
          sv: "Berätta för den som driver Gnista hos er, och inte i en kanal. Adressen finns på /.well-known/security.txt. Skriv vad du gjorde, vad som hände och numret om du fick ett. Prova bara med dina egna uppgifter.",
          en: "Tell the people who run Gnista where you work, and not in a channel. The address is at /.well-known/security.txt. Write what you did, what happened, and the number if you were given one. Only try it with data of your own.",
        },
      ],
    },
    {
      heading: { sv: "Hur den tas bort", en: "How it is removed" },
      paragraphs: [
        {
          sv: "En person raderar sig själv. Ett team eller hela organisationen raderas av den som driver Gnista, med ett kommando. Tas resursgruppen i Azure bort är allt borta, senast sju dagar senare även ur säkerhetskopiorna. Loggarna, där inga i teamet finns med, kan Azure återställa i fjorton dagar.",
          en: "A person erases themselves. A team, or the whole organisation, is erased by the people who run Gnista, with one command. When the resource group in Azure is deleted, everything is gone, and at most seven days later from the backups as well. The logs, which mention nobody in the team, can be recovered in Azure for fourteen days.",
        },
        contact,
      ],
    },
  ],
});
