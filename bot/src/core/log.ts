/**
 * Everything that may be logged: no name, no person's id, no text. The allow-list is the type, so a log line cannot
 * leak what its author did not think of.
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
  /** The delay of due work after its due time. */
  readonly lagMs?: number;
  readonly reason?: string;
  readonly port?: number;
  readonly count?: number;
  /** The kind of database call. */
  readonly call?: string;
  /** The call's cost. */
  readonly requestUnits?: number;
  /**
   * The stack and message of a bug. Gnista's own messages hold no data; errors of libraries are reduced to class and
   * stack.
   */
  readonly error?: unknown;
}

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
