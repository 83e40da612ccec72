/*
 * GET /api/teams/:team/figures.csv: a year's week figures and outcomes. No people: neither who asked nor who told, and no
 * words that name somebody in the team. A team of fewer than five people gets its outcomes, and no figures.
 */

/** The tab's name for itself in Teams' addresses. */
export const TAB_ENTITY = "overview";

/** A place within the tab that a link may lead to. `teamId` is for where Teams says none: the personal app. */
export type SubPage = { readonly kind: "question"; readonly pollId: string; readonly teamId?: string };

/** How Teams carries it (`subEntityId`, `page.subPageId`): written and read here alone. */
export const subPageId = ({ kind, pollId, teamId }: SubPage): string =>
  `${kind}:${pollId}${teamId === undefined ? "" : `@${teamId}`}`;

/** Undefined for what is none: the tab then opens at its beginning. */
export function subPageNamed(id: string | undefined): SubPage | undefined {
  const [, pollId, teamId] = /^question:([\w-]{22})(?:@([\w.:@=-]{1,200}))?$/.exec(id ?? "") ?? [];
  return pollId === undefined ? undefined : { kind: "question", pollId, ...(teamId === undefined ? {} : { teamId }) };
}
