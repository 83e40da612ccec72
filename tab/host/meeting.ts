import { translator } from "#bot/i18n/translate.ts";
import { answerAsTeams } from "./answer-as-teams.ts";
import { type Choices, chosenIn } from "./choices.ts";
import { HostConfig } from "./config.ts";
import { elementById, newElement } from "./element.ts";
import { hostTexts } from "./texts.ts";

/*
 * A meeting with the side panels of several people next to each other: six, or those in `?who=`. For local runs and
 * tests.
 */
const config = HostConfig.parse(await (await fetch("/host/config")).json());
const query = new URLSearchParams(location.search);
const choices = chosenIn(location.search, config);
/** A written round needs five writers besides its host. */
const SIX = 6;
const who = query.get("who")?.split(",") ?? config.personas.slice(0, SIX).map(({ id }) => id);

const t = translator(hostTexts, choices.language === "sv-SE" ? "sv" : "en");
document.documentElement.lang = t.locale;
document.documentElement.dataset.theme = choices.theme;
const people = config.personas.filter(({ id }) => who.includes(id));
const isPart = query.has("part");
/**
 * A browser opens at most six connections to one host (HTTP/1.1), and each panel keeps one for its event stream: six
 * panels would leave none for requests. So some panels are loaded from this machine's other host name, in a page like
 * this one.
 */
const MAX_HERE = 4;
const otherName = { localhost: "127.0.0.1", "127.0.0.1": "localhost" }[location.hostname];
const isSplit = people.length > MAX_HERE && !isPart && otherName !== undefined;
const here = isSplit ? people.slice(0, Math.ceil(people.length / 2)) : people;
const rest = people.slice(here.length);
elementById("panels").classList.toggle("part", isPart);
elementById("panels").replaceChildren(
  ...here.map(panel),
  ...(rest.length > 0 && otherName ? [part(rest, otherName)] : []),
);

function part(them: HostConfig["personas"], hostname: string): HTMLElement {
  const frame = document.createElement("iframe");
  frame.title = t("others");
  frame.className = "part";
  frame.style.setProperty("--panels", String(them.length));
  const url = new URL(location.href);
  url.hostname = hostname;
  url.searchParams.set("who", them.map(({ id }) => id).join(","));
  url.searchParams.set("part", "1");
  frame.src = url.href;
  return frame;
}

function panel({ id, name }: HostConfig["personas"][number]): HTMLElement {
  const frame = document.createElement("iframe");
  frame.title = `${t("frameTitle")}: ${name}`;
  const own: Choices = { ...choices, persona: id, frame: "sidePanel" };
  const nothing = () => undefined;
  // A side panel has no setup, and links are ignored here.
  const stage = { frame, config, choices: () => own, onSetup: nothing, onLink: nothing, onRested: nothing };
  answerAsTeams(stage);
  frame.src = `/tab/?frame=sidePanel&persona=${encodeURIComponent(id)}&language=${own.language}`;
  return newElement("section", {}, newElement("h2", {}, name), frame);
}
