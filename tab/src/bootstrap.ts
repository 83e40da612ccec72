import type { Overview } from "#bot/features/pulse/api.ts";
import { type Answer, ask } from "./lib/api.ts";
import { overviewPath } from "./lib/team-path.ts";
import { enterTeams, type Surroundings } from "./lib/teams.ts";

/*
 * What takes the longest, begun before what draws is here: a script of its own, so that Teams and the server are asked
 * while React and Fluent are still on their way.
 */

export const surroundings: Promise<Surroundings | "outside"> = enterTeams().catch(() => "outside" as const);

/** The team's page where that is what will be shown. Whoever asks for it first gets what was asked for here. */
export const firstAnswer: Promise<Asked | undefined> = surroundings.then((around) => {
  if (around === "outside" || around.frame !== "content" || !around.teamId || around.subPage) {
    return undefined;
  }
  const path = overviewPath(around.teamId);
  const answer = ask<Overview>(path, around.locale);
  answer.catch(() => undefined);
  return { path, answer };
});

interface Asked {
  readonly path: string;
  readonly answer: Promise<Answer<Overview>>;
}

/** Run at once, what draws would hold up what Teams answers, and so the server. */
void firstAnswer.finally(() => {
  const draws = document.querySelector<HTMLLinkElement>("link#draws");
  return draws && import(/* @vite-ignore */ draws.href);
});
