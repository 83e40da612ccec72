import { fullName, memberOf, TEAM, TENANT, type Team } from "./a-team.ts";
import type { FakeMember } from "./fake-teams.ts";

/** A channel that the team hosts and shares: its members may be outside the team and the tenant. */
export const SHARED = "19:shared-project@thread.tacv2";
export const FOREIGN_TENANT = "22222222-2222-4222-8222-222222222222";

/** The fields of an activity from the shared channel. Teams names the team that hosts the channel. */
export const inShared = {
  activity: {
    conversation: { id: SHARED, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: {
      tenant: { id: TENANT },
      team: { id: TEAM, name: "Laget" },
      channel: { id: SHARED, type: "shared" },
    },
  },
};

export const homeMember = (who: string): FakeMember => memberOf(who, fullName(who));
export const foreignMember = (who: string): FakeMember => ({
  ...memberOf(who, fullName(who)),
  userPrincipalName: `${who}@fabrikam.example`,
  tenantId: FOREIGN_TENANT,
});

/** Shares a channel of the team with exactly these members. */
export function sharesChannel(team: Pick<Team, "teams">, members: readonly FakeMember[]): void {
  team.teams.room(SHARED, members);
  team.teams.channels(TEAM, [TEAM, SHARED]);
}
