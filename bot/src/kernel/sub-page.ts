/** The tab's entity id in Teams' links. */
export const TAB_ENTITY = "overview";

/** A page within the tab that a link leads to. `teamId` is for the personal app, where Teams names no team. */
export type SubPage = { readonly kind: "question"; readonly pollId: string; readonly teamId?: string };

/** Formats the sub-page for Teams (`subEntityId`, `page.subPageId`). Only this file formats and parses it. */
export const subPageId = ({ kind, pollId, teamId }: SubPage): string =>
  `${kind}:${pollId}${teamId === undefined ? "" : `@${teamId}`}`;

/** Undefined for an unknown sub-page: the tab then opens its first page. */
export function subPageNamed(id: string | undefined): SubPage | undefined {
  const [, pollId, teamId] = /^question:([\w-]{22})(?:@([\w.:@=-]{1,200}))?$/.exec(id ?? "") ?? [];
  return pollId === undefined ? undefined : { kind: "question", pollId, ...(teamId === undefined ? {} : { teamId }) };
}
