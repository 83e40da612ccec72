export interface LiveSettings {
  /** The interval of polling a followed document for writes of other instances. */
  readonly pollIntervalMs: number;
  /** The interval of heartbeats. A proxy closes an idle connection: Azure App Service after 230 s, others after 30. */
  readonly heartbeatMs: number;
  /** How long a person counts as present after their page closed: it may only be reloading. */
  readonly gracePeriodMs: number;
  /** How long an instance without a renewal counts as alive. It renews three times in that time. */
  readonly leaseMs: number;
  /** The interval of checking that a person with an open page is still in the roster. */
  readonly membershipCheckMs: number;
  /**
   * The approximate length of one stream, after which the page reconnects. The operating system accepts heartbeats for
   * a lost client for a quarter of an hour: only a reconnect proves that the client is there.
   */
  readonly maxConnectionMs: number;
  /** The number of remembered topics above which those without followers are evicted. */
  readonly maxTopics: number;
  /** Open streams of one person on one instance. Above that the oldest ends. Several devices and meetings fit. */
  readonly maxPerPerson: number;
  /**
   * Open streams of one instance. Above that the oldest ends, and its page reconnects after `RETRY_WHEN_FULL_MS`
   * (`sse-connection.ts`).
   */
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
