import type { Label } from "./locale.ts";

/** An error that a person may read: its code, its HTTP status and its text in both languages. */
export interface ErrorDefinition extends ErrorTraits {
  readonly code: string;
  /** The HTTP status of the tab's response. */
  readonly status: number;
  /** ICU messages that say what to do next. */
  readonly sv: string;
  readonly en: string;
}

interface ErrorTraits {
  /** The field of the input that must change: a form shows the text there. A schema's error has the field by itself. */
  readonly field?: string;
  /** Nothing is wrong with the input: forms show the text in a neutral colour. */
  readonly isNotice?: true;
}

export type ErrorDefinitions<C extends string = string> = { readonly [Code in C]: ErrorDefinition };

/** RFC 9110, 422: the request is well-formed and refused. */
const UNPROCESSABLE = 422;

/** Defines a feature's errors by code. A code without a text in either language does not compile. */
export function defineErrors<const C extends string>(
  texts: Readonly<Record<C, ErrorTraits & { readonly status?: number; readonly sv: string; readonly en: string }>>,
): ErrorDefinitions<C> {
  const codes = Object.keys(texts) as C[];
  const definitions = codes.map((code) => [code, { code, status: UNPROCESSABLE, ...texts[code] }] as const);
  return Object.fromEntries(definitions) as unknown as ErrorDefinitions<C>;
}

/**
 * A refusal with a text for people. It carries its definition, so that no edge needs a list of codes. Anything else
 * that is thrown is a bug or a transient error.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
  readonly field: string | undefined;
  readonly wayOn: WayOn | undefined;

  constructor(definition: ErrorDefinition, params: ErrorParams = {}, at: ErrorPlace = {}) {
    super(definition.code);
    this.definition = definition;
    this.params = params;
    this.field = at.field ?? definition.field;
    this.wayOn = at.wayOn;
  }

  get code(): string {
    return this.definition.code;
  }
}

interface ErrorPlace {
  readonly field?: string | undefined;
  readonly wayOn?: WayOn | undefined;
}

/** A link to where the person can do what was refused here. */
export interface WayOn {
  readonly label: Label;
  readonly url: string;
}

/** Resolves to undefined when `asked` rejects with an AppError. Other errors pass. */
export const undefinedIfRefused = <T>(asked: Promise<T>): Promise<T | undefined> => undefinedOn(AppError, asked);

/** Resolves to undefined when `asked` rejects with this class of error. Other errors pass. */
export async function undefinedOn<T>(
  Failure: new (...about: never[]) => Error,
  asked: Promise<T>,
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    return undefined;
  }
}

export type ErrorParams = Readonly<Record<string, string | number | ZonedMoment>>;

/** A moment in an error's text, formatted in the reader's language and in the time of `zone`. */
export interface ZonedMoment {
  readonly at: Date;
  readonly zone: string;
  readonly now: Date;
}

/** Errors that every entry point may return. */
export const coreErrors = defineErrors({
  MALFORMED: {
    status: 400,
    sv: "Det här gick inte att läsa. Öppna formuläret igen och försök en gång till.",
    en: "This couldn't be read. Open the form again and try again.",
  },
  UNKNOWN_ACTION: {
    status: 404,
    sv: "Den här knappen fungerar inte längre. Skriv ”hjälp” till mig så visar jag vad som går.",
    en: "This button no longer works. Send me “help” and I'll show you what does.",
  },
  NOT_YOUR_TEAM: {
    status: 403,
    sv: "Det här hör till ett annat team. Öppna det i teamets egen kanal eller chatt.",
    en: "This belongs to another team. Open it in that team's own channel or chat.",
  },
  TENANT_NOT_ALLOWED: {
    status: 403,
    sv: "Gnista är inte påslaget för den organisation som samtalet hör till. Be er Teams-administratör kontakta dem som driver Gnista.",
    en: "Gnista isn't turned on for the organisation this conversation belongs to. Ask your Teams administrator to contact the people who run Gnista.",
  },
  NO_TEAM_YET: {
    sv: "Jag är inte med i något av dina team än. Lägg till Gnista i en kanal eller chatt och skriv där.",
    en: "I'm not in any of your teams yet. Add Gnista to a channel or chat and write there.",
  },
  FORM_TOO_OLD: {
    sv: "Formuläret är för gammalt. Öppna ett nytt, så går det bra.",
    en: "This form is too old. Open a new one and it will work.",
  },
  SOMETHING_BROKE: {
    status: 500,
    sv: "Något gick fel hos oss. Försök igen om en stund. Ange {requestId} om du ber om hjälp.",
    en: "Something went wrong on our side. Try again in a while. Quote {requestId} if you ask for help.",
  },
  BUSY_TRY_AGAIN: {
    status: 503,
    sv: "Det är mycket på gång just nu. Vänta några sekunder och försök igen.",
    en: "There is a lot going on right now. Wait a few seconds and try again.",
  },
  SLOW_DOWN: {
    status: 429,
    sv: "Det blev många försök på kort tid. Vänta en minut och försök igen.",
    en: "That was a lot of tries in a short time. Wait a minute and try again.",
  },
  NOT_FOUND: {
    status: 404,
    sv: "Det här finns inte kvar, eller så hör det till ett annat team.",
    en: "This is no longer there, or it belongs to another team.",
  },
  NOT_SIGNED_IN: {
    status: 401,
    sv: "Inloggningen gäller inte längre. Ladda om fliken, så loggar Teams in dig igen.",
    en: "Your sign-in is no longer valid. Reload the tab and Teams signs you in again.",
  },
});
