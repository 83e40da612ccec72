import type { Person } from "../../../core/context.ts";
import type { FormHint } from "../contract.ts";
import { isBot } from "./check-draft.ts";
import { type NamedMember, namedMembers, typedNameAtEnd, typedNameAtStart } from "./typed-name.ts";

/** What a person wrote: the words that call the command, and the text after them, with names for mentions. */
export interface WrittenThanks {
  readonly called: string;
  readonly text: string;
  readonly mentions: readonly Person[];
}

/** Where it was written, and by whom. */
export interface Surroundings {
  readonly senderId: string;
  /** The people who can be chosen. */
  readonly members: readonly Person[];
  /** A mention with one of these ids means the whole team: the ids of the team and of its conversation. */
  readonly teamIds: readonly string[];
}

/** What the form is filled with. */
export interface FilledThanks {
  readonly recipients: readonly string[];
  readonly wholeTeam: boolean;
  /** Empty when only people were written: the form then has its usual beginning. */
  readonly words: string;
  /** What the sender must still do, because somebody who was meant cannot be chosen for them. */
  readonly hint: FormHint | undefined;
}

/**
 * Parses `tack @Anna för att du hjälpte mig`, in every order. A person addressed at the beginning or at the end is a
 * recipient, mentioned or named, and leaves the words. All other words stay: also a name that several people have, or
 * nobody here.
 */
export function parseThanks({ called, mentions, ...written }: WrittenThanks, around: Surroundings): FilledThanks {
  const text = written.text.slice(0, MAX_PARSED_LENGTH).trim();
  const members = namedMembers(around.members);
  const start = addressedAtStart(text, mentions, members);
  const end = addressedAtEnd(start, mentions, members);
  const addressed = [...start.people, ...end.people];
  const joined = mentions.filter(
    (one) => !addressed.includes(one) && (addressed.length === 0 || isJoined(end.rest, one.name)),
  );
  const meant = [...addressed, ...joined];
  return {
    recipients: [...new Set(meant.filter((one) => canBeThanked(one, around)).map(({ id }) => id))],
    wholeTeam: start.isTeam || meant.some(({ id }) => around.teamIds.includes(id)),
    words: wordsOf(called, text, { ...start, rest: end.rest }),
    hint: meant.map((one) => hintFor(one, around)).find((hint) => hint !== undefined) ?? start.unclear,
  };
}

/** More than the form holds, with the names of all its recipients. */
const MAX_PARSED_LENGTH = 3_000;

interface Address {
  readonly people: readonly Person[];
  readonly isTeam: boolean;
  /** The text after the address. */
  readonly rest: string;
  readonly unclear?: FormHint;
}

/** What may precede a name, and separate two. */
const JOINT = /^(?:[\s,:;&+@]|(?:till|to|och|and|samt|dig|kära|dear)(?=[\s,@]))+/iu;
/** Words for the whole team; not the `alla` of `alla som stannade kvar`. */
const TEAM =
  /^(?:(?:hela\s)?(?:teamet|gänget|gruppen)|alla i (?:teamet|gänget|gruppen)|er alla|alla ni|alla|allihopa?|samtliga|(?:the\s)?(?:whole\s)?team|everyone|everybody|all of you|you all|all)(?![\p{L}\p{N}_-]|\s(?:som|who|that)\s)/iu;

/** Takes people and the team from the beginning of the text, as long as there are any. */
function addressedAtStart(text: string, mentions: readonly Person[], members: readonly NamedMember[]): Address {
  let address: Address = { people: [], isTeam: false, rest: text };
  for (;;) {
    const next = address.rest.replace(JOINT, "");
    const one = firstAddressee(next, mentions) ?? (mayNameMore(address) ? namedFirst(next, members) : undefined);
    if (one === undefined) {
      return address;
    }
    if ("unclear" in one) {
      return { ...address, ...one, rest: next };
    }
    address = {
      people: [...address.people, ...one.people],
      isTeam: address.isTeam || one.people.length === 0,
      rest: next.slice(one.length),
    };
  }
}

/** A second name needs a comma or "och" before it: after `Bo!` a new sentence begins. */
const mayNameMore = ({ people, isTeam, rest }: Address): boolean =>
  (people.length === 0 && !isTeam) || /^\s*(?:[,&]|och\s|and\s|samt\s)/iu.test(rest);

/** The person mentioned first, or nobody in particular when the text begins with the whole team. */
function firstAddressee(
  text: string,
  mentions: readonly Person[],
): { people: readonly Person[]; length: number } | undefined {
  const mention = longest(mentions.filter(({ name }) => wholeWordAt(text, name, 0)));
  if (mention) {
    return { people: [mention], length: mention.name.length };
  }
  const team = TEAM.exec(text)?.[0];
  return team === undefined ? undefined : { people: [], length: team.length };
}

