import { translator } from "#bot/i18n/translate.ts";
import { type Choices, chosenIn } from "./choices.ts";
import { HostConfig } from "./config.ts";
import { el, place } from "./dom.ts";
import { answerAsTeams } from "./protocol.ts";
import { hostTexts } from "./texts.ts";

/*
 * A meeting as several people have it beside each other: the side panels of four, or of those whom `?who=` names. Local
 * runs and tests only, as the page that shows one.
 */
const config = HostConfig.parse(await (await fetch("/host/config")).json());
const query = new URLSearchParams(location.search);
const choices = chosenIn(location.search, config);
const FOUR = 4;
const who = query.get("who")?.split(",") ?? config.personas.slice(0, FOUR).map(({ id }) => id);

const t = translator(hostTexts, choices.language === "sv-SE" ? "sv" : "en");
document.documentElement.lang = t.locale;
document.documentElement.dataset.theme = choices.theme;
place("panels").replaceChildren(...config.personas.filter(({ id }) => who.includes(id)).map(panel));

function panel({ id, name }: HostConfig["personas"][number]): HTMLElement {
  const frame = document.createElement("iframe");
  frame.title = `${t("frameTitle")}: ${name}`;
  const own: Choices = { ...choices, persona: id, frame: "sidePanel" };
  const nothing = () => undefined;
  // A side panel is not set up, and links lead nowhere from here.
  const stage = { frame, config, choices: () => own, onSetup: nothing, onLink: nothing, onRested: nothing };
  answerAsTeams(stage);
  frame.src = `/tab/?frame=sidePanel&persona=${encodeURIComponent(id)}&language=${own.language}`;
  return el("section", {}, el("h2", {}, name), frame);
}
