import type { HostConfig } from "../../../tab/host/config.ts";
import type { Locale, Person } from "../core/context.ts";
import type { SampleName } from "../core/sample.ts";

/* The sample people. Chat, tab and history take their people only from here. */

export const TENANT = "5a3c1e70-0000-4000-8000-00000000a000";

export interface SamplePerson extends Person {
  readonly userId: string;
  readonly givenName: string;
  readonly surname: string;
  /** What the person does at work, whatever Gnista knows. */
  readonly work: Readonly<Record<Locale, string>>;
}

export const sampleTeam = {
  id: "19:medborgarservice@thread.tacv2",
  name: "Medborgarservice",
  /** The Playground uses the team's id for the team's first channel, as Teams does. */
  conversationId: "19:medborgarservice@thread.tacv2",
  channelName: "Allmänt",
  chatName: "Fredagsfika",
  zone: "Europe/Stockholm",
  values: ["Vi hjälps åt", "Enkelt för invånaren", "Vi säger som det är"],
} as const;

const inEnglish = {
  name: "Resident services",
  channelName: "General",
  chatName: "Friday coffee",
  values: ["We help each other", "Easy for residents", "We say it as it is"],
} as const;

/** The sample team in a language: the same team and people, with other names and words. */
export const teamIn = (locale: Locale) => ({ ...sampleTeam, ...(locale === "en" ? inEnglish : {}), locale });

export const people = {
  karin: person(1, "Karin", "Lindqvist", { sv: "Enhetschef.", en: "Head of the unit." }),
  johan: person(2, "Johan", "Ek", { sv: "Ansvarar för e-tjänsterna.", en: "Looks after the e-services." }),
  elin: person(3, "Elin", "Sjöberg", { sv: "Svarar i växeln.", en: "Answers the phones." }),
  sara: person(4, "Sara", "Holm", { sv: "Skriver så att alla förstår.", en: "Writes so that everybody understands." }),
  mattias: person(5, "Mattias", "Nyström", { sv: "Sköter ärendesystemet.", en: "Runs the case system." }),
  oskar: person(6, "Oskar", "Wallin", { sv: "Ny på jobbet.", en: "New at work." }),
} as const satisfies Readonly<Record<SampleName, SamplePerson>>;

/** Your account in the Playground; all others are other people. */
export const you: SamplePerson = people.karin;

export const BOT = { id: "28:gnista", name: "Gnista" } as const;

/** The Playground's configuration. It accepts exactly five other people, and its YAML accepts JSON. */
export function playgroundConfig(locale: Locale): string {
  const team = teamIn(locale);
  const others = Object.values(people).filter(({ id }) => id !== you.id);
  return JSON.stringify(
    {
      version: "0.1.1",
      tenantId: TENANT,
      bot: BOT,
      currentUser: account(you),
      users: others.map(account),
      personalChat: { id: `a:${you.id}` },
      groupChat: { id: "19:fredagsfika@thread.v2", name: team.chatName },
      team: { id: team.id, name: team.name, aadGroupId: guid(90), channels: [] },
    },
    null,
    2,
  );
}

/** The configuration of the page that replaces Teams: the people to choose from, and the language. */
export function hostConfig(parts: {
  readonly playgroundUrl: string;
  readonly locale: Locale;
  readonly personas: HostConfig["personas"];
}): HostConfig {
  const { id, name, conversationId, channelName } = teamIn(parts.locale);
  return {
    tenantId: TENANT,
    team: { id, name, conversationId, channelName },
    personas: parts.personas,
    playgroundUrl: parts.playgroundUrl,
    language: parts.locale,
  };
}

function person(number: number, givenName: string, surname: string, work: SamplePerson["work"]): SamplePerson {
  const userId = `29:${givenName.toLowerCase()}`;
  return { id: guid(number), userId, name: `${givenName} ${surname}`, givenName, surname, work };
}

function guid(number: number): string {
  return `5a3c1e70-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function account({ id, userId, name, givenName, surname }: SamplePerson): object {
  const address = `${givenName}.${surname}@kommun.example`.toLowerCase();
  return { id: userId, name, userPrincipleName: address, aadObjectId: id, givenName, surname, email: address };
}
