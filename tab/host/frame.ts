import type { Say } from "./bar.ts";
import type { Choices } from "./choices.ts";
import type { HostConfig } from "./config.ts";
import { el, place } from "./dom.ts";

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
  const teams = place("teams");
  teams.dataset.frame = choices.frame;
  if (!tab.isConnected) {
    // Moving an iframe reloads it, so it is inserted once and everything else is drawn around it.
    teams.replaceChildren(
      el("nav", { id: "rail" }),
      el(
        "div",
        { id: "stage" },
        el("header", { id: "head" }),
        el("div", { id: "room" }, el("div", { id: "meeting" }), tab),
        el("footer", { id: "foot" }),
      ),
    );
  }
  place("rail").setAttribute("aria-label", "Teams");
  place("rail").replaceChildren(...rail(choices, t));
  place("head").replaceChildren(...head(parts));
  place("meeting").textContent = t("sharing");
  place("foot").replaceChildren(...foot(parts));
}

function rail({ frame }: Choices, t: Say): Node[] {
  const here = frame === "personal" ? "personal" : frame === "sidePanel" ? "calendar" : "teams";
  return (["chats", "teams", "calendar", "personal"] as const).map((name) =>
    el(
      "span",
      name === here ? { "aria-current": "page" } : {},
      el("i", { "data-kind": name, "aria-hidden": "true" }),
      t(name),
    ),
  );
}

function head({ config, choices, t }: Parameters<typeof showFrame>[0]): Node[] {
  if (choices.frame === "channel" || choices.frame === "otherChannel") {
    const { team } = config;
    const channelName = choices.frame === "channel" ? team.channelName : team.otherChannel?.name;
    return [
      el("span", { class: "mark", "aria-hidden": "true" }, team.name.slice(0, 1)),
      el("div", { class: "title" }, el("strong", {}, channelName ?? ""), el("small", {}, team.name)),
      el("span", { class: "tab" }, t("posts")),
      el("span", { class: "tab" }, t("files")),
      el("span", { class: "tab", "aria-current": "page" }, t("tab")),
    ];
  }
  const title = { personal: t("personal"), sidePanel: t("meeting"), configuration: t("addTab") }[choices.frame];
  return [el("div", { class: "title" }, el("strong", {}, title))];
}

function foot({ choices, setup, t, save }: Parameters<typeof showFrame>[0]): Node[] {
  if (choices.frame !== "configuration") {
    return [];
  }
  const button = el("button", { type: "button", ...(setup === "ready" ? {} : { disabled: "" }) }, t("save"));
  button.addEventListener("click", save);
  return [el("span", { role: "status" }, setup === "saved" ? t("saved") : ""), button];
}
