import pino from "pino";
import { AppError } from "./core/errors.ts";
import type { Log, LogFields } from "./core/log.ts";

/** Writes JSON lines. Only the fields of `LogFields` are written; others are dropped. */
export function openLog(parts: { readonly level?: string; write?(line: string): void } = {}): Log {
  const options = { level: parts.level ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const { write } = parts;
  const lines = write ? pino(options, { write }) : pino(options);
  return {
    debug(event, fields) {
      // Debug lines are frequent (one per response and database call), so a disabled one is not built.
      if (lines.isLevelEnabled("debug")) {
        lines.debug(allowedFields(fields), event);
      }
    },
    info: (event, fields) => lines.info(allowedFields(fields), event),
    warn: (event, fields) => lines.warn(allowedFields(fields), event),
    error: (event, fields) => lines.error(allowedFields(fields), event),
  };
}

const plainFields = [
  "requestId",
  "slice",
  "verb",
  "job",
  "route",
  "code",
  "status",
  "durationMs",
  "attempt",
  "lagMs",
  "reason",
  "port",
  "count",
  "call",
  "requestUnits",
] as const satisfies readonly (keyof LogFields)[];

function allowedFields(fields: LogFields = {}): object {
  const allowed = plainFields.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]));
  return {
    ...Object.fromEntries(allowed),
    ...(fields.error === undefined ? {} : { error: classAndStack(fields.error) }),
  };
}

/** Class and stack. A message may quote a person's text, so it is dropped; Gnista's own codes never do. */
function classAndStack(error: unknown): object {
  if (!(error instanceof Error)) {
    return { class: typeof error };
  }
  const code = error instanceof AppError ? error.code : systemCode(error);
  return {
    class: className(error),
    ...(code === undefined ? {} : { code }),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: classAndStack(error.cause) }),
  };
}

/** A name may be set to any text. */
function className({ name }: Error): string {
  return /^[A-Z][A-Za-z0-9_]{1,60}$/.test(name) ? name : "Error";
}

/** A stack begins with the message, and a message of several lines may look like frames. */
function framesOf({ stack, message }: Error): readonly string[] {
  const text = stack ?? "";
  const begin = message === "" ? -1 : text.indexOf(message);
  const frames = begin === -1 ? text : text.slice(begin + message.length);
  const lines = frames.split("\n");
  const lastOther = lines.findLastIndex((line) => !FRAME.test(line));
  return lines.slice(lastOther + 1);
}

/** A place in a file, or what V8 says where there is none. */
const FRAME = /^ {4}at (?:.*:\d+:\d+\)?|.*\((?:<anonymous>|native|index \d+)\)|<anonymous>)$/;

/** Codes such as `ECONNREFUSED`. */
function systemCode(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" && /^[A-Z][A-Za-z0-9_]{1,60}$/.test(error.code)
    ? error.code
    : undefined;
}
