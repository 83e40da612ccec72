export interface LivePace {
  /** How often a watched document is read for what other instances wrote. */
  readonly lookMs: number;
  /** A proxy cuts a line on which nothing is said: Azure App Service after 230 s, others after 30. */
  readonly beatMs: number;
  /** How long somebody whose page has closed counts as here: it may only be loading again. */
  readonly graceMs: number;
  /** How long an instance that says nothing counts as alive. It says so three times in that time. */
  readonly leaseMs: number;
  /** How often whoever has a page open is looked up in the roster again. */
  readonly membershipMs: number;
  /**
   * About how long one stream lasts before the page has to ask for the next. The system takes small beats for a client that
   * is gone for a quarter of an hour: only one that comes back is known to be there.
   */
  readonly lifeMs: number;
  /** How many followed documents are remembered before those that nobody follows any more are forgotten. */
  readonly mostTopics: number;
  /** Open streams of one person on one instance. Past that the oldest ends. Several devices and meetings fit. */
  readonly mostPerPerson: number;
  /** Open streams of one instance. Past that the oldest ends, and its page comes back after `LATER_MS` (`listener.ts`). */
  readonly mostStreams: number;
}

export const usualPace: LivePace = {
  lookMs: 1_000,
  beatMs: 20_000,
  graceMs: 15_000,
  leaseMs: 45_000,
  membershipMs: 5 * 60_000,
  lifeMs: 90_000,
  mostTopics: 500,
  mostPerPerson: 6,
  mostStreams: 4_000,
};
