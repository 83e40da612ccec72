import { headcountIn } from "../../../core/name-mentions/headcount.ts";
import { hasNameMention } from "../../../core/name-mentions.ts";
import { FORMER_MEMBER, type PersonRef, type Wish } from "../../../kernel/contract.ts";
import type { VisibleThanks } from "../api.ts";
import type { Audience, Kudos, Reach, ThanksEntry } from "../contract.ts";

/** To one person in one day, from one sender: more is a misunderstanding or a campaign. */
export const MAX_THANKS_A_DAY = 3;

/**
 * Decides how a thank-you reaches a recipient.
 *
 * The recipient's wish outranks the sender's: a person who asked for privacy is never named in a channel, however proud
 * the sender is, and a person who has not chosen yet is asked first.
 */
export function reachOf(wish: Wish | undefined, audience: Audience): Reach {
  if (wish === "inPerson") {
    return "inPerson";
  }
  if (audience === "private" || wish === "betweenUs") {
    return "private";
  }
  return wish === "openly" ? "shown" : "asked";
}

/**
 * Whether the words imply more recipients than those the channel may name: `ni tre` beside two names reveals a third.
 */
export function countsSomeoneHidden({
  words,
  value,
  recipients,
}: Pick<Kudos, "words" | "value" | "recipients">): boolean {
  const shown = recipients.filter(({ reach }) => reach === "shown");
  return shown.length < recipients.length && headcountIn(`${words}\n${value ?? ""}`) > shown.length;
}

/**
 * What the team may see of the thanks; undefined when that is nothing. It names only people who have chosen to be
 * visible.
 */
export function publicPart(kudos: Kudos): ThanksEntry | undefined {
  const shown = kudos.recipients.filter(({ reach }) => reach === "shown");
  const isAddressed = kudos.recipients.length > 0;
  if (isRemoved(kudos) || kudos.audience === "private" || (isAddressed && shown.length === 0)) {
    return undefined;
  }
  return {
    kudosId: kudos.id,
    kind: kudos.kind,
    sender: kudos.sender,
    recipients: shown.map(({ id, name }) => ({ id, name })),
    wholeTeam: kudos.wholeTeam,
    ...(kudos.wordsArePublic ? publicWords(kudos) : {}),
    givenAt: kudos.givenAt,
  };
}

const publicWords = ({ words, value }: Kudos) => ({ words, ...(value === undefined ? {} : { value }) });

/**
 * How the thanks were sent. For thanks of an older version, which do not store it, their state before the next change.
 */
export const asGivenBySender = ({ asGiven, recipients, wordsArePublic }: Kudos): NonNullable<Kudos["asGiven"]> =>
  asGiven ?? { reaches: recipients.map(({ reach }) => reach), wordsArePublic };

/**
 * The thanks as the sender may know them: as they were sent. Later choices of the recipients do not change them, only
 * the card that everybody sees.
 */
export function asSenderKnows(kudos: Kudos): Kudos {
  const { reaches, wordsArePublic } = asGivenBySender(kudos);
  const recipients = kudos.recipients.map((one, i) => ({ ...one, reach: reaches[i] ?? one.reach }));
  return { ...kudos, recipients, wordsArePublic };
}

/** True when the sender removed it, or everybody it reached removed their name. */
export function isRemoved(kudos: Pick<Kudos, "isWithdrawn" | "recipients">): boolean {
  const reached = kudos.recipients.filter(({ reach }) => reach !== "inPerson");
  return kudos.isWithdrawn || (reached.length > 0 && reached.every(({ reach }) => reach === "left"));
}

/**
 * Whether a recipient gets a message of their own: those the channel may not name, and all when the channel may not
 * have the words.
 */
export function isHandedOver(kudos: Kudos, index: number): boolean {
  const { reach, id } = kudos.recipients[index] ?? {};
  if (isRemoved(kudos) || reach === undefined || id === FORMER_MEMBER) {
    return false;
  }
  return reach === "private" || reach === "asked" || (reach === "shown" && !kudos.wordsArePublic);
}

/**
 * The thanks without a person who was part of them. The words are erased with their sender, and with a recipient whom
 * the words name. A name that was shown becomes "a former member", one that was not shown is removed. Returns the same
 * object when the person is not part of the thanks.
 */
export function thanksWithoutPerson(
  kudos: Kudos,
  personId: string,
  former: { readonly first: PersonRef; readonly within: PersonRef },
): Kudos {
  const leaving = kudos.recipients.find(({ id }) => id === personId);
  const wrote = kudos.sender.id === personId;
  if (!leaving && !wrote) {
    return kudos;
  }
  const { value, ...rest } = kudos;
  const names = (text: string) => leaving !== undefined && hasNameMention(text, [leaving]);
  return {
    ...rest,
    ...(value === undefined || wrote || names(value) ? {} : { value }),
    sender: wrote ? former.first : kudos.sender,
    recipients: kudos.recipients.map(({ id, name, reach, was }) =>
      id === personId
        ? { ...former.within, reach: reach === "shown" || reach === "inPerson" ? reach : "left" }
        : { id, name, reach, ...(was === undefined ? {} : { was }) },
    ),
    words: wrote || names(kudos.words) ? "" : kudos.words,
  };
}

/** Days covered by the team's page. */
export const THANKS_DAYS = 14;

/** The sender and the named recipients cannot join. */
export function thanksVisibleTo(viewerId: string, entry: ThanksEntry): VisibleThanks {
  return { ...entry, mayJoin: ![entry.sender, ...entry.recipients].some(({ id }) => id === viewerId) };
}
