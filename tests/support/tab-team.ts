import type { FrameLocator, Page } from "playwright-core";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { servePages } from "#bot/http/pages.ts";
import { teamPartition, userPartition } from "#bot/kernel/settings.ts";
import { hostRoutes } from "#bot/local/host-routes.ts";
import { aTeam, CHANNEL, CHAT, fullName, idOf, memberOf, TEAM, TENANT, type Team, type TeamParts } from "./a-team.ts";
import { openHost, type View } from "./tab.ts";

const six = ["anna", "bo", "cia", "dan", "eva", "filip"];

/** A team with the tab: the real composition, the built pages, and a local host that can show the tab as any member. */
export async function aTeamWithTab(folder: string, parts: TeamParts = {}) {
  const members = parts.members ?? six;
  const team = await aTeam({
    leaders: ["anna"],
    ...parts,
    pages(app, issuer) {
      app.use(hostRoutes(() => hostConfig([...members, "sture"]), issuer));
      servePages(app, folder, { host: true });
    },
  });
  return {
    ...team,
    /** Opens the tab as Teams shows it to one member. */
    opens: (page: Page, who: string, view: Omit<View, "persona"> = {}) =>
      openHost(page, team.gnista.url, { persona: idOf(who), ...view }),
    tab: (page: Page) => page.frameLocator("iframe"),
  };
}

/** A private channel of the team to which Gnista has not been added. */
export const otherChannel = { id: "19:salaries@thread.tacv2", name: "Lönegrupp" };

const hostConfig = (members: readonly string[]) => ({
  tenantId: TENANT,
  team: { id: TEAM, name: "Laget", conversationId: CHANNEL, channelName: "Allmänt", otherChannel },
  personas: members.map((name) => ({ id: idOf(name), name: fullName(name) })),
});

/** The section of the tab with this heading. */
export const part = (tab: FrameLocator, name: string) => tab.getByRole("region", { name });
/** Waits for a toast with these words. */
export const notice = (tab: FrameLocator, words: string | RegExp) =>
  tab.locator(".fui-Toast").getByText(words).waitFor();

/** Asks a poll by the verb, as a card does, and returns its id. */
export async function asks(
  team: Pick<Team, "as" | "settle" | "now">,
  who: string,
  question: string,
  more: object = {},
): Promise<string> {
  const { body } = await acts(team, who, pollVerbs.ask, { question, ...more });
  await team.settle();
  return (body as { data: { pollId: string } }).data.pollId;
}

/** Stores that the person has also used Gnista in a group chat. */
export async function addChatOf(
  { store, teams }: Pick<Team, "store" | "teams">,
  who: string,
  name: string,
  members: readonly string[],
): Promise<void> {
  const settings = await store.get<object>(teamPartition(TEAM), "team");
  const data = { ...settings?.data, id: CHAT, name, conversationId: CHAT, kind: "groupChat", leaders: [] };
  teams.room(
    CHAT,
    members.map((one) => memberOf(one, fullName(one))),
  );
  await store.write(teamPartition(CHAT), [{ kind: "put", id: "team", data }]);
  await store.write(userPartition(idOf(who)), [{ kind: "put", id: `in|${CHAT}`, data: { schema: 1, name } }]);
}

export async function thanks(
  team: Pick<Team, "as" | "settle" | "now">,
  who: string,
  recipients: readonly string[],
  words: string,
  more: object = {},
): Promise<void> {
  await acts(team, who, kudosVerbs.give, { recipients: recipients.map(idOf), words, ...more });
  await team.settle();
}

async function acts(team: Pick<Team, "as" | "now">, who: string, verb: string, data: object) {
  const body = { verb, data: { teamId: TEAM, nonce: mintIdempotencyToken(team.now()), ...data } };
  const answer = await team.as(who).asks("/acts", { method: "POST", body: JSON.stringify(body) });
  if (answer.status !== 200) {
    throw new Error(`${verb}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

/**
 * A team with things going on: Anna leads, owes a poll's outcome and has another poll open; Bo owes an outcome; there
 * have been thanks.
 */
export async function aBusyTeam(folder: string, parts: TeamParts = {}) {
  const team = await aTeamWithTab(folder, { values: ["Vi hjälps åt", "Vi frågar först"], now: MONDAY, ...parts });
  for (const who of six) {
    await team.where(who, { wants: "openly" });
  }
  await team.where("dan", { wants: "betweenUs" });
  const decided = await asks(team, "anna", "När har vi retro?", { options: ["Torsdagar 14", "Fredagar 9"] });
  await thanks(team, "anna", ["bo"], "Tack för att du satt kvar och hjälpte Cia med releasen.\nDet gjorde min kväll.", {
    value: "Vi hjälps åt",
  });
  const owed = await asks(team, "anna", "Flytta veckomötet till 9?", { answers: "named" });
  for (const who of ["bo", "cia", "dan"]) {
    await votes(team, who, owed, who === "dan" ? "1" : "0");
  }
  const long = `${"Ska vi prova parprogrammering på tisdagar? ".repeat(5)}Donaudampfschiff`;
  const closed = await asks(team, "bo", "Ska vi byta dag för demon, så att även Malmö hinner vara med?");
  await team.at(TUESDAY);
  for (const pollId of [decided, owed, closed]) {
    await acts(team, pollId === closed ? "bo" : "anna", pollVerbs.close, { pollId }).catch(() => undefined);
  }
  await team.settle();
  await acts(team, "anna", pollVerbs.decide, {
    pollId: decided,
    outcome: "0",
    why: "Då är alla på plats, och vi hinner göra något åt det vi säger innan veckan är slut.",
  });
  await thanks(team, "bo", [], "Vi blev klara med inloggningen! <b>**inte fet**</b>", { kind: "progress" });
  await thanks(team, "cia", ["anna"], "Tack för att du frågade först.");
  await thanks(team, "anna", ["cia"], "Tack för att du sa det till mig i enrum.", { audience: "private" });
  const open = await asks(team, "bo", "Vad tar vi med till fikat på fredag?", { options: ["Bulle", "Frukt", "Båda"] });
  const mine = await asks(team, "anna", long);
  await team.settle();
  return { ...team, polls: { decided, owed, closed, open, mine } };
}

const MONDAY = "2026-02-02T09:00:00+01:00";
const TUESDAY = "2026-02-03T16:05:00+01:00";

async function votes(team: Pick<Team, "as" | "now">, who: string, pollId: string, choice: string): Promise<void> {
  await acts(team, who, pollVerbs.vote, { pollId, edition: 0, choices: [choice] });
}
