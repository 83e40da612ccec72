import type { Browser, FrameLocator } from "playwright-core";
import { beforeAll, it } from "vitest";
import { openBrowser, openPage } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { asks, aTeamWithTab, thanks } from "../support/tab-team.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const part = (tab: FrameLocator, name: string) => tab.getByRole("region", { name });
const personal = { frame: "personal" } as const;

it("calls a chat that has no name so, wherever one's own page says which team it is", async () => {
  const team = await aTeamWithTab(folder, { teamName: "" });
  await team.where("anna", { wants: "openly" });
  await thanks(team, "anna", ["bo"], "Tack för kaffet.");
  await thanks(team, "bo", ["anna"], "Tack själv.");
  await asks(team, "anna", "Flytta mötet till 9?");
  const { page } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "anna", personal);

  for (const name of ["Dina öppna frågor", "Tack till dig", "Tack från dig"]) {
    await part(tab, name).getByText("Team utan namn").waitFor();
  }
});
