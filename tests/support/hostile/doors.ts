import { features } from "#bot/all-features.ts";
import { mintNonce } from "#bot/core/nonce.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { BOT, fullName, idOf, type Team, userIdOf } from "../a-team.ts";
import { aDraft, aQuestion, idIn } from "../cards.ts";
import { eventFixtures } from "../event-fixtures.ts";
import { everyInput } from "../every-verb.ts";
import type { Chances } from "./random.ts";
import type { Valid } from "./requests.ts";

export const people = ["anna", "bo", "cia"];

/** What there is in the team to act on: a question, a thank-you and a round. */
export interface Things {
  readonly pollId: string;
  readonly kudosId: string;
  readonly roundId: string;
}

export async function thingsIn(team: Team): Promise<Things> {
  await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo") }));
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt\nKex", answers: "named" }));
  await team
    .as("anna")
    .clicks(roundVerbs.start, { teamId: team.teamId, nonce: mintNonce(team.now()), kind: "writing" });
  await team.settle();
  const cards = [...team.channelPosts(), ...team.personalPosts("bo")].map(({ card }) => card);
  const round = await team.store.get<{ round?: { id: string } }>(`round|${team.teamId}`, "round");
  const found = (key: string) =>
    cards.map((card) => findIn(card, key)).find((id) => id !== undefined) ?? "x".repeat(22);
  return { pollId: found("pollId"), kudosId: found("kudosId"), roundId: round?.data.round?.id ?? "x".repeat(22) };
}

function findIn(card: unknown, key: string): string | undefined {
  try {
    return idIn(card, key);
  } catch {
    return undefined;
  }
}

/** Every field that any verb reads, each with a value that is right somewhere: schemas leave out what they do not know. */
function someData(team: Team, things: Things, by: Chances): Readonly<Record<string, unknown>> {
  return {
    ...everyInput,
    ...things,
    ...aDraft(team, { recipients: idOf("bo") }),
    ...aQuestion(team, {}),
    teamId: team.teamId,
    nonce: mintNonce(team.now()),
    personId: idOf("bo"),
    edition: 0,
    choices: by.oneOf(["0", ["0", "1"]]),
    options: by.oneOf(["Bulle\nFrukt", ["Bulle", "Frukt"]]),
    outcome: "0",
    other: "",
    why: "För att.",
    day: "2026-02-10",
    turn: by.oneOf([1, 2]),
    text: by.oneOf(["Mer tid.", "tack"]),
    answer: by.oneOf([4, "4"]),
    kind: by.oneOf(["speaking", "writing", "greeting", "closing", "owedAnswer"]),
    wish: by.oneOf(["openly", "betweenUs", "none"]),
    week: "2026-W06",
    pressed: by.oneOf([true, "false"]),
    part: 0,
    command: by.oneOf(["tack", "fråga"]),
    values: "Mod\nTillit",
    locale: "sv",
    zone: "Europe/Stockholm",
    about: { from: { id: idOf("bo"), name: fullName("bo") }, text: "Hej" },
  };
}

/** By slice, with the edge's own verb that leads a command to its team. */
const verbs = [...features.flatMap(({ verbs }) => Object.keys(verbs ?? {})), peopleVerbs.inTeam];
/** They end what the others act on: once in a while is enough. */
const endings: readonly string[] = [peopleVerbs.erase, roundVerbs.close, pollVerbs.close];

/** Every door of Gnista, as a request that is right, taken from what the features declare. */
export function doorsOf(
  team: Team,
  things: Things,
  tokens: ReadonlyMap<string, string>,
  tools: PageDoors,
): Readonly<Record<string, readonly Door[]>> {
  const activity = (by: Chances) => ({
    ...team.activityOf(by.oneOf(people), { isPersonal: by.once(4) }),
    ...(by.once(3) ? { replyToId: "1600000000001" } : {}),
    ...(by.once(3) ? { entities: [mention("Gnista", BOT), mention(fullName("bo"), userIdOf("bo")), clientInfo] } : {}),
  });
  const posts = (door: string, json: unknown): Valid => ({
    door,
    method: "POST",
    path: "/api/messages",
    headers: {},
    json,
  });
  const invokes = (door: string, name: string, value: (by: Chances) => unknown) => (by: Chances) =>
    posts(door, { ...activity(by), type: "invoke", name, value: value(by) });
  const signedIn = (by: Chances) => ({ authorization: `Bearer ${tokens.get(by.oneOf(people))}` });
  const pathOf = (path: string) =>
    `/api${path.replace(":team", encodeURIComponent(team.teamId)).replace(":poll", things.pollId)}`;
  const data = (by: Chances) => someData(team, things, by);
  const usual = (verb: string) => (by: Chances) => !endings.includes(verb) || by.once(20);

  const ofVerbs = verbs.flatMap((verb) => {
    const isNow = usual(verb);
    const chosen = (by: Chances) => (isNow(by) ? verb : pollVerbs.vote);
    return [
      invokes(`click ${verb}`, "adaptiveCard/action", (by) => ({
        action: { type: "Action.Execute", verb: chosen(by), data: data(by) },
        trigger: "manual",
      })),
      (by: Chances) =>
        posts(`old click ${verb}`, { ...activity(by), type: "message", value: { verb: chosen(by), ...data(by) } }),
      (by: Chances): Valid => ({
        door: `act ${verb}`,
        method: "POST",
        path: "/api/acts",
        headers: signedIn(by),
        json: { verb: chosen(by), data: data(by) },
      }),
    ];
  });

  const ofExtensions = features.flatMap(({ extensions = [], verbs = {} }) =>
    extensions.flatMap(({ commandId }) => [
      invokes(`open ${commandId}`, "composeExtension/fetchTask", (by) => ({ commandId, ...aboutMessage(by) })),
      invokes(`submit ${commandId}`, "composeExtension/submitAction", (by) => ({
        commandId,
        ...aboutMessage(by),
        data: {
          verb: by.oneOf(Object.keys(verbs)),
          ...data(by),
          ...(by.once(4) ? { msteams: { justInTimeInstall: true } } : {}),
        },
      })),
    ]),
  );

  const ofCommands = features.flatMap(({ commands = [] }) =>
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
    ...features.flatMap(({ routes = [] }) => routes),
    ...features.flatMap(({ live = [] }) => live.map(({ path }) => ({ method: "get", path }) as const)),
  ].map(
    ({ method, path }) =>
      (by: Chances): Valid => ({
        door: `${method} ${path}`,
        method: method.toUpperCase(),
        path: pathOf(path),
        query: { q: "bo", next: "x", meeting: "m" },
        headers: { ...signedIn(by), "accept-language": "sv" },
        ...(method === "post" ? { json: data(by) } : {}),
      }),
  );

  const ofPages = tools.pages.map(
    (path) => (): Valid => ({ door: path, method: "GET", path, headers: { "accept-language": "en" } }),
  );

  return { ofVerbs, ofExtensions, ofCommands, ofEvents, ofTab, ofPages };
}

export type Door = (by: Chances) => Valid;

export interface PageDoors {
  /** Paths that are answered to anybody. */
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
