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
 * The one place that reads an activity. It is parsed once, after the sender has been vouched for and the tenant let in;
 * `tests/architecture/activity.test.ts` sees to it that nothing else in this folder is handed the raw one.
 */

/** An activity of Teams: all that this edge knows of it. */
export interface ParsedActivity {
  /** The tenant that hosts the conversation. */
  readonly tenantId: string;
  /** The client's language. */
  readonly locale: Locale;
  /** Undefined where something that acting needs is missing or makes no sense: many events have no sender with a directory id. */
  readonly origin: Origin | undefined;
  readonly content: ActivityContent;
}

export type ActivityContent =
  /** A button of a card. */
  | ({ readonly kind: "click" } & VerbCall)
  /** A dialog, or another invoke. */
  | ({ readonly kind: "invoke" } & DialogInput)
  | { readonly kind: "message"; readonly words: MessageText }
  /** An old client's `Action.Submit`, which comes as a message without text. */
  | ({ readonly kind: "submit" } & VerbCall)
  | { readonly kind: "team-event"; readonly event: TeamEvent | undefined }
  /** `ended` is the team or chat whose meeting ended, undefined for other events of meetings. */
  | { readonly kind: "meeting-event"; readonly ended: TeamConversation | undefined }
  | { readonly kind: "other" };

export interface VerbCall {
  readonly verb: string | undefined;
  readonly data: unknown;
}

export interface DialogInput extends VerbCall {
  /** Somebody has just added Gnista here, as they were asked to. */
  readonly isJustInstalled: boolean;
  /** The message that the dialog was opened on. */
  readonly about: SourceMessage | undefined;
}

/** An activity as the wire held it, with type and name that are text or missing. Only `app.ts` holds one. */
export interface RawActivity {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * Any object may come in. Type and name decide who reads the rest, here and in the libraries, which compare loosely: what
 * is no text there counts as missing.
 */
export function rawActivity(body: unknown): RawActivity {
  const { type, name, ...rest } = fieldsOf(body);
  return { ...rest, type: stringOf(type), name: stringOf(name) };
}

/** Parses the activity of a tenant that was let in. Never throws: what is missing is undefined. */
export function parseActivity(raw: RawActivity, tenantId: string): ParsedActivity {
  return { tenantId, locale: parseLocale(raw), origin: parseOrigin(raw, tenantId), content: contentOf(raw) };
}

/** @throws AppError `MALFORMED` where Teams, or somebody, sent something that cannot be acted on */
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
        : { kind: "message", words: parseMessageText(raw) };
    }
    case "conversationUpdate":
    case "installationUpdate":
      return { kind: "team-event", event: parseTeamEvent(raw) };
    default:
      return isMeetingEvent(raw) ? { kind: "meeting-event", ended: parseMeetingEnd(raw) } : { kind: "other" };
  }
}

/** What the activity carries, whatever it is. */
const invokeValue = (raw: RawActivity) => fieldsOf(fieldsOf(raw).value);

const verbCall = ({ verb, data }: Readonly<Record<string, unknown>>): VerbCall => ({ verb: stringOf(verb), data });

function dialogInput(raw: RawActivity): DialogInput {
  const value = invokeValue(raw);
  const data = fieldsOf(value.data);
  const isJustInstalled = fieldsOf(data.msteams).justInTimeInstall === true;
  return { verb: stringOf(data.verb), data, isJustInstalled, about: parseSourceMessage(value) };
}
