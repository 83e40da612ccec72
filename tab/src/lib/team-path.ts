/** Where something of a team lies; each part of the way is encoded. */
export const teamPath = (teamId: string, ...rest: readonly string[]): string =>
  ["/teams", ...[teamId, ...rest].map(encodeURIComponent)].join("/");

/** Where the team's page lies. */
export const overviewPath = (teamId: string): string => teamPath(teamId, "overview");

/** The same with what is asked for; what is undefined is not asked for. */
export function asking(path: string, about: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(about).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size === 0 ? path : `${path}?${query}`;
}
