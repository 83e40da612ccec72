import { allFeatures } from "#bot/all-features.ts";
import { kernelVerbs } from "#bot/kernel/contract.ts";
import { BOT, fullName, idOf, type Team, userIdOf } from "../a-team.ts";
import { eventFixtures } from "../event-fixtures.ts";
import { baseOf, endings, fullOf, type Ids, idsOf, pathOf as pathAbout, variantsOf } from "../every-verb.ts";
import type { Chances } from "./random.ts";
import type { Valid } from "./requests.ts";

export const people = ["anna", "bo", "cia"];

/** One of each thing that features declare, for the requests to act on. */
export const thingsIn = (team: Team): Promise<Ids> => idsOf(team, { base: baseOf("bo"), word: "Bulle", others: [] });

/** Every field that the verb takes, with a valid value. */
function someData(team: Team, things: Ids, verb: string, by: Chances): Readonly<Record<string, unknown>> {
  const { verb: _, ...full } = fullOf(things, verb, team);
  const chosen = Object.entries(variantsOf(verb)).map(([field, values]) => [field, by.oneOf(values)]);
  return { ...full, askerId: idOf(by.oneOf(people)), ...Object.fromEntries(chosen) };
}

/** Includes the kernel's own verb, which opens a command in its team. */
const verbs = [...allFeatures.flatMap(({ verbs }) => Object.keys(verbs ?? {})), kernelVerbs.inTeam];
/** Verbs after which something is left to act on. */
const lasting = verbs.filter((verb) => !endings.includes(verb));

/** A valid request for every entry point of Gnista, generated from the features' declarations. */
export function entryPointsOf(
  team: Team,
  things: Ids,
  tokens: ReadonlyMap<string, string>,
  tools: PageDoors,
): Readonly<Record<string, readonly EntryPoint[]>> {
  const activity = (by: Chances) => ({
    ...team.activityOf(by.oneOf(people), { isPersonal: by.once(4) }),
    ...(by.once(3) ? { replyToId: "1600000000001" } : {}),
    ...(by.once(3) ? { entities: [mention("Gnista", BOT), mention(fullName("bo"), userIdOf("bo")), clientInfo] } : {}),
  });
  const posts = (entryPoint: string, json: unknown): Valid => ({
    entryPoint,
    method: "POST",
    path: "/api/messages",
    headers: {},
    json,
  });
  const invokes = (entryPoint: string, name: string, value: (by: Chances) => unknown) => (by: Chances) =>
    posts(entryPoint, { ...activity(by), type: "invoke", name, value: value(by) });
  const signedIn = (by: Chances) => ({ authorization: `Bearer ${tokens.get(by.oneOf(people))}` });
  const pathOf = (path: string) => `/api${pathAbout(path, things)}`;
  const data = (verb: string, by: Chances) => someData(team, things, verb, by);
  const usual = (verb: string) => (by: Chances) => !endings.includes(verb) || by.once(20);

  const ofVerbs = verbs.flatMap((verb) => {
    const isNow = usual(verb);
    const chosen = (by: Chances) => {
      const one = isNow(by) ? verb : by.oneOf(lasting);
      return { verb: one, data: data(one, by) };
    };
    return [
      invokes(`click ${verb}`, "adaptiveCard/action", (by) => ({
        action: { type: "Action.Execute", ...chosen(by) },
        trigger: "manual",
      })),
      (by: Chances) => {
        const { verb: one, data: with_ } = chosen(by);
        return posts(`old click ${verb}`, { ...activity(by), type: "message", value: { verb: one, ...with_ } });
      },
      (by: Chances): Valid => ({
        entryPoint: `act ${verb}`,
        method: "POST",
        path: "/api/acts",
        headers: signedIn(by),
        json: chosen(by),
      }),
    ];
  });

  const ofExtensions = allFeatures.flatMap(({ extensions = [], verbs = {} }) =>
    extensions.flatMap(({ commandId }) => [
      invokes(`open ${commandId}`, "composeExtension/fetchTask", (by) => ({ commandId, ...aboutMessage(by) })),
      invokes(`submit ${commandId}`, "composeExtension/submitAction", (by) => {
        const verb = by.oneOf(Object.keys(verbs));
        return {
          commandId,
          ...aboutMessage(by),
          data: { verb, ...data(verb, by), ...(by.once(4) ? { msteams: { justInTimeInstall: true } } : {}) },
        };
      }),
    ]),
  );

  const ofCommands = allFeatures.flatMap(({ commands = [] }) =>
    commands.flatMap(({ names }) =>
      names.map((name) => (by: Chances) => {
        const words = by.oneOf([
          "",
          " Flytta mötet till 9?",
          " Vad: Bulle / Frukt",
          ` <at>${fullName("bo")}</at> för hjälpen`,
        ]);
        return posts(`command ${name}`, { ...activity(by), type: "message", text: `<at>Gnista</at> ${name}${words}` });
      }),
    ),
  );

  const ofEvents = Object.entries(eventFixtures).map(
    ([name, fixture]) =>
      () =>
        posts(`event ${name}`, { ...fixture, serviceUrl: team.teams.serviceUrl }),
  );

  const ofTab = [
    ...allFeatures.flatMap(({ routes = [] }) => routes),
    ...allFeatures.flatMap(({ live = [] }) => live.map(({ path }) => ({ method: "get", path }) as const)),
  ].map(
    ({ method, path }) =>
      (by: Chances): Valid => ({
        entryPoint: `${method} ${path}`,
        method: method.toUpperCase(),
        path: pathOf(path),
        query: { q: "bo", next: "x", meeting: "m" },
        headers: { ...signedIn(by), "accept-language": "sv" },
        ...(method === "post" ? { json: data(by.oneOf(verbs), by) } : {}),
      }),
  );

  const ofPages = tools.pages.map(
    (path) => (): Valid => ({ entryPoint: path, method: "GET", path, headers: { "accept-language": "en" } }),
  );

  return { ofVerbs, ofExtensions, ofCommands, ofEvents, ofTab, ofPages };
}

export type EntryPoint = (by: Chances) => Valid;

export interface PageDoors {
  /** Paths that need no sign-in. */
  readonly pages: readonly string[];
}

const mention = (name: string, id: string) => ({ type: "mention", text: `<at>${name}</at>`, mentioned: { id, name } });
const clientInfo = { type: "clientInfo", locale: "sv-SE", timezone: "Europe/Stockholm", country: "SE" };

const aboutMessage = (by: Chances): object =>
  by.once(2)
    ? { commandContext: "compose", context: { theme: "default" } }
    : {
        commandContext: "message",
        messagePayload: {
          id: "1",
          body: { contentType: by.oneOf(["html", "text"]), content: "<p>Tack för <b>hjälpen</b> &amp; kakan</p>" },
          from: { user: { userIdentityType: "aadUser", id: idOf("bo"), displayName: fullName("bo") } },
        },
      };
