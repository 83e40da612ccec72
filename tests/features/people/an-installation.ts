import { aTeam, type Team } from "../../support/a-team.ts";
import { text } from "../../support/cards.ts";

export const newest = (post: { versions: readonly { activity: unknown }[] } | undefined): string =>
  text(post?.versions.at(-1)?.activity);

export const inChannel = (team: Team): readonly string[] => team.channelPosts().map(newest);

export const aNewTeam = (parts: Parameters<typeof aTeam>[0] = {}) => aTeam({ ...parts, isNotInstalled: true });

/** Anna installs Gnista on a Tuesday at 09:00. */
export async function installedTeam(parts: Parameters<typeof aTeam>[0] = {}): Promise<Team> {
  const team = await aNewTeam(parts);
  team.seats(true);
  await team.installs("anna");
  await team.settle();
  return team;
}

export const FIRST =
  "Anna Ask har lagt till Gnista: tacka varandra och fråga innan något bestäms. Inga poäng, inga topplistor. " +
  "Gnista ser bara det ni skickar hit och vilka som är med. Allt är frivilligt.";
