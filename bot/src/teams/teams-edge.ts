import { Application } from "@microsoft/teams-ai";
import type { TurnContext } from "botbuilder";
import type { Request, Response } from "express";
import type { Services } from "../core/context.ts";
import { type DocumentStore, forTenant } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import type { Meetings } from "../core/meetings.ts";
import { messageOffer } from "../core/offer.ts";
import type { Outbox } from "../core/outbox.ts";
import type { Roster } from "../core/roster.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { type DialogInput, type ParsedActivity, requireOrigin } from "./activity.ts";
import { activityHandler, type Turn } from "./activity-handler.ts";
import { BotAdapter, type BotIdentity } from "./adapter.ts";
import { openChannels } from "./channels.ts";
import { type Clock, systemClock } from "./clock.ts";
import { openConversations } from "./conversations.ts";
import { type Dialog, type OpenableForm, openForm, submitForm } from "./dialog.ts";
import { errorBody, toAppError } from "./invoke-response.ts";
import { openMeetings } from "./meetings.ts";
import { handleMessage, handleSubmit } from "./messages.ts";
import { openOutbox } from "./outbox.ts";
import { openRateLimiter } from "./rate-limiter.ts";
import { openRosters } from "./roster.ts";
import { RUN_COMMAND, runCommandAction } from "./run-command.ts";
import { openSenderVerifier, type SenderVerifier } from "./sender-verifier.ts";
import { tenantGate } from "./tenant.ts";
import { ttlCache } from "./ttl-cache.ts";
import type { TeamsServices } from "./turn-context.ts";

export interface TeamsParts {
  readonly features: readonly Feature[];
  readonly verbs: Verbs;
  readonly identity: BotIdentity;
  /** The unscoped store: each activity names its tenant. */
  readonly store: DocumentStore;
  readonly log: Log;
  /** Activities of conversations that other tenants host are refused. */
  readonly allowedTenants: readonly string[];
  readonly clock?: Clock;
  readonly dialogsStayOpen?: boolean;
  readonly cardsStandAlone?: boolean;
  now(): Date;
  servicesFor(tenantId: string, requestId: string): Services;
}

export interface TeamsEdge {
  check: SenderVerifier["check"];
  /**
   * Answers an activity of a checked sender. Never throws, and answers an invoke of a verified sender always with HTTP
   * 200.
   */
  handle(req: Request, res: Response): Promise<void>;
  roster(tenantId: string): Roster;
  meetings(tenantId: string): Meetings;
  outbox(tenantId: string): Outbox;
}

/** Enough for all teams that are busy at once; for an evicted team the store is read again. */
const MAX_TEAMS = 20_000;

/** Opens the connection with Teams, in both directions. */
export function openTeams(parts: TeamsParts): TeamsEdge {
  const { features, identity, store, log, clock = systemClock } = parts;
  const verbs = new Map([...parts.verbs, [RUN_COMMAND, runCommandAction(features)] as const]);
  const adapter = new BotAdapter(identity);
  const storeOf = (tenantId: string) => forTenant(store, tenantId);
  const conversations = openConversations(storeOf, clock);
  const channels = openChannels({ adapter, conversations, clock });
  const rosters = openRosters({ adapter, channels, conversations, clock });
  const rateLimiter = openRateLimiter(clock);
  const meetings = openMeetings({ adapter, conversations, rosters, rateLimiter, clock });
  const edge: TeamsServices = {
    features,
    adapter,
    conversations,
    rosters,
    meetings,
    rateLimiter,
    clock,
    log,
    dialogsStayOpen: parts.dialogsStayOpen ?? false,
    cardsStandAlone: parts.cardsStandAlone ?? false,
    knownTeams: ttlCache(MAX_TEAMS, clock),
    now: parts.now,
    storeOf,
    servicesFor: parts.servicesFor,
  };
  const senders = openSenderVerifier(adapter, log);
  const routes = application(edge, verbs);
  return {
    check: senders.check,
    handle: activityHandler({
      edge,
      verbs,
      senders,
      admit: tenantGate(parts.allowedTenants),
      async runRoutes(context, turn) {
        context.turnState.set(TURN, turn);
        await routes.run(context);
      },
    }),
    roster: rosters.of,
    meetings: meetings.of,
    outbox: (tenantId) => openOutbox(edge, tenantId),
  };
}

/** teams-ai's routes: dialogs, commands, events, and a fallback for every other invoke. */
function application(edge: TeamsServices, verbs: Verbs): Application {
  const app = new Application({ adapter: edge.adapter, removeRecipientMention: false, startTypingTimer: false });

  for (const form of edge.features.flatMap(formsOf)) {
    const { commandId } = form.extension;
    app.messageExtensions.fetchTask(commandId, async (context) => {
      const { activity, requestId } = turnOf(context);
      return openForm(edge, form, activity, inputOf(activity), requestId);
    });
    app.messageExtensions.submitAction(commandId, async (context) => {
      const { activity, requestId } = turnOf(context);
      const dialog = await submitForm(edge, verbs, form, activity, inputOf(activity), requestId);
      // For a result that is not a dialog, the library would put a card into the compose box.
      await context.sendActivity(invokeResponse(taskBody(dialog)));
      return undefined;
    });
  }
  app.activity("invoke", async (context) => {
    const { activity, requestId } = turnOf(context);
    const refusal = toAppError(new AppError(coreErrors.UNKNOWN_ACTION), edge.log, { requestId });
    await context.sendActivity(invokeResponse(errorBody(refusal, activity.locale)));
  });

  const answer = async (context: TurnContext): Promise<void> => {
    const { activity, requestId } = turnOf(context);
    const { content } = activity;
    if (content.kind === "submit") {
      await handleSubmit(edge, verbs, requireOrigin(activity), content, requestId);
    } else if (content.kind === "message") {
      await handleMessage(edge, requireOrigin(activity), content, requestId);
    }
  };
  app.activity("message", answer);
  app.activity("messageUpdate", answer);

  // Reactions are ignored.

  app.error(async (context, error) => {
    const { activity, requestId } = turnOf(context);
    if (activity.content.kind !== "invoke") {
      throw error;
    }
    const refusal = toAppError(error, edge.log, { requestId });
    await context.sendActivity(invokeResponse(errorBody(refusal, activity.locale)));
  });
  return app;
}

const formsOf = (feature: Feature): readonly OpenableForm[] =>
  (feature.extensions ?? []).map((extension) => ({ extension, offer: messageOffer(feature, extension.commandId) }));

const TURN = Symbol("turn");

function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) {
    throw new Error("a turn was run without its parsed activity");
  }
  return turn;
}

/** @throws AppError `MALFORMED` for an activity that is not a dialog */
function inputOf({ content }: ParsedActivity): DialogInput {
  if (content.kind !== "invoke") {
    throw new AppError(coreErrors.MALFORMED);
  }
  return content;
}

const invokeResponse = (body: object | undefined) => ({ type: "invokeResponse", value: { status: 200, body } });

/** An empty body closes the dialog. */
function taskBody(dialog: Dialog | undefined): object | undefined {
  return dialog === undefined
    ? undefined
    : { task: { type: typeof dialog === "string" ? "message" : "continue", value: dialog } };
}
