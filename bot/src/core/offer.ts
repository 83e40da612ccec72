import type { Label } from "./locale.ts";
import type { Person } from "./person.ts";

/**
 * What a host tells a feature about the thing on which the feature puts a button. Everything in it is visible to everybody
 * who sees the host, so a draft made of it exposes nobody. A new host is a new property here.
 */
export interface OfferSubjects {
  /** Seen by the person who chose the action on the message. */
  readonly message: SourceMessage;
  /** A thank-you's card. Seen by everybody in the conversation. */
  readonly kudos: {
    readonly teamId: string;
    readonly conversationId: string;
    /** Only those whom the card names. */
    readonly recipients: readonly Person[];
    readonly wholeTeam: boolean;
    /** Undefined where the card does not show them. */
    readonly words: string | undefined;
  };
  /** The card of a question that has been decided. Seen by everybody in the conversation. */
  readonly decidedQuestion: {
    readonly teamId: string;
    readonly conversationId: string;
    readonly question: string;
    readonly outcome: string;
    readonly why: string;
  };
  /** A name under "Värt en tanke" in the tab. Seen by that leader alone. */
  readonly suggestion: {
    readonly teamId: string;
    readonly person: Person;
  };
  /** A reminder's card in a private chat. `kind` is one that a feature declares in `reminders`. */
  readonly reminder: { readonly kind: string };
}

export type OfferHost = keyof OfferSubjects;

/** The hosts that show buttons of ours. On a message, Teams shows the manifest's list instead. */
export type ButtonHost = Exclude<OfferHost, "message">;

/** The message on which the actor chose the message action. */
export interface SourceMessage {
  readonly from: Person | undefined;
  readonly text: string;
}

interface OnHost<H extends OfferHost> {
  readonly on: H;
  /**
   * What the form starts with. A pure function of the subject: it has no store and no actor, so it can put nothing
   * private on a card that everybody sees. Undefined when there is nothing to offer for this subject.
   */
  draft(subject: OfferSubjects[H]): object | undefined;
}

/** The feature's form in a dialog. Its title, rank and access are the form's own, which the manifest lists once. */
export interface MessageOffer extends OnHost<"message"> {
  /** The `commandId` of one of the feature's `extensions`. */
  readonly form: string;
}

/** A button. Its access is that of the verb. */
export interface ButtonOffer<H extends ButtonHost> extends OnHost<H> {
  /** Its own among the offers on the host. The tab finds the form by it. */
  readonly key: string;
  readonly label: Label;
  /** Its place among the offers on the host, lowest first, its own. */
  readonly rank: number;
  /** A verb of the feature. A card sends it the draft; in the tab it is what the form sends in the end. */
  readonly verb: string;
}

/**
 * A button that a feature adds to a card or page of another feature. The host knows neither the feature nor its verbs.
 */
export type Offer = MessageOffer | { readonly [H in ButtonHost]: ButtonOffer<H> }[ButtonHost];

/** A button, for a host to show. */
export interface Offered extends Pick<ButtonOffer<ButtonHost>, "key" | "label" | "verb"> {
  readonly draft: object;
}

/** What all features offer. */
export interface Offers {
  /** By rank. */
  on<H extends ButtonHost>(host: H, subject: OfferSubjects[H]): readonly Offered[];
}

export function offersOf(features: readonly { readonly offers?: readonly Offer[] }[]): Offers {
  const all = features.flatMap(({ offers = [] }) => offers);
  return {
    on: (host, subject) =>
      all
        .filter((offer) => isOn(offer, host))
        .toSorted((one, other) => one.rank - other.rank)
        .flatMap((offer) => {
          const { key, label, verb } = offer;
          const draft = offer.draft(subject);
          return draft ? [{ key, label, verb, draft }] : [];
        }),
  };
}

const isOn = <H extends ButtonHost>(offer: Offer, host: H): offer is Offer & ButtonOffer<H> => offer.on === host;

/** The offers on one thing. Empty for services that were made without a list of features. */
export const offersOn = <H extends ButtonHost>(
  services: { readonly offers?: Offers },
  host: H,
  subject: OfferSubjects[H],
): readonly Offered[] => services.offers?.on(host, subject) ?? [];

/** The offer that opens a form of the feature on a message. */
export const messageOffer = (
  { offers = [] }: { readonly offers?: readonly Offer[] },
  commandId: string,
): MessageOffer | undefined =>
  offers.find((offer): offer is MessageOffer => offer.on === "message" && offer.form === commandId);
