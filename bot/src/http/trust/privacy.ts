import type { LocalizedText, TrustPage } from "./page.ts";

/** The features' declarations: the data about a person, and the data about a team with its retention time. */
interface Declared {
  readonly stored: readonly LocalizedText[];
  readonly retention: readonly LocalizedText[];
}

/**
 * The privacy page, for everybody at a workplace that uses Gnista. The features declare the stored data, in the words
 * of "Mina uppgifter".
 */
export const privacyPage = ({ stored, retention }: Declared, contact: LocalizedText): TrustPage => ({
  path: "/privacy",
  title: { sv: "Dina uppgifter i Gnista", en: "Your data in Gnista" },
  lead: {
    sv: "Gnista ser det ni skickar till den och vilka som är med i teamet. Finns den med i ett möte ser den vem som kallat och när mötet slutar. Inget annat. Allt är frivilligt. Du kan se det som finns om dig, och radera det när du vill.",
    en: "Gnista sees what you send to it, and who is in the team. In a meeting that it has been added to, it sees who called the meeting and when it ends. Nothing else. Everything is voluntary. You can see what is held about you, and erase it whenever you like.",
  },
  sections: [
    {
      heading: { sv: "Vad som finns om dig i Gnista", en: "What Gnista holds about you" },
      points: [
        ...stored,
        {
          sv: "Ditt namn och ditt id i organisationens katalog, så att rätt person får rätt meddelande. Inga bilder, ingen e-postadress, ingen kalender.",
          en: "Your name and your id in your organisation's directory, so that the right person gets the right message. No pictures, no email address, no calendar.",
        },
      ],
    },
    {
      heading: { sv: "Vem som ser det i Gnista", en: "Who sees it inside Gnista" },
      points: [
        {
          sv: "Tack i kanalen: alla som ser kanalen. Tack mellan er: du och den som tackade. Du väljer själv hur du vill bli tackad.",
          en: "Thanks in the channel: everybody who sees the channel. Thanks between you: you and the person who thanked you. You choose how you want to be thanked.",
        },
        {
          sv: "Öppna svar: alla som ser kanalen eller chatten där frågan ställdes ser vem som svarat vad när den har stängt. Vid frågor med namn syns vilka som svarat, alltså även vilka som inte gjort det.",
          en: "Open answers: everybody who sees the channel or chat where the question was asked sees who answered what once it has closed. Questions with names show who has answered, and so also who has not.",
        },
        {
          sv: "I en delad kanal kan andra team och organisationer vara med. De ser korten där och kan svara, fråga och tacka, men inget annat: inte teamets sida, siffror eller inställningar. Till någon i en annan organisation skickar Gnista inget privat.",
          en: "A shared channel may include other teams and organisations. They see the cards there and can answer, ask and thank, but nothing else: not the team's page, figures or settings. Gnista sends nothing privately to anybody in another organisation.",
        },
        {
          sv: "Anonyma svar: ingen. Summor visas först när frågan har stängt och minst fem har svarat, och är de färre än fem visas inte ens hur många. En fråga om invändningar visar bara om någon invänder. När frågan stänger förstörs kopplingen till dig, för gott.",
          en: "Anonymous answers: nobody. Totals are shown only once the question has closed and at least five have answered, and with fewer than five, not even how many. A question that asks for objections tells only whether somebody objects. When the question closes, your link to your answer is destroyed, for good.",
        },
        {
          sv: "Din chef ser inget om dig som du inte ser. Det finns inga poäng, inga topplistor och inga summor per person, och ingen lista över vem som låtit bli. Bara den som leder teamet ser namn på några som ledaren själv inte har tackat på ett tag. Det räknas fram ur ledarens egna tack och sparas inte.",
          en: "Your manager sees nothing about you that you don't. There are no points, no leaderboards and no totals per person, and no list of who has not joined in. The team's leader sees, privately, the names of a few people whom they have not thanked for a while. It is worked out from the leader's own thanks, and not stored.",
        },
      ],
    },
    {
      heading: { sv: "Vem som kan se det utanför Gnista", en: "Who can see it outside Gnista" },
      points: [
        {
          sv: "De som driver Gnista hos er kan läsa databasen, som i alla system. Så länge en anonym fråga är öppen skulle den som har både databasen och nycklarna kunna läsa svaren. När frågan har stängt kan ingen det, inte heller från en säkerhetskopia.",
          en: "The people who run Gnista where you work can read its database, as in any system. While an anonymous question is open, somebody with both the database and the keys could read its answers. Once it has closed nobody can, not even from a backup.",
        },
        {
          sv: "Microsoft behandlar uppgifterna åt er arbetsgivare, eftersom Gnista finns i Teams och Azure. Ingen annan får dem: ingen reklam, ingen analys av tredje part, ingen AI.",
          en: "Microsoft processes the data for your employer, because Gnista lives in Teams and Azure. Nobody else gets it: no advertising, no third-party analytics, no AI.",
        },
        {
          sv: "Arbetar du hos en myndighet, kommun eller region kan det som skrivs vara allmän handling. Begär någon ut det prövas det mot offentlighets- och sekretesslagen, som annat ni skriver i tjänsten. Ett anonymt svar kan inte lämnas ut när frågan har stängt, för det finns inte längre.",
          en: "If you work for a Swedish public authority, what is written may be a public record (allmän handling). A request for it is assessed under the Public Access to Information and Secrecy Act, like anything else you write at work. An anonymous answer cannot be handed out once its question has closed, because it no longer exists.",
        },
        {
          sv: "Det som Gnista lägger ut i en kanal eller chatt finns i Teams, där organisationens egna regler gäller för hur länge det sparas.",
          en: "What Gnista posts in a channel or chat is in Teams, where your organisation's own rules say how long it is kept.",
        },
        {
          sv: "Det som bara du ser i en kanal eller chatt försvinner ur Teams efter ett dygn. Teams kan ändå spara det enligt organisationens regler.",
          en: "What only you can see in a channel or chat disappears from Teams after a day. Teams may still keep it under your organisation's rules.",
        },
      ],
    },
    {
      heading: { sv: "Hur länge", en: "For how long" },
      points: retention,
      paragraphs: [
        {
          sv: "Hur länge uppgifter om dig sparas står ovan, och hur länge uppgifter om teamet sparas står nedan. Det försvinner av sig självt när tiden har gått ut. Säkerhetskopior finns i sju dagar och används bara om något har gått förlorat. Loggar sparas i trettio dagar. Gnistas egna innehåller inga namn, inga texter och inget som pekar ut någon. Nyckelvalvets logg visar vem av dem som driver Gnista som har öppnat det.",
          en: "How long data about you is kept is stated above, and data about the team below. It is deleted by itself when the time is up. Backups exist for seven days and are used only if something has been lost. Logs are kept for thirty days. Gnista's own logs hold no names, no texts and nothing that points to anybody. The key vault's log shows which of the people who run Gnista have opened it.",
        },
      ],
    },
    {
      heading: { sv: "Hur du låter bli, och hur du slutar", en: "How to stay out of it, and how to leave" },
      points: [
        {
          sv: "Du behöver aldrig svara. På en fråga med namn ser de andra, när den har stängt, vilka som svarat och alltså vilka som låtit bli. Annars visar Gnista det aldrig.",
          en: "You never have to answer. Once a question with names has closed, the others see who answered, and so who did not. Otherwise Gnista never shows it.",
        },
        {
          sv: "Skriv ”inställningar” till Gnista: välj hur du vill bli tackad, och stäng av påminnelser.",
          en: "Type “settings” to Gnista: choose how you want to be thanked, and turn reminders off.",
        },
        {
          sv: "Skriv ”mina uppgifter” till Gnista: se allt, ladda ner det, eller radera det. Då blir du ”en tidigare medlem” även på kort som redan finns i kanaler där Gnista är kvar.",
          en: "Type “my data” to Gnista: see everything, download it, or erase it. You then become “a former member”, also on cards that are already in channels where Gnista still is.",
        },
        {
          sv: "Har du redan slutat på din arbetsplats kan den som driver Gnista där radera åt dig.",
          en: "If you have already left your workplace, the people who run Gnista there can erase your data for you.",
        },
      ],
    },
    {
      heading: { sv: "Rättslig grund och dina rättigheter", en: "Legal basis and your rights" },
      paragraphs: [
        {
          sv: "Din arbetsgivare är personuppgiftsansvarig och avgör vilken grund som gäller. För ett företag är det oftast berättigat intresse (artikel 6.1 f i dataskyddsförordningen), för en myndighet en uppgift av allmänt intresse (6.1 e). Samtycke är sällan en giltig grund i arbetslivet, även om det är frivilligt att använda Gnista.",
          en: "Your employer is the controller and decides which basis applies. For a company it is usually legitimate interest (Article 6(1)(f) of the GDPR), for a public authority a task in the public interest (6(1)(e)). Consent is rarely a valid basis at work, even though using Gnista is voluntary.",
        },
        {
          sv: "Du har rätt att se dina uppgifter, få dem rättade eller raderade, få dem som fil, begränsa hur de används och invända. Det mesta gör du själv under Mina uppgifter. Du kan också klaga hos Integritetsskyddsmyndigheten, imy.se.",
          en: "You have the right to see your data, to have it corrected or erased, to get it as a file, to restrict its use and to object. Most of this you can do yourself under My data. You can also complain to the Swedish Authority for Privacy Protection, imy.se.",
        },
        {
          sv: "Gnista fattar inga automatiska beslut om någon, gör inga profiler och använder inga kakor.",
          en: "Gnista makes no automated decisions about anybody, builds no profiles and uses no cookies.",
        },
      ],
    },
    { heading: { sv: "Frågor", en: "Questions" }, paragraphs: [contact] },
  ],
});
