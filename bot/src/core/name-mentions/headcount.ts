import { normaliseCharacters } from "./spelling-key.ts";

const NUMBERS = [
  ["två", "tva", "two"],
  ["tre", "three"],
  ["fyra", "four"],
  ["fem", "five"],
  ["sex", "six"],
  ["sju", "seven"],
  ["åtta", "atta", "eight"],
  ["nio", "nine"],
  ["tio", "ten"],
  ["elva", "eleven"],
  ["tolv", "twelve"],
  ["tretton", "thirteen"],
  ["fjorton", "fourteen"],
  ["femton", "fifteen"],
  ["sexton", "sixteen"],
  ["sjutton", "seventeen"],
  ["arton", "eighteen"],
  ["nitton", "nineteen"],
  ["tjugo", "twenty"],
] as const;
const SMALLEST = 2;
const numberOf = new Map<string, number>(NUMBERS.flatMap((words, i) => words.map((word) => [word, i + SMALLEST])));

const NUMBER = String.raw`(?<number>\d{1,4}|${[...numberOf.keys()].join("|")})`;
const BEFORE =
  "ni|er|era|ert|alla|samtliga|de|dom|dem|dessa|båda|bägge|vi|oss|våra|you|your|all|the|them|they|these|those|us|we|our|both";
const AFTER = String.raw`(?:av|of) (?:er|dem|dom|oss|you|them|us)|person\w*|pers|stycken|st|kolleg\w*|medarbetar\w*|människor\w*|hjält\w*|vänner\w*|people|persons|colleagues|teammates|heroes|friends|folks`;
/** Of a number of people beside the one who is addressed: `dig och två till`. */
const MORE = String.raw`(?:och|plus|and) (?:\S+ ){0,1}?${NUMBER} (?:\S+ ){0,1}?(?<more>andra|till|others|more)`;
const alone = (words: string) => String.raw`(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])`;
const COUNTED = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?<who>${BEFORE}) (?:\S+ ){0,1}?${NUMBER}(?![\p{L}\p{N}])`, "gu"),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${NUMBER}(?<who> )(?:\S+ ){0,1}?(?:${AFTER})(?![\p{L}\p{N}])`, "gu"),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${MORE}(?![\p{L}\p{N}])`, "gu"),
];
/** These include the writer. */
const WITH_THE_WRITER = /^(?:vi|oss|våra|we|us|our)$/u;

/** People beside the one who is addressed, without a number. */
const BESIDE =
  "och (?:de|dom) (?:andra|övriga)|och en (?:till|annan|kollega)|med flera|m fl|(?:tack|tack till) alla|alla inblandade|and the (?:others|rest)|and (?:one (?:more|other)|another (?:one|person|colleague))|et al|(?:thanks|thanks to|thank you) (?:all|everyone|everybody)|everyone involved|the pair of you|you lot";

const GROUPS: readonly (readonly [RegExp, number])[] = [
  [new RegExp(alone("dussin(?:et)?|dozen"), "u"), 12],
  [new RegExp(alone("sextett(?:en)?|sextet"), "u"), 6],
  [new RegExp(alone("kvintett(?:en)?|quintet"), "u"), 5],
  [new RegExp(alone("kvartett(?:en)?|fyrklöver(?:n)?|quartet|foursome"), "u"), 4],
  [new RegExp(alone("trio[ns]?|trojka[ns]?|threesome"), "u"), 3],
  [new RegExp(alone(BESIDE), "u"), 2],
  [
    new RegExp(
      alone(
        "ni|er|era|ert|båda|bägge|bådas|allihop|allihopa|allesammans|samtliga|duo[ns]?|both|duet|you all|all of you|y'all|you guys",
      ),
      "u",
    ),
    2,
  ],
];

/**
 * How many people a text mentions by number or pronoun, besides the writer: `ni tre` and `the three of you` are three,
 * `båda` and `ni` at least two. 0 when it mentions none.
 */
export function headcountIn(text: string): number {
  const plain = normaliseCharacters(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, " ");
  const groups = GROUPS.filter(([pattern]) => pattern.test(plain)).map(([, people]) => people);
  const numbers = COUNTED.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ groups: { number = "", who = "", more = "" } = {} }) => {
      const people = (numberOf.get(number) ?? Number(number)) + (more === "" ? 0 : 1);
      return WITH_THE_WRITER.test(who) ? people - 1 : people;
    }),
  );
  return Math.max(0, ...groups, ...numbers);
}
