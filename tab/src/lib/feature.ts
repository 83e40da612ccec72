import type { Overview } from "#bot/features/pulse/api.ts";
import type { Clock } from "./clock.ts";

/** What a section of the team's page is handed: the page's one answer, and the team's days and hours. */
export interface TeamSectionProps {
  readonly teamId: string;
  readonly overview: Overview;
  readonly clock: Clock;
}

/** What a section of one's own page is handed. */
export interface MySectionProps {
  readonly clock: Clock;
}
