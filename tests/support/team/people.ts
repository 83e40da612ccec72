import type { FakeMember } from "../fake-teams.ts";

/* The people of the tests and their conversations. A name always has the same ids. */

export const TENANT = "11111111-1111-4111-8111-111111111111";
export const TEAM = "19:team@thread.tacv2";
export const CHANNEL = "19:channel@thread.tacv2";
export const CHAT = "19:chat@thread.v2";
export const BOT = "28:00000000-0000-4000-8000-0000000000b0";

const families: Readonly<Record<string, string>> = {
  anna: "Ask",
  bo: "Berg",
  cia: "Ceder",
  dan: "Dahl",
  eva: "Ek",
  filip: "Fors",
};

export const fullName = (who: string): string =>
  `${who.charAt(0).toUpperCase()}${who.slice(1)} ${families[who] ?? "Lind"}`;

/** The Entra ID object id of a name, always the same. */
export function idOf(who: string): string {
  const hex = Buffer.from(who).toString("hex").padStart(12, "0").slice(-12);
  return `00000000-0000-4000-8000-${hex}`;
}

export const userIdOf = (who: string): string => `29:${who}`;
export const personalChatOf = (who: string): string => `a:${who}`;

export function memberOf(who: string, name: string, isGuest = false): FakeMember {
  return {
    id: userIdOf(who),
    name,
    objectId: idOf(who),
    userPrincipalName: isGuest ? `${who}_elsewhere.example#EXT#@contoso.example` : `${who}@contoso.example`,
    tenantId: TENANT,
    userRole: "user",
  };
}
