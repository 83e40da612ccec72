import pino from "pino";
import { AppError } from "./core/errors.ts";
import type { Log, LogFields } from "./core/log.ts";

/**
 * Writes JSON lines. Only the fields of `LogFields` get through, whatever was handed in: what a careless line carries
 * along is left out, not written down.
 */
export function openLog(parts: { readonly level?: string; write?(line: string): void } = {}): Log {
  const options = { level: parts.level ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const { write } = parts;
  const lines = write ? pino(options, { write }) : pino(options);
  return {
    debug(event, fields) {
      // Once for every answer and every call to the database: what nobody reads is not put together.
      if (lines.isLevelEnabled("debug")) {
        lines.debug(allowed(fields), event);
      }
    },
    info: (event, fields) => lines.info(allowed(fields), event),
    warn: (event, fields) => lines.warn(allowed(fields), event),
    error: (event, fields) => lines.error(allowed(fields), event),
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

function allowed(fields: LogFields = {}): object {
  const kept = plainFields.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]));
  return { ...Object.fromEntries(kept), ...(fields.error === undefined ? {} : { error: traced(fields.error) }) };
}

/** Class and stack. A message may quote what a person wrote, so it stays out; a code of ours never does. */
function traced(error: unknown): object {
  if (!(error instanceof Error)) {
    return { class: typeof error };
  }
  const code = error instanceof AppError ? error.code : systemCode(error);
  return {
    class: className(error),
    ...(code === undefined ? {} : { code }),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: traced(error.cause) }),
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

/** `ECONNREFUSED` and the like. */
function systemCode(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" && /^[A-Z][A-Za-z0-9_]{1,60}$/.test(error.code)
    ? error.code
    : undefined;
}
