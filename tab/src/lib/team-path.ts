/** Where something of a team lies; each part of the way is encoded. */
export const teamPath = (teamId: string, ...rest: readonly string[]): string =>
  ["/teams", ...[teamId, ...rest].map(encodeURIComponent)].join("/");
