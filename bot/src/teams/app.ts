import { Application } from "@microsoft/teams-ai";
import type { TurnContext } from "botbuilder";
import type { Request, Response } from "express";
import type { World } from "../core/context.ts";
import type { Outbox } from "../core/delivery.ts";
import { type DocumentStore, forTenant } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import type { Meetings } from "../core/meetings.ts";
import { messageOffer } from "../core/offer.ts";
import type { Roster } from "../core/roster.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { type DialogInput, type ParsedActivity, requireOrigin } from "./activity.ts";
import { activityHandler, type Turn } from "./activity-handler.ts";
import { BotAdapter, type BotIdentity } from "./adapter.ts";
import { errorBody, spoken } from "./answers.ts";
import { openChannels } from "./channels.ts";
import { openConversations } from "./conversations.ts";
import { outboxOf } from "./delivery.ts";
import type { Edge } from "./edge.ts";
import { type Dialog, type OpenableForm, openForm, submitForm } from "./extensions.ts";
import { openMeetings } from "./meetings.ts";
import { answerMessage, answerSubmit } from "./messages.ts";
import { openPace } from "./pace.ts";
import { openRosters } from "./roster.ts";
import { wholeWord } from "./said.ts";
import { openSenders, type Senders } from "./senders.ts";
import { shortMemory } from "./short-memory.ts";
import { tenantGate } from "./tenant.ts";
import { realTiming, type Timing } from "./timing.ts";

export interface TeamsParts {
  readonly features: readonly Feature[];
  readonly verbs: Verbs;
  readonly identity: BotIdentity;
  /** The raw store: tenants come in with the activities. */
  readonly store: DocumentStore;
  readonly log: Log;
  /** Activities of conversations that other tenants host are refused. */
  readonly allowedTenants: readonly string[];
  readonly timing?: Timing;
  now(): Date;
  worldFor(tenantId: string, requestId: string): World;
}

export interface TeamsEdge {
  check: Senders["check"];
  /** Answers what a checked sender sends. Never throws, and never answers an invoke with anything but HTTP 200 once its sender is believed. */
  handle(req: Request, res: Response): Promise<void>;
  roster(tenantId: string): Roster;
  meetings(tenantId: string): Meetings;
  outbox(tenantId: string): Outbox;
}

/** Enough for all that are busy at once; of what falls out the store is asked again. */
const MOST_TEAMS = 20_000;

/** Opens the way to and from Teams. */
export function openTeams(parts: TeamsParts): TeamsEdge {
  const { features, verbs, identity, store, log, timing = realTiming } = parts;
  const adapter = new BotAdapter(identity);
  const storeOf = (tenantId: string) => forTenant(store, tenantId);
  const conversations = openConversations(storeOf, timing);
  const channels = openChannels({ adapter, conversations, timing });
  const rosters = openRosters({ adapter, channels, conversations, timing });
  const pace = openPace(timing);
  const meetings = openMeetings({ adapter, conversations, rosters, pace, timing });
  const edge: Edge = {
    features,
    adapter,
    conversations,
    rosters,
    meetings,
    pace,
    timing,
    log,
    knownTeams: shortMemory(MOST_TEAMS, timing),
    now: parts.now,
    storeOf,
    worldFor: parts.worldFor,
  };
  const senders = openSenders(adapter, log);
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
    outbox: (tenantId) => outboxOf(edge, tenantId),
  };
}

/** teams-ai's routes: dialogs, commands, events, and a last one for every invoke that nobody else answers. */
function application(edge: Edge, verbs: Verbs): Application {
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
      // The library would make a card in the compose box of what is no dialog.
      await context.sendActivity(invokeResponse(taskBody(dialog)));
      return undefined;
    });
  }
  app.activity("invoke", async (context) => {
    const { activity, requestId } = turnOf(context);
    const no = spoken(new AppError(coreErrors.UNKNOWN_ACTION), edge.log, { requestId });
    await context.sendActivity(invokeResponse(errorBody(no, activity.locale)));
  });

  const answer = async (context: TurnContext): Promise<void> => {
    const { activity, requestId } = turnOf(context);
    const { content } = activity;
    if (content.kind === "submit") {
      await answerSubmit(edge, verbs, requireOrigin(activity), content, requestId);
    } else if (content.kind === "message") {
      await answerMessage(edge, requireOrigin(activity), content.words, requestId);
    }
  };
  for (const { names } of edge.features.flatMap(({ commands }) => commands ?? [])) {
    const word = wholeWord(names);
    app.message(async (context) => {
      const { content } = turnOf(context).activity;
      return content.kind === "message" && word.test(content.words.text);
    }, answer);
  }
  app.activity("message", answer);

  // Edits and reactions are nothing to Gnista yet: heard, and left.

  app.error(async (context, error) => {
    const { activity, requestId } = turnOf(context);
    if (activity.content.kind !== "invoke") {
      throw error;
    }
    const no = spoken(error, edge.log, { requestId });
    await context.sendActivity(invokeResponse(errorBody(no, activity.locale)));
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

/** @throws AppError `MALFORMED` for what is no dialog */
function inputOf({ content }: ParsedActivity): DialogInput {
  if (content.kind !== "invoke") {
    throw new AppError(coreErrors.MALFORMED);
  }
  return content;
}

const invokeResponse = (body: object) => ({ type: "invokeResponse", value: { status: 200, body } });

/** An empty body closes the dialog. */
function taskBody(dialog: Dialog | undefined): object {
  if (dialog === undefined) {
    return {};
  }
  return { task: { type: typeof dialog === "string" ? "message" : "continue", value: dialog } };
}
