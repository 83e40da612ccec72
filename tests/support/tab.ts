import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from "@fluentui/react-components";
import type { Frame, Page } from "playwright-core";
import { afterAll, expect, inject } from "vitest";
import type { Context } from "#bot/core/context.ts";
import type { Feature } from "#bot/core/feature.ts";
import type { ThanksTimeline } from "#bot/features/kudos/api.ts";
import type { QuestionsTimeline } from "#bot/features/polls/api.ts";
import type { QuestionEntry } from "#bot/features/polls/contract.ts";
import type { Overview } from "#bot/features/pulse/api.ts";
import { servePages } from "#bot/http/pages.ts";
import type { MyTeam } from "#bot/kernel/contract.ts";
import { hostRoutes } from "#bot/local/host-routes.ts";
import { buildTab } from "../../tab/build.ts";
import { anHttpEdge, anna, bo, type HttpEdge, team, tenantId } from "./http-edge.ts";

/** The folder of the tab and the local host, built once for all tests (`built-tab.ts`). */
export const builtTab = (): string => inject("builtTab");

/** The tab built for production, without the page that stands in for Teams. Removed after the file. */
export async function builtForProduction(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), ".gnista-tab-"));
  await buildTab({ withHost: false, outDir: folder });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A server with the built tab, and a feature that answers as the test chooses: late, wrong or not at all, which no verb
 * would do. `tests/e2e/tab.test.ts` checks real effects.
 */
export function aTabServer(
  folder: string,
  overview: (ctx: Context) => Promise<Overview>,
  teams: readonly MyTeam[] = [],
): Promise<HttpEdge> {
  const slice: Feature = {
    name: "pulse",
    routes: [
      { method: "get", access: "team", path: "/teams/:team/overview", run: overview },
      { method: "get", access: "self", path: "/teams", run: async () => ({ teams, isTeamMissing: false }) },
    ],
  };
  return anHttpEdge({
    features: [slice],
    pages: (app, issuer) => {
      app.use(hostRoutes(() => hostConfig, issuer));
      servePages(app, folder, { host: true });
    },
  });
}

export interface View {
  readonly persona?: string;
  readonly theme?: "default" | "dark" | "contrast";
  readonly language?: "sv-SE" | "en-GB";
  readonly frame?: "channel" | "otherChannel" | "personal" | "sidePanel" | "configuration";
  readonly subPage?: string;
}

/** Opens the local host on a view. Replaces Microsoft's list of trusted origins, which teams-js fetches. */
export async function openHost(page: Page, url: string, view: View = {}): Promise<void> {
  await page.route("https://res.cdn.office.net/**", (route) =>
    route.fulfill({ json: { validOrigins: [] }, headers: { "access-control-allow-origin": "*" } }),
  );
  await page.goto(`${url}/host?${new URLSearchParams({ ...view })}`);
}

export type ThemeOfTeams = NonNullable<View["theme"]>;

/**
 * Selects another theme in the local host, which notifies the tab as Teams does, and waits until the tab is drawn in
 * it.
 */
export async function changeTheme(page: Page, theme: ThemeOfTeams): Promise<void> {
  // Not with `selectOption`, which would move the keyboard focus out of a dialog in the tab.
  await page.locator("select#theme").evaluate((select: HTMLSelectElement, name) => {
    select.value = name;
    select.dispatchEvent(new Event("change"));
  }, theme);
  await Promise.all(
    page
      .frames()
      .filter(isTab)
      .map((frame) => waitForTheme(frame, theme)),
  );
}

const isTab = (frame: Frame) => frame.url().includes("/tab/");

/** Resolves when the tab in this frame is drawn in the theme. */
export const waitForTheme = (frame: Frame, theme: ThemeOfTeams): Promise<void> =>
  expect
    .poll(
      () =>
        frame
          .locator(".fui-FluentProvider")
          .first()
          .evaluate((root) => getComputedStyle(root).getPropertyValue("--colorNeutralBackground1").trim()),
      { interval: 20 },
    )
    .toBe(fluentThemes[theme].colorNeutralBackground1);

