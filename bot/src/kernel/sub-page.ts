import type { PageLink } from "../core/links.ts";

/** The tab's entity id in Teams' links. */
export const TAB_ENTITY = "overview";

/** A page within the tab that a link leads to. `teamId` is for the personal app, where Teams names no team. */
export interface SubPage extends PageLink {
  readonly teamId?: string;
}

/**
 * Formats the sub-page for Teams (`subEntityId`, `page.subPageId`). Only this file formats and parses it, for the pages
 * of all features: the tab knows which kinds have a page.
 */
export const subPageId = ({ kind, id, teamId }: SubPage): string =>
  `${kind}:${id}${teamId === undefined ? "" : `@${teamId}`}`;

/** Undefined for what no feature can have written: the tab then opens its first page. */
export function subPageNamed(text: string | undefined): SubPage | undefined {
  const [, kind, id, teamId] = /^([a-z][a-z-]{0,31}):([\w-]{22})(?:@([\w.:@=-]{1,200}))?$/.exec(text ?? "") ?? [];
  return kind === undefined || id === undefined ? undefined : { kind, id, ...(teamId === undefined ? {} : { teamId }) };
}
