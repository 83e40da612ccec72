import type { Choices } from "./choices.ts";
import type { HostConfig } from "./config.ts";

/** A message from teams-js 2.58 to its host. */
interface Asked {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
}

export interface Stage {
  readonly frame: HTMLIFrameElement;
  readonly config: HostConfig;
  choices(): Choices;
  /** The tab reported that its settings may be saved, or are saved. */
  onSetup(event: "ready" | "saved"): void;
  /** The tab shares a link to a sub-page, or asks to navigate to one. */
  onLink(subPage: string, isShared: boolean): void;
  /** The tab is ready to be suspended. */
  onRested(): void;
}

/**
 * Answers the tab as Teams does, by the source of teams-js 2.58: each request is answered under its id with a list of
 * arguments; a message that Teams sends unasked has a `func` and no id.
 */
export function answerAsTeams(stage: Stage): { tell(func: string, ...args: unknown[]): void } {
  const post = (message: object) => stage.frame.contentWindow?.postMessage(message, location.origin);

  addEventListener("message", async (event) => {
    if (event.source !== stage.frame.contentWindow || event.origin !== location.origin || !isAsked(event.data)) {
      return;
    }
    const { id, uuidAsString, func, args: asked = [] } = event.data;
    const args = await answer(func, asked, stage);
    if (args) {
      post({ id, uuidAsString, args });
    }
  });
  return { tell: (func, ...args) => post({ func, args }) };
}

async function answer(func: string, asked: readonly unknown[], stage: Stage): Promise<unknown[] | undefined> {
  switch (func) {
    case "initialize":
      return [frameContext(stage.choices()), "web", JSON.stringify(runtime), "2.58.0"];
    case "getContext":
      return [contextFor(stage)];
    case "authentication.getAuthToken":
      return tokenFor(stage.choices());
    case "settings.setValidityState":
      stage.onSetup("ready");
      return undefined;
    case "settings.setSettings":
      return [true];
    case "settings.save.success":
      stage.onSetup("saved");
      return undefined;
    case "shareDeepLink":
      stage.onLink(String(asked[0] ?? ""), true);
      return undefined;
    case "pages.navigateToApp":
      stage.onLink(subPageOf(asked[0]), false);
      return [true];
    case "readyToUnload":
      stage.onRested();
      return undefined;
    default:
      return undefined;
  }
}

const runtime = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: {
    app: { lifecycle: {} },
    pages: { config: {}, backStack: {}, tabs: {} },
    meeting: {},
    dialog: {},
    teamsCore: {},
  },
};

const frameContext = ({ frame }: Choices): string =>
  ({
    channel: "content",
    otherChannel: "content",
    personal: "content",
    sidePanel: "sidePanel",
    configuration: "settings",
  })[frame];

/** The flat form in which Teams sends its context; teams-js restructures it. */
function contextFor({ config, choices }: Stage): object {
  const { persona, theme, language, frame, subPage } = choices();
  const person = config.personas.find(({ id }) => id === persona);
  const { team } = config;
  return {
    userObjectId: persona,
    userDisplayName: person?.name,
    tid: config.tenantId,
    theme,
    locale: language,
    entityId: "overview",
    ...(subPage === "" ? {} : { subEntityId: subPage }),
    frameContext: frameContext(choices()),
    hostName: "Teams",
    hostClientType: "web",
    sessionId: "local",
    ...(frame === "personal" ? {} : { teamId: team.id, teamName: team.name, ...channelIn(team, frame) }),
    ...(frame === "sidePanel" ? { meetingId: "local-meeting" } : {}),
  };
}

const channelIn = ({ otherChannel, conversationId, channelName }: HostConfig["team"], frame: Choices["frame"]) =>
  frame === "otherChannel"
    ? { channelId: otherChannel?.id, channelName: otherChannel?.name }
    : { channelId: conversationId, channelName };

/** Teams caches a token, and returns it also without a connection. */
async function tokenFor({ persona }: Choices): Promise<[true, string] | [false, string]> {
  const response = await fetch(`/host/token?persona=${encodeURIComponent(persona)}`).catch(() => undefined);
  if (!response) {
    const kept = tokens.get(persona);
    return kept === undefined ? [false, "resourceDisabled"] : [true, kept];
  }
  if (!response.ok) {
    return [false, "resourceDisabled"];
  }
  const token = await response.text();
  tokens.set(persona, token);
  return [true, token];
}

const tokens = new Map<string, string>();

const subPageOf = (params: unknown): string =>
  typeof params === "object" && params !== null && "subPageId" in params ? String(params.subPageId) : "";

function isAsked(data: unknown): data is Asked {
  return typeof data === "object" && data !== null && "id" in data && "func" in data && typeof data.func === "string";
}