const fluentThemes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

const hostConfig = {
  tenantId,
  team: { id: team.id, name: team.name, conversationId: team.conversationId, channelName: "Allmänt" },
  personas: [
    { id: anna.id, name: anna.name, about: { sv: "Leder teamet. Vill gärna bli tackad öppet.", en: "" } },
    { id: bo.id, name: bo.name, about: { sv: "Vill helst bli tackad mellan er.", en: "" } },
    {
      id: "00000000-0000-4000-8000-000000000009",
      name: "Sture Främling",
      about: { sv: "Är inte med i teamet.", en: "" },
    },
  ],
  playgroundUrl: "http://127.0.0.1:56150",
};

/** The overview with the features' own entries in it. */
type WholeOverview = Overview & QuestionsTimeline & ThanksTimeline;

const quiet: WholeOverview = {
  team: { id: team.id, name: team.name, locale: "sv", zone: "Europe/Stockholm" },
  now: "2026-02-03T09:00:00+01:00",
  owed: [],
  open: [],
  decided: [],
  thanks: [],
  hasMoreQuestions: false,
  hasMoreThanks: false,
  isLeader: false,
  isNew: false,
};

const line = (about: Partial<QuestionEntry> & Pick<QuestionEntry, "pollId" | "question">): QuestionEntry => ({
  asker: anna,
  state: "open",
  openedAt: "2026-02-02T09:00:00+01:00",
  closesAt: "2026-02-03T16:00:00+01:00",
  isOverdue: false,
  isMine: false,
  mayAnswer: (about.state ?? "open") === "open",
  ...about,
});

/** A team with things going on, as Anna sees it, who owes a poll's outcome. The texts have the maximum length. */
export const busy: WholeOverview = {
  ...quiet,
  owed: [
    line({
      pollId: "p1",
      question: "Ska vi byta dag för demon, så att även Malmö hinner vara med?",
      asker: bo,
      state: "closed",
      answerBy: "2026-02-04T16:00:00+01:00",
    }),
    line({
      pollId: "p2",
      question: "Flytta veckomötet till 9?",
      state: "closed",
      answerBy: "2026-01-30T16:00:00+01:00",
      isOverdue: true,
      isMine: true,
    }),
  ],
  open: [
    line({ pollId: "p3", question: "Vad tar vi med till fikat på fredag?", asker: bo }),
    line({
      pollId: "p4",
      question: `${"Ska vi prova parprogrammering på tisdagar? ".repeat(5)}Donaudampfschiff`,
      isMine: true,
    }),
  ],
  decided: [
    line({
      pollId: "p5",
      question: "När har vi retro?",
      state: "decided",
      outcome: "Torsdagar klockan 14",
      why: "Då är alla på plats, och vi hinner göra något åt det vi säger innan veckan är slut.",
      decidedAt: "2026-01-29T11:00:00+01:00",
    }),
  ],
  thanks: [
    {
      kudosId: "k1",
      kind: "thanks",
      sender: anna,
      recipients: [bo],
      wholeTeam: false,
      words: "Tack för att du satt kvar och hjälpte Cia med releasen.\nDet gjorde min kväll.",
      value: "Vi hjälps åt",
      givenAt: "2026-02-02T15:00:00+01:00",
      mayJoin: true,
    },
    {
      kudosId: "k2",
      kind: "progress",
      sender: bo,
      recipients: [],
      wholeTeam: false,
      words: "Vi blev klara med inloggningen! <b>**inte fet**</b>",
      givenAt: "2026-01-30T15:00:00+01:00",
      mayJoin: true,
    },
    {
      kudosId: "k3",
      kind: "milestone",
      sender: bo,
      recipients: [],
      wholeTeam: true,
      words: "Hundra kunder.",
      givenAt: "2026-01-28T15:00:00+01:00",
      mayJoin: true,
    },
    {
      kudosId: "k4",
      kind: "thanks",
      sender: bo,
      recipients: [anna],
      wholeTeam: false,
      givenAt: "2026-01-27T15:00:00Z",
      mayJoin: false,
    },
  ],
};
