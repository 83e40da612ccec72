import type { Choices } from "./choices.ts";
import type { HostConfig } from "./config.ts";

/** What teams-js 2.58 sends to the window around it. */
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
  /** The tab said that it may be saved, or was saved. */
  onSetup(event: "ready" | "saved"): void;
}

/**
 * Answers the tab as Teams does, from the source of teams-js 2.58: each request is answered under its id with a
 * list of arguments; what Teams tells unasked has a `func` and no id.
 */
export function answerAsTeams(stage: Stage): { tell(func: string, ...args: unknown[]): void } {
  const post = (message: object) => stage.frame.contentWindow?.postMessage(message, location.origin);

  addEventListener("message", async (event) => {
    if (event.source !== stage.frame.contentWindow || event.origin !== location.origin || !isAsked(event.data)) {
      return;
    }
    const { id, uuidAsString, func } = event.data;
    const args = await answer(func, stage);
    if (args) {
      post({ id, uuidAsString, args });
    }
  });
  return { tell: (func, ...args) => post({ func, args }) };
}

async function answer(func: string, stage: Stage): Promise<unknown[] | undefined> {
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
    default:
      return undefined;
  }
}

const runtime = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: { pages: { config: {}, backStack: {}, tabs: {} }, meeting: {}, dialog: {}, teamsCore: {} },
};

const frameContext = ({ frame }: Choices): string =>
  ({ channel: "content", personal: "content", sidePanel: "sidePanel", configuration: "settings" })[frame];

/** The flat form in which Teams sends its context; teams-js arranges it. */
function contextFor({ config, choices }: Stage): object {
  const { persona, theme, language, frame } = choices();
  const person = config.personas.find(({ id }) => id === persona);
  const { team } = config;
  return {
    userObjectId: persona,
    userDisplayName: person?.name,
    tid: config.tenantId,
    theme,
    locale: language,
    entityId: "overview",
    frameContext: frameContext(choices()),
    hostName: "Teams",
    hostClientType: "web",
    sessionId: "local",
    ...(frame === "personal"
      ? {}
      : { teamId: team.id, teamName: team.name, channelId: team.conversationId, channelName: team.channelName }),
    ...(frame === "sidePanel" ? { meetingId: "local-meeting" } : {}),
  };
}

async function tokenFor({ persona }: Choices): Promise<[true, string] | [false, string]> {
  const response = await fetch(`/host/token?persona=${encodeURIComponent(persona)}`);
  return response.ok ? [true, await response.text()] : [false, "resourceDisabled"];
}

function isAsked(data: unknown): data is Asked {
  return typeof data === "object" && data !== null && "id" in data && "func" in data && typeof data.func === "string";
}
