import type { Say } from "./bar.ts";
import type { Choices } from "./choices.ts";
import type { HostConfig } from "./config.ts";
import { elementById, newElement } from "./element.ts";

/** A simple window of Teams around the tab: enough to see how the tab fits in it. */
export function showFrame(parts: {
  readonly config: HostConfig;
  readonly choices: Choices;
  readonly t: Say;
  readonly tab: HTMLIFrameElement;
  readonly setup: "ready" | "saved" | undefined;
  save(): void;
}): void {
  const { choices, t, tab } = parts;
  const teams = elementById("teams");
  teams.dataset.frame = choices.frame;
  if (!tab.isConnected) {
    // Moving an iframe reloads it, so it is inserted once and everything else is drawn around it.
    teams.replaceChildren(
      newElement("nav", { id: "rail" }),
      newElement(
        "div",
        { id: "stage" },
        newElement("header", { id: "head" }),
        newElement("div", { id: "room" }, newElement("div", { id: "meeting" }), tab),
        newElement("footer", { id: "foot" }),
      ),
    );
  }
  elementById("rail").setAttribute("aria-label", "Teams");
  elementById("rail").replaceChildren(...rail(choices, t));
  elementById("head").replaceChildren(...head(parts));
  elementById("meeting").textContent = t("sharing");
  elementById("foot").replaceChildren(...foot(parts));
}

function rail({ frame }: Choices, t: Say): Node[] {
  const here = frame === "personal" ? "personal" : frame === "sidePanel" ? "calendar" : "teams";
  return (["chats", "teams", "calendar", "personal"] as const).map((name) =>
    newElement(
      "span",
      name === here ? { "aria-current": "page" } : {},
      newElement("i", { "data-kind": name, "aria-hidden": "true" }),
      t(name),
    ),
  );
}

function head({ config, choices, t }: Parameters<typeof showFrame>[0]): Node[] {
  if (choices.frame === "channel" || choices.frame === "otherChannel") {
    const { team } = config;
    const channelName = choices.frame === "channel" ? team.channelName : team.otherChannel?.name;
    return [
      newElement("span", { class: "mark", "aria-hidden": "true" }, team.name.slice(0, 1)),
      newElement(
        "div",
        { class: "title" },
        newElement("strong", {}, channelName ?? ""),
        newElement("small", {}, team.name),
      ),
      newElement("span", { class: "tab" }, t("posts")),
      newElement("span", { class: "tab" }, t("files")),
      newElement("span", { class: "tab", "aria-current": "page" }, t("tab")),
    ];
  }
  const title = { personal: t("personal"), sidePanel: t("meeting"), configuration: t("addTab") }[choices.frame];
  return [newElement("div", { class: "title" }, newElement("strong", {}, title))];
}

function foot({ choices, setup, t, save }: Parameters<typeof showFrame>[0]): Node[] {
  if (choices.frame !== "configuration") {
    return [];
  }
  const button = newElement("button", { type: "button", ...(setup === "ready" ? {} : { disabled: "" }) }, t("save"));
  button.addEventListener("click", save);
  return [newElement("span", { role: "status" }, setup === "saved" ? t("saved") : ""), button];
}
