import type { Translate } from "#bot/i18n/translate.ts";
import { asSearch, type Choices, framesOf, languages, oneOf, themes } from "./choices.ts";
import type { HostConfig } from "./config.ts";
import { elementById, newElement } from "./element.ts";
import type { hostTexts } from "./texts.ts";

export type Say = Translate<keyof typeof hostTexts.sv>;

/** The toolbar above the stand-in Teams: persona, and how and where Teams shows the tab. */
export function showBar(parts: {
  readonly config: HostConfig;
  readonly choices: Choices;
  readonly t: Say;
  /** The sub-page of the last link that the tab shared. */
  readonly linked: string;
  choose(change: Partial<Choices>): void;
  rest(): void;
  wake(): void;
}): void {
  const { config, choices, t, linked, choose, rest, wake } = parts;
  const focused = document.activeElement?.id;
  const person = config.personas.find(({ id }) => id === choices.persona);
  elementById("bar").replaceChildren(
    newElement("p", { class: "about" }, newElement("strong", {}, "Gnista"), ` ${t("about")}`),
    select("persona", t("persona"), choices.persona, personaOptions(config.personas), (persona) => choose({ persona })),
    select(
      "theme",
      t("theme"),
      choices.theme,
      themes.map((name) => [name, t(`theme.${name}`)]),
      (to) => choose({ theme: oneOf(themes, to) }),
    ),
    select(
      "language",
      t("language"),
      choices.language,
      languages.map((name) => [name, t(`language.${name}`)]),
      (to) => choose({ language: oneOf(languages, to) }),
    ),
    select(
      "frame",
      t("frame"),
      choices.frame,
      framesOf(config).map((name) => [name, t(`frame.${name}`)]),
      (to) => choose({ frame: oneOf(framesOf(config), to) }),
    ),
    ...(config.playgroundUrl ? [newElement("a", { href: config.playgroundUrl, target: "_blank" }, t("chat"))] : []),
    press("rest", t("rest"), rest),
    press("wake", t("wake"), wake),
    ...(linked === "" ? [] : [link(t("link"), { ...choices, subPage: linked }, choose)]),
    newElement("p", { class: "who" }, person?.about?.[t.locale] ?? ""),
  );
  if (focused) {
    document.getElementById(focused)?.focus();
  }
}

type Option = readonly [value: string, label: string];

const personaOptions = (personas: HostConfig["personas"]): Option[] => personas.map(({ id, name }) => [id, name]);

function press(id: string, label: string, run: () => void): HTMLElement {
  const button = newElement("button", { id, type: "button" }, label);
  button.addEventListener("click", run);
  return button;
}

/** Opened within the host, as Teams opens a link to a tab; its address can also be shared. */
function link(label: string, to: Choices, choose: (change: Partial<Choices>) => void): HTMLElement {
  const shown = newElement("a", { id: "link", href: asSearch(to) }, label);
  shown.addEventListener("click", (event) => {
    event.preventDefault();
    choose({ subPage: to.subPage });
  });
  return shown;
}

function select(
  id: string,
  label: string,
  value: string,
  options: readonly Option[],
  choose: (value: string) => void,
): HTMLElement {
  const box = newElement("select", { id }, ...options.map(([value, text]) => newElement("option", { value }, text)));
  box.value = value;
  box.addEventListener("change", () => choose(box.value));
  return newElement("label", {}, newElement("span", {}, label), box);
}
