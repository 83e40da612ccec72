/**
 * What may be written to a log, and nothing else: no name, no person's id, no text. The allow-list is the type, so
 * that a log line cannot leak what its author did not think of.
 */
export interface LogFields {
  readonly requestId?: string;
  readonly slice?: string;
  readonly verb?: string;
  readonly job?: string;
  readonly route?: string;
  readonly code?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly attempt?: number;
  /** How long after its time a promise was kept. */
  readonly lagMs?: number;
  readonly reason?: string;
  readonly port?: number;
  readonly count?: number;
  /** Which kind of call to the database. */
  readonly call?: string;
  /** What it cost there. */
  readonly requestUnits?: number;
  /** Stack and message of a bug. Messages of ours hold no data; those of libraries are cut to their class and stack. */
  readonly error?: unknown;
}

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
