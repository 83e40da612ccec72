import type { HostConfig } from "../../../tab/host/config.ts";
import type { Person } from "../core/context.ts";
import type { SampleName } from "../core/sample.ts";

/* The sample people. Chat, tab and history take their people only from here. */

export const TENANT = "5a3c1e70-0000-4000-8000-00000000a000";

export interface SamplePerson extends Person {
  readonly userId: string;
  readonly givenName: string;
  readonly surname: string;
  readonly about: string;
}

export const sampleTeam = {
  id: "19:medborgarservice@thread.tacv2",
  name: "Medborgarservice",
  /** The Playground uses the team's id for the team's first channel, as Teams does. */
  conversationId: "19:medborgarservice@thread.tacv2",
  channelName: "Allmänt",
  zone: "Europe/Stockholm",
  values: ["Vi hjälps åt", "Enkelt för invånaren", "Vi säger som det är"],
} as const;

export const people = {
  karin: person(1, "Karin", "Lindqvist", "Leder teamet. Vill gärna bli tackad öppet."),
  johan: person(2, "Johan", "Ek", "Ansvarar för e-tjänsterna. Vill gärna bli tackad öppet."),
  elin: person(3, "Elin", "Sjöberg", "Svarar i växeln. Vill gärna bli tackad öppet."),
  sara: person(4, "Sara", "Holm", "Skriver så att alla förstår. Vill gärna bli tackad öppet."),
  mattias: person(5, "Mattias", "Nyström", "Sköter ärendesystemet. Vill helst bli tackad mellan er."),
  oskar: person(6, "Oskar", "Wallin", "Ny i teamet. Har inte valt hur han vill bli tackad."),
} as const satisfies Readonly<Record<SampleName, SamplePerson>>;

/** Your account in the Playground; all others are other people. */
export const you: SamplePerson = people.karin;

export const BOT = { id: "28:gnista", name: "Gnista" } as const;

/** The Playground's configuration. It accepts exactly five other people, and its YAML accepts JSON. */
export function playgroundConfig(): string {
  const others = Object.values(people).filter(({ id }) => id !== you.id);
  return JSON.stringify(
    {
      version: "0.1.1",
      tenantId: TENANT,
      bot: BOT,
      currentUser: account(you),
      users: others.map(account),
      personalChat: { id: `a:${you.id}` },
      groupChat: { id: "19:fredagsfika@thread.v2", name: "Fredagsfika" },
      team: { id: sampleTeam.id, name: sampleTeam.name, aadGroupId: guid(90), channels: [] },
    },
    null,
    2,
  );
}

/** The configuration of the page that replaces Teams: the people to choose from. */
export function hostConfig(playgroundUrl: string): HostConfig {
  const { id, name, conversationId, channelName } = sampleTeam;
  return {
    tenantId: TENANT,
    team: { id, name, conversationId, channelName },
    personas: Object.values(people).map((one) => ({ id: one.id, name: one.name, about: one.about })),
    playgroundUrl,
  };
}

function person(number: number, givenName: string, surname: string, about: string): SamplePerson {
  const userId = `29:${givenName.toLowerCase()}`;
  return { id: guid(number), userId, name: `${givenName} ${surname}`, givenName, surname, about };
}

function guid(number: number): string {
  return `5a3c1e70-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function account({ id, userId, name, givenName, surname }: SamplePerson): object {
  const address = `${givenName}.${surname}@kommun.example`.toLowerCase();
  return { id: userId, name, userPrincipleName: address, aadObjectId: id, givenName, surname, email: address };
}
