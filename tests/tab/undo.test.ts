import type { Browser } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { TEAM } from "../support/a-team.ts";
import { openBrowser, openPage } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { asks, aTeamWithTab, notice } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Bo has asked, and has just pressed the button that closes the question. */
async function closing() {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Flytta mötet till 9?");
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", { subPage: `question:${pollId}` });
  await tab.getByRole("button", { name: "Stäng nu" }).click();
  await notice(tab, "Frågan stänger om några sekunder.");
  const state = async () => {
    const { body } = await team.as("bo").asks(`/teams/${encodeURIComponent(TEAM)}/questions/${pollId}`);
    return (body as { state: string }).state;
  };
  return { team, page, tab, state };
}

it.each(["reloaded", "closed"])(
  "closing a question is carried out if the page is %s while it waits for its undo",
  async (how) => {
    const { page, state } = await closing();
    expect(await state()).toBe("open");

    await (how === "reloaded" ? page.reload() : page.close());

    await expect.poll(state).not.toBe("open");
  },
);

it("closing a question that was undone is not carried out when the page is reloaded", async () => {
  const { page, tab, state } = await closing();
  await tab.getByRole("button", { name: "Ångra" }).click();
  await page.reload();
  await tab.getByRole("button", { name: "Stäng nu" }).waitFor();

  expect(await state()).toBe("open");
});

it("handing over the lead is carried out if the page is reloaded while it waits for its undo", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Mer", exact: true }).click();
  await tab.getByRole("menuitem", { name: "Teamets inställningar" }).click();
  await tab.getByRole("button", { name: "Lämna över" }).click();
  await tab.getByRole("dialog").getByRole("combobox").pressSequentially("Bo");
  await tab.getByRole("option", { name: "Bo Berg" }).click();
  await tab.getByRole("dialog").getByRole("button", { name: "Lämna över" }).click();
  await tab.getByRole("button", { name: "Ångra" }).waitFor();
  const leads = async () => {
    const { body } = await team.as("bo").asks(`/teams/${encodeURIComponent(TEAM)}/settings`);
    return (body as { isLeader: boolean }).isLeader;
  };
  expect(await leads()).toBe(false);

  await page.reload();

  await expect.poll(leads).toBe(true);
});

it("Undo goes away when the question has been closed, also when Teams suspended the tab", async () => {
  const { page, tab, state } = await closing();

  await page.getByRole("button", { name: "Gå härifrån" }).click();
  await expect.poll(state).not.toBe("open");
  await page.getByRole("button", { name: "Kom tillbaka" }).click();

  await expect.poll(() => tab.getByRole("button", { name: "Ångra" }).count()).toBe(0);
});
