/** The path of a team's resource; each segment is encoded. */
export const teamPath = (teamId: string, ...rest: readonly string[]): string =>
  ["/teams", ...[teamId, ...rest].map(encodeURIComponent)].join("/");

/** The path of the team's page. */
export const overviewPath = (teamId: string): string => teamPath(teamId, "overview");

/** The path with a query; undefined parameters are left out. */
export function withQuery(path: string, about: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(about).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size === 0 ? path : `${path}?${query}`;
}
