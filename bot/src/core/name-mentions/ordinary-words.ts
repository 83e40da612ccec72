import { wordList } from "./word-list.ts";

/** Words that thank or greet the person named after them. */
export const ADDRESSING = wordList(
  "tack tacka tackar tackade thanks thank thx thankyou cred kudos hej hi hello grattis",
);

/** Function words in Swedish and English that are also names: in lower case never a name. */
const GRAMMAR = wordList(
  "alla allt all an at be by can dan dans de dem den det do du en er ett far han hans hon i in inga ingen is it jag jan",
  "just li man mans med mellan mig mina min more most much my ni no nu ny nya no och of on or over par per pers se sen",
  "sin sina so som such sue the till tills tim to us ut vad van vem vi will wills you your alls inte igen ers ens",
);

/** Ordinary words that are also names: in lower case a name only with further evidence. */
const ORDINARY = wordList(
  // First names.
  "axel bill björn bo bror dag dagen dags disa ebba faith finn finns fred frid frank gene glad grace",
  "grant gull gun guy hope hopp inge ivy jack joy kaj karl kim klara knut lance liv lilja linda linn lo love",
  "loves maj mark marks mars may mason mats max miles mod modig nick norm nova palm pat pal pål",
  "peg penny ray rich rob rosa ros rose rosor rusty rut saga sagas sanna sandy siv sky skip sol solen sonny",
  "stella sten stens stig storm tage tor trip tuva tyra varg vide vilda viola ward wade",
  "amber april august autumn chance chase chuck cliff clay daisy dawn dean drew duke earl hunter iris jade jasmine jay",
  "june lily olive patience pearl reed ruby summer victor warren winter",
  // Surnames from nature, places and soldiers' names, and their English counterparts.
  "alm ask asp back bagare bank banks bäck berg bergs björk blad blom bonde borg borgare brink bro bränd bush dal",
  "dansk damm duva ek eld falk fink flod fors frisk fri fält gran gren greve grön gård gök hage hagen",
  "hall hav hed hill hjort hjälm holm holme hård häll hög hök höst is kall klar klint klang kock korp kraft krans krona",
  "kula kung kvarn kvist kärr källa källan köping lag land lane lang lax lejon lind ljung ljus lund lång lärka",
  "löv malm moln morgon munk munter myr mård måne mörk natt nord norr näs orre page park parker pil prins quick rapp rask",
  "rik ring ris ro räv röd rönn sand silver sjö skog skott skytt sköld smed snäll sommar sparre sparv spets spjut stad",
  "stark stjärna stolt strand stråle ström stål sund svan svensk svärd säll söder tall tapper torn torp torpet trast trygg",
  "tysk ung uv vall vass vik vind vinter vit våg vår väg väst ås åker äng öst öster örn österut ben bens kil",
  "baker best black bond brown case church cook cross day field fox gold good green king key keys law little",
  "long moon north power powers price read rice rush sharp short small snow stone stones street swift temple town walker",
  "waters wells west white wise wolf wood woods work young friend friends",
  "info",
);

/** @param word in lower case, as written */
export const isGrammarWord = (word: string): boolean => GRAMMAR.has(word);

/** @param word in lower case, as written; also in the genitive */
export const isOrdinaryWord = (word: string): boolean =>
  [word, word.replace(/s$/u, "")].some((form) => ORDINARY.has(form) || GRAMMAR.has(form));
