import type { Locale, TeamConversation } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { SourceMessage } from "../core/feature.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { isMeetingEvent, parseMeetingEnd } from "./meeting-events.ts";
import { type MessageText, parseMessageText } from "./message-text.ts";
import { type Origin, parseLocale, parseOrigin } from "./origin.ts";
import { parseSourceMessage } from "./source-message.ts";
import { parseTeamEvent, type TeamEvent } from "./team-event.ts";

/*
 * The only module that reads an activity. It is parsed once, after the sender is verified and the tenant is allowed;
 * `tests/architecture/activity.test.ts` checks that no other module in this folder receives the raw one.
 */

/** An activity of Teams: everything that this edge knows about it. */
export interface ParsedActivity {
  /** The tenant that hosts the conversation. */
  readonly tenantId: string;
  /** The language of the client. */
  readonly locale: Locale;
  /** Undefined when a value that acting needs is missing or invalid: many events have no sender with a directory id. */
  readonly origin: Origin | undefined;
  readonly content: ActivityContent;
}

export type ActivityContent =
  /** A card's button. */
  | ({ readonly kind: "click" } & VerbCall)
  /** A dialog, or another invoke. */
  | ({ readonly kind: "invoke" } & DialogInput)
  | { readonly kind: "message"; readonly words: MessageText; readonly isEdited: boolean }
  /** An old client's `Action.Submit`, which arrives as a message without text. */
  | ({ readonly kind: "submit" } & VerbCall)
  | { readonly kind: "team-event"; readonly event: TeamEvent | undefined }
  /** `ended` is the team or chat whose meeting ended, undefined for other meeting events. */
  | { readonly kind: "meeting-event"; readonly ended: TeamConversation | undefined }
  | { readonly kind: "other" };

export interface VerbCall {
  readonly verb: string | undefined;
  readonly data: unknown;
}

export interface DialogInput extends VerbCall {
  /** The person has just added Gnista here, as the install prompt asked. */
  readonly isJustInstalled: boolean;
  /** The message that the dialog was opened on. */
  readonly about: SourceMessage | undefined;
}

/** An activity as received, whose type and name are text or missing. Only `teams-edge.ts` holds one. */
export interface RawActivity {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * Accepts any object. Type and name determine which code reads the rest, here and in the libraries, whose comparison is
 * loose: a value that is not text counts as missing.
 */
export function rawActivity(body: unknown): RawActivity {
  const { type, name, ...rest } = fieldsOf(body);
  return { ...rest, type: stringOf(type), name: stringOf(name) };
}

/** Parses an activity of an allowed tenant. Never throws: missing values are undefined. */
export function parseActivity(raw: RawActivity, tenantId: string): ParsedActivity {
  return { tenantId, locale: parseLocale(raw), origin: parseOrigin(raw, tenantId), content: contentOf(raw) };
}

/** @throws AppError `MALFORMED` when the activity lacks what acting needs */
export function requireOrigin({ origin }: ParsedActivity): Origin {
  if (!origin) {
    throw new AppError(coreErrors.MALFORMED);
  }
  return origin;
}

function contentOf(raw: RawActivity): ActivityContent {
  switch (raw.type) {
    case "invoke":
      return raw.name === "adaptiveCard/action"
        ? { kind: "click", ...verbCall(fieldsOf(invokeValue(raw).action)) }
        : { kind: "invoke", ...dialogInput(raw) };
    case "message": {
      const value = invokeValue(raw);
      const isSubmit = stringOf(fieldsOf(raw).text) === undefined && stringOf(value.verb) !== undefined;
      return isSubmit
        ? { kind: "submit", verb: stringOf(value.verb), data: value }
        : { kind: "message", words: parseMessageText(raw), isEdited: false };
    }
    case "messageUpdate":
      return isEdit(raw) ? { kind: "message", words: parseMessageText(raw), isEdited: true } : { kind: "other" };
    case "conversationUpdate":
    case "installationUpdate":
      return { kind: "team-event", event: parseTeamEvent(raw) };
    default:
      return isMeetingEvent(raw) ? { kind: "meeting-event", ended: parseMeetingEnd(raw) } : { kind: "other" };
  }
}

/** Deleting a message, and undoing that, are updates too. */
const isEdit = (raw: RawActivity): boolean => fieldsOf(fieldsOf(raw).channelData).eventType === "editMessage";

/** The activity's value, of any invoke or message. */
const invokeValue = (raw: RawActivity) => fieldsOf(fieldsOf(raw).value);

const verbCall = ({ verb, data }: Readonly<Record<string, unknown>>): VerbCall => ({ verb: stringOf(verb), data });

function dialogInput(raw: RawActivity): DialogInput {
  const value = invokeValue(raw);
  const data = fieldsOf(value.data);
  const isJustInstalled = fieldsOf(data.msteams).justInTimeInstall === true;
  return { verb: stringOf(data.verb), data, isJustInstalled, about: parseSourceMessage(value) };
}
