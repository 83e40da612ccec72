export interface LiveSettings {
  /** How often a watched document is read for what other instances wrote. */
  readonly pollIntervalMs: number;
  /** A proxy cuts a line on which nothing is said: Azure App Service after 230 s, others after 30. */
  readonly heartbeatMs: number;
  /** How long somebody whose page has closed counts as here: it may only be loading again. */
  readonly gracePeriodMs: number;
  /** How long an instance that says nothing counts as alive. It says so three times in that time. */
  readonly leaseMs: number;
  /** How often whoever has a page open is looked up in the roster again. */
  readonly membershipCheckMs: number;
  /**
   * About how long one stream lasts before the page has to ask for the next. The system takes small beats for a client that
   * is gone for a quarter of an hour: only one that comes back is known to be there.
   */
  readonly maxConnectionMs: number;
  /** How many followed documents are remembered before those that nobody follows any more are forgotten. */
  readonly maxTopics: number;
  /** Open streams of one person on one instance. Past that the oldest ends. Several devices and meetings fit. */
  readonly maxPerPerson: number;
  /** Open streams of one instance. Past that the oldest ends, and its page comes back after `LATER_MS` (`sse-connection.ts`). */
  readonly maxStreams: number;
}

export const defaultLiveSettings: LiveSettings = {
  pollIntervalMs: 1_000,
  heartbeatMs: 20_000,
  gracePeriodMs: 15_000,
  leaseMs: 45_000,
  membershipCheckMs: 5 * 60_000,
  maxConnectionMs: 90_000,
  maxTopics: 500,
  maxPerPerson: 6,
  maxStreams: 4_000,
};
