import type { JobContext } from "./context.ts";

export interface Job {
  /**
   * What to do when a kill left it unknown whether a message was sent: announcements are sent again (`atLeastOnce`),
   * reminders are not (`atMostOnce`, recorded as unknown).
   */
  readonly delivery: "atLeastOnce" | "atMostOnce";
  /**
   * Has no effect when its subject is missing or already done.
   *
   * @throws TryLater to run again later; Undeliverable after the actor was notified
   */
  run(ctx: JobContext, work: JobWork): Promise<unknown>;
}

export interface JobWork {
  readonly pk: string;
  readonly id: string;
  readonly part?: string;
}
