const verbs = ["tacka", "thank", "thank you"] as const;

const wishes = ["jag vill", "vi vill", "jag skulle vilja", "vi skulle vilja", "kan du", "kan vi"] as const;

const wishesInEnglish = [
  "i want to",
  "we want to",
  "i'd like to",
  "we'd like to",
  "i would like to",
  "can you",
] as const;

/** The everyday beginnings of a thank-you besides `tack` and `thanks`. Each opens the form and posts nothing. */
export const thanksSynonyms: readonly string[] = [
  ...verbs,
  ...["stort", "ett stort", "jättestort", "ett jättestort", "tusen", "många", "varmt", "ett varmt", "hjärtligt"].map(
    (size) => `${size} tack`,
  ),
  "jättetack",
  "stortack",
  ...["mycket", "jättemycket", "hemskt mycket", "väldigt mycket"].map((much) => `tack så ${much}`),
  ...["a lot", "so much", "very much"].flatMap((much) => [`thanks ${much}`, `thank you ${much}`]),
  ...["many", "big", "huge", "a million"].map((many) => `${many} thanks`),
  ...["big", "a big", "huge", "a huge"].map((size) => `${size} thank you`),
  "thx",
  ...wishes.flatMap((wish) => [`${wish} tacka`, `${wish} säga tack`]),
  ...wishesInEnglish.flatMap((wish) => [`${wish} thank`, `${wish} say thanks`, `${wish} say thank you`]),
];
