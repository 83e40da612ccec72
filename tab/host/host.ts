import { translator } from "#bot/i18n/translate.ts";
import { answerAsTeams } from "./answer-as-teams.ts";
import { showBar } from "./bar.ts";
import { asSearch, type Choices, chosenIn } from "./choices.ts";
import { HostConfig } from "./config.ts";
import { showFrame } from "./frame.ts";
import { hostTexts } from "./texts.ts";

/*
 * Stands in for Teams around the tab, in local runs and tests only. As in Teams, a new theme reaches the open tab;
 * another persona, language or frame reloads it. A suspended tab is not reloaded for another frame but resumed in it.
 */
let config = await fetchConfig();
let choices = chosenIn(location.search, config);

const tab = document.createElement("iframe");
const { tell } = answerAsTeams({
  frame: tab,
  config,
  choices: () => choices,
  onSetup: (event) => show(event),
  onLink(subPage, isShared) {
    if (isShared) {
      linked = subPage;
      show();
      return;
    }
    choose({ subPage });
  },
  onRested() {
    tab.hidden = true;
  },
});
let linked = "";

/** Suspends the tab, as Teams does when its user goes elsewhere; Teams keeps a suspended tab for half an hour. */
function rest(): void {
  tell("beforeUnload");
}

function wake(): void {
  tab.hidden = false;
  tell("load", { entityId: "overview", contentUrl: tab.src });
}

function choose(change: Partial<Choices>): void {
  choices = { ...choices, ...change };
  history.replaceState(null, "", asSearch(choices));
  show();
  const changed = Object.keys(change).join();
  if (changed === "theme") {
    tell("themeChange", choices.theme);
    return;
  }
  if (tab.hidden && (changed === "frame" || changed === "subPage")) {
    return;
  }
  tab.hidden = false;
  load();
  void showNewest();
}

/** What is said about a person changes with what they do. */
async function showNewest(): Promise<void> {
  config = await fetchConfig();
  show();
}

async function fetchConfig(): Promise<HostConfig> {
  return HostConfig.parse(await (await fetch("/host/config")).json());
}

function show(setup?: "ready" | "saved"): void {
  const t = translator(hostTexts, choices.language === "sv-SE" ? "sv" : "en");
  document.documentElement.lang = t.locale;
  document.documentElement.dataset.theme = choices.theme;
  tab.title = t("frameTitle");
  showBar({ config, choices, t, linked, choose, rest, wake });
  showFrame({ config, choices, t, tab, setup, save: () => tell("settings.save", {}) });
}

function load(): void {
  tab.src = `/tab/?frame=${choices.frame}&persona=${encodeURIComponent(choices.persona)}&language=${choices.language}`;
}

show();
load();