function namedFirst(
  text: string,
  members: readonly NamedMember[],
): { people: readonly Person[]; length: number } | { unclear: FormHint } | undefined {
  const named = typedNameAtStart(text, members);
  if (named?.kind === "one") {
    return { people: [named.person], length: named.typed.length };
  }
  return named && { unclear: { kind: named.kind, name: named.typed } };
}

/** Takes people from the end: `för hjälpen @Anna`, `för hjälpen, till @Anna och Bo!`. */
function addressedAtEnd(start: Address, mentions: readonly Person[], members: readonly NamedMember[]): Address {
  const people: Person[] = [];
  let rest = start.rest;
  for (let last = lastAddressee(rest, mentions, members); last; last = lastAddressee(rest, mentions, members)) {
    people.unshift(last.person);
    rest = last.before;
  }
  const before = rest.replace(/[\s@]+$/u, "");
  const isAlone = start.people.length === 0 && !start.isTeam && start.unclear === undefined;
  const isAddress = /(?:^|\s)(?:till|to)$|[,.!?:]$/iu.test(before) || (isAlone && !breaksOff(before));
  return people.length > 0 && isAddress
    ? { ...start, people, rest: before.replace(/(?:^|\s)(?:till|to)$/iu, "").replace(/[\s,:;]+$/u, "") }
    : { ...start, people: [] };
}

function lastAddressee(
  text: string,
  mentions: readonly Person[],
  members: readonly NamedMember[],
): { readonly person: Person; readonly before: string } | undefined {
  const bare = text.replace(/[\s.!,;:&@]+$/u, "").replace(/\s(?:och|and|samt)$/iu, "");
  const mention = longest(mentions.filter(({ name }) => wholeWordAt(bare, name, bare.length - name.length)));
  if (mention) {
    return { person: mention, before: bare.slice(0, bare.length - mention.name.length) };
  }
  const named = typedNameAtEnd(bare, members);
  return named && { person: named.person, before: bare.slice(0, bare.length - named.typed.length) };
}

/** Whether a sentence needs the name that follows it: `för att du hjälpte`, `tillsammans med`. */
const breaksOff = (text: string): boolean =>
  /(?:^|\s)(?:med|åt|hos|från|av|om|på|för|mot|och|att|hjälpte|stöttade|with|from|by|about|for|and|helped|supported)$/iu.test(
    text,
  );

const longest = (people: readonly Person[]): Person | undefined =>
  people.toSorted((a, b) => b.name.length - a.name.length)[0];

function wholeWordAt(text: string, name: string, at: number): boolean {
  const isThere = name !== "" && at >= 0 && text.slice(at, at + name.length).toLowerCase() === name.toLowerCase();
  return isThere && !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length));
}

/** Whether "och", a comma or the like precedes the name, as in `för rapporten och @Bo för fikat`. */
const isJoined = (text: string, name: string): boolean =>
  new RegExp(`(?:[,&]|\\s(?:och|and|samt|till|to|tack|thanks))\\s*@?${RegExp.escape(name)}`, "iu").test(text);

const canBeThanked = ({ id }: Person, { senderId, members }: Surroundings): boolean =>
  id !== senderId && members.some((member) => member.id === id);

/** People have ids of the directory or of the platform; channels and tags have others. */
const isPerson = (id: string): boolean => /^(?:29:|[0-9a-f]{8}-)/iu.test(id);

function hintFor(one: Person, around: Surroundings): FormHint | undefined {
  if (canBeThanked(one, around) || around.teamIds.includes(one.id)) {
    return undefined;
  }
  const { id, name } = one;
  if (id === around.senderId) {
    return { kind: "self", name };
  }
  return { kind: isBot(id) ? "bot" : isPerson(id) ? "notHere" : "group", name };
}

/** The sentence without its address, beginning with the words that called the command where it needs them. */
function wordsOf(called: string, text: string, { rest, people, isTeam, unclear }: Address): string {
  const words = rest.replace(/^[\s,;:.!?–-]+/u, "").trim();
  if (!/[\p{L}\p{N}\p{RGI_Emoji}]/v.test(words)) {
    return "";
  }
  if (/^(?:som|who|that)\s/iu.test(words)) {
    const subject = text.slice(0, text.indexOf(words)).trim();
    return `${beginning(called)} ${subject} ${words}`.replace(/\s+/gu, " ");
  }
  const isAddressed = people.length > 0 || isTeam;
  const isReason = /^(?:för|for)\s/iu.test(words);
  if (isReason) {
    return `${beginning(called)} ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
  }
  return isAddressed && unclear === undefined ? words : `${beginning(called)} ${words}`;
}

/** `tacka` and `thank` call the command, and a sentence begins with `Tack` and `Thank you`. */
function beginning(called: string): string {
  const word = called
    .replace(/[\s:,.!?]+$/u, "")
    .replace(/.*\bthank$/iu, "Thank you")
    .replace(/.*(?:tacka|säga tack)$/iu, "Tack");
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}
