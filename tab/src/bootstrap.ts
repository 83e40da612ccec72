import type { Overview } from "#bot/features/pulse/api.ts";
import { type Answer, ask } from "./lib/api.ts";
import { overviewPath } from "./lib/team-path.ts";
import { enterTeams, type Surroundings } from "./lib/teams.ts";

/*
 * Starts the slowest calls before the code that renders has loaded: a script of its own, so that Teams and the server
 * are asked while React and Fluent are fetched.
 */

export const surroundings: Promise<Surroundings | "outside"> = enterTeams().catch(() => "outside" as const);

/** The answer for the team's page, if that is the first page. The first caller uses it. */
export const bootstrapAnswer: Promise<Asked | undefined> = surroundings.then((entered) => {
  if (entered === "outside" || entered.frame !== "content" || !entered.teamId || entered.subPage) {
    return undefined;
  }
  const path = overviewPath(entered.teamId);
  const answer = ask<Overview>(path, entered.locale);
  answer.catch(() => undefined);
  return { path, answer };
});

interface Asked {
  readonly path: string;
  readonly answer: Promise<Answer<Overview>>;
}

/** Started at once, rendering would delay the answer of Teams, and so the call to the server. */
void bootstrapAnswer.finally(() => {
  const draws = document.querySelector<HTMLLinkElement>("link#draws");
  return draws && import(/* @vite-ignore */ draws.href);
});
