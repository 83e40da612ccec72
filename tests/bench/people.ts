export const TENANT = "11111111-1111-4111-8111-111111111111";
export const CHAT = "19:bench@thread.v2";
/** A large department. Three kudos a day between any two members are enough for the longest run. */
export const MEMBERS = 100;

export const idOf = (person: number): string => `00000000-0000-4000-8000-${String(person).padStart(12, "0")}`;
export const nameOf = (person: number): string => `Person${person} Efternamn`;

export const roster = Array.from({ length: MEMBERS }, (_, person) => ({
  id: `29:${person}`,
  name: nameOf(person),
  objectId: idOf(person),
  userPrincipalName: `person${person}@contoso.example`,
  tenantId: TENANT,
  userRole: "user",
}));

let clicks = 0;

/** A click as Teams sends it. */
export function click(serviceUrl: string, person: number, verb: string, data: object): object {
  return {
    type: "invoke",
    name: "adaptiveCard/action",
    id: String(1_700_000_000_000 + clicks++),
    channelId: "msteams",
    serviceUrl,
    from: { id: `29:${person}`, aadObjectId: idOf(person), name: nameOf(person) },
    recipient: { id: "28:00000000-0000-4000-8000-0000000000b0", name: "Gnista" },
    conversation: { id: CHAT, conversationType: "groupChat", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: "sv-SE",
    value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
  };
}
