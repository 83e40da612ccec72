import { cutName } from "../core/person-ref.ts";
import { plainLineEnds } from "../core/plain-line-ends.ts";
import { fieldsOf, listOf, stringOf } from "./fields.ts";
import { decode, plainText } from "./plain-text.ts";

/**
 * A message as the person meant it: without the mention of Gnista, markers of quotes and HTML entities, with people's
 * names for mentions, and with the emoji and addresses that only its HTML has.
 */
export interface MessageText {
  readonly text: string;
  /** It mentions Gnista. */
  readonly isToGnista: boolean;
  /** With `29:` or `28:` ids, and the directory's id if Teams sent it. */
  readonly mentions: readonly Mention[];
}

export interface Mention {
  readonly userId: string;
  readonly name: string;
  readonly directoryId: string | undefined;
}

/** More mentions than Teams allows in one message. Further ones are read as text. */
const MAX_MENTIONS = 100;

/** Parses any message in one pass, in time linear in its length and independent of the number of mentions. */
export function parseMessageText(activity: unknown): MessageText {
  const { text: raw, entities, recipient, attachments } = fieldsOf(activity);
  const botId = stringOf(fieldsOf(recipient).id);
  const tagged = listOf(entities)
    .filter((entity) => fieldsOf(entity).type === "mention")
    .slice(0, MAX_MENTIONS)
    .flatMap(mentionIn);
  const shownAs = ({ mention }: TaggedMention) => (mention.userId === botId ? " " : mention.name);
  const plain = textOf(stringOf(raw) ?? "", tagged, shownAs);
  const html = htmlOf(attachments);
  const rich = html === undefined ? "" : normalizeSpaces(richText(html, tagged, shownAs));
  return {
    text: isSameWords(plain, rich) ? rich : plain,
    isToGnista: tagged.some(({ mention }) => mention.userId === botId),
    mentions: tagged.map(({ mention }) => mention).filter(({ userId }) => userId !== botId),
  };
}

interface TaggedMention {
  /** The mention in the text. Undefined when Teams sent none: mentions without a tag are taken in their order. */
  readonly tag: string | undefined;
  readonly mention: Mention;
}

function mentionIn(entity: unknown): readonly TaggedMention[] {
  const { mentioned, text } = fieldsOf(entity);
  const { id, name, aadObjectId } = fieldsOf(mentioned);
  const userId = stringOf(id);
  if (userId === undefined) {
    return [];
  }
  const fullName = cutName(decode(stringOf(name) ?? ""));
  const mention = { userId, name: fullName, directoryId: stringOf(aadObjectId)?.toLowerCase() };
  return [{ tag: stringOf(text) || undefined, mention }];
}

const AT_ELEMENT = /<at\b[^<>]*>[^<>]{0,300}<\/at>/giu;
/** Stand for a forwarded or quoted message, whose words are not the writer's. */
const MARKERS = /<(?:attachment|quoted|forwarded)\b[^<>]*>(?:<\/(?:attachment|quoted|forwarded)>)?/giu;

/**
 * The activity's text with names for mentions. A tag in the text that equals no entity's, since the client shortened
 * the name, is the next mention whose tag is not in the text.
 */
function textOf(raw: string, tagged: readonly TaggedMention[], shownAs: (one: TaggedMention) => string): string {
  const byTag = new Map(tagged.flatMap((one) => (one.tag === undefined ? [] : [[one.tag, shownAs(one)] as const])));
  const spare = tagged.filter(({ tag }) => tag === undefined || !raw.includes(tag));
  const parts = raw.split(placesOf(byTag));
  return normalizeSpaces(
    parts
      .map((part) => {
        const known = byTag.get(part);
        if (known !== undefined) {
          return known;
        }
        return decode(
          part
            .replace(AT_ELEMENT, (tag) => escaped(nextMention(tag, spare, shownAs)))
            .replace(MARKERS, " ")
            .replace(/<\/?at\b[^<>]*>/giu, " "),
        );
      })
      .join(""),
  );
}

/** Names are decoded already. */
const escaped = (name: string): string => name.replaceAll("&", "&amp;");

function nextMention(tag: string, spare: TaggedMention[], shownAs: (one: TaggedMention) => string): string {
  const displayName = decode(tag.replace(/<[^<>]*>/gu, "")).trim();
  const fits = spare.findIndex(({ mention }) => isShortFor(displayName, mention.name));
  const [found] = spare.splice(Math.max(fits, 0), fits === -1 ? 0 : 1);
  return found ? shownAs(found) : ` ${displayName} `;
}

/** `Johan` for `Johan Ek`, and any text for a name that Teams did not send. */
const isShortFor = (shown: string, name: string): boolean => {
  const words = name.toLowerCase().split(/\s+/u);
  return (
    name === "" ||
    shown
      .toLowerCase()
      .split(/\s+/u)
      .every((word) => words.includes(word))
  );
};

/** Splits at the tags and keeps them. The longest first, because one tag may begin with another. */
const placesOf = (tags: ReadonlyMap<string, string>): RegExp =>
  new RegExp(
    tags.size === 0
      ? "(?!)"
      : `(${[...tags.keys()]
          .toSorted((a, b) => b.length - a.length)
          .map(RegExp.escape)
          .join("|")})`,
    "gu",
  );

const htmlOf = (attachments: unknown): string | undefined =>
  listOf(attachments)
    .map(fieldsOf)
    .filter(({ contentType }) => contentType === "text/html")
    .map(({ content }) => stringOf(content))
    .find((content) => content !== undefined);

/** The HTML's mentions are in the order of the entities. */
const richText = (html: string, tagged: readonly TaggedMention[], shownAs: (one: TaggedMention) => string): string =>
  plainText(html, (index, shown) => {
    const one = tagged[index];
    return one ? shownAs(one) : shown;
  });

/**
 * Whether the HTML says what the text says, apart from emoji, addresses and what else is not a letter: otherwise it is
 * another client's rendering, and the text counts.
 */
function isSameWords(plain: string, rich: string): boolean {
  const wordsOf = (text: string) => text.replace(/\s?\(https?:\/\/[^\s()]*\)|[^\p{L}\p{N}]/giu, "");
  return rich !== "" && wordsOf(plain) === wordsOf(rich);
}

/** Keeps line breaks; every other whitespace becomes a plain space, which commands expect. */
function normalizeSpaces(words: string): string {
  return plainLineEnds(words.normalize("NFC"))
    .replace(/[^\S\n]+/gu, " ")
    .replace(/^[\s\u200b-\u200d\u2060\ufeff]+/u, "")
    .trimEnd();
}
