import { randomUUID } from "node:crypto";
import { Application } from "@microsoft/teams-ai";
import type { Activity, TurnContext } from "botbuilder";
import type { Request, Response } from "express";
import type { World } from "../core/context.ts";
import { type Outbox, Undeliverable } from "../core/delivery.ts";
import { type DocumentStore, forTenant } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import type { Meetings } from "../core/meetings.ts";
import type { Roster } from "../core/roster.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { fieldsOf, localeIn, type Seen, seenIn, text } from "./activity.ts";
import { BotAdapter, type BotIdentity, type Vouched } from "./adapter.ts";
import { errorBody, spoken } from "./answers.ts";
import { openChannels } from "./channels.ts";
import { answerClick } from "./clicks.ts";
import { openConversations } from "./conversations.ts";
import { outboxOf } from "./delivery.ts";
import { carried, type Edge, mustSee } from "./edge.ts";
import { hear, isTeamEvent } from "./events.ts";
import { type Dialog, openForm, submitForm } from "./extensions.ts";
import { hearMeeting, isMeetingEvent } from "./meeting-events.ts";
import { openMeetings } from "./meetings.ts";
import { answerMessage, answerSubmit } from "./messages.ts";
import { openPace } from "./pace.ts";
import { openRosters } from "./roster.ts";
import { wholeWord, wordsIn } from "./said.ts";
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
  const refusalOf = tenantGate(parts.allowedTenants);
  const turns = application(edge, verbs);

  /** True, and answered, where the tenant that hosts the conversation is not let in: nothing is read, stored or posted. */
  function isRefused(res: Response, activity: Activity, requestId: string): boolean {
    const no = refusalOf(activity);
    if (!no) {
      return false;
    }
    log.warn("teams.tenant-refused", { requestId, code: no.code });
    if (activity.type === "invoke") {
      res.status(200).json(errorBody(no, localeIn(activity)));
      return true;
    }
    // Teams shows nobody the status, and sends again what was not answered with 200.
    res.status(200).end();
    return true;
  }

  async function handle(req: Request, res: Response): Promise<void> {
    const requestId = requestIdOf(res);
    const activity = asActivity(req.body);
    const vouch = senders.vouchFor(req, activity);
    if (!vouch) {
      log.warn("teams.not-vouched", { requestId });
      res.status(401).end();
      return;
    }
    if (isRefused(res, activity, requestId)) {
      return;
    }
    if (activity.type === "invoke" && activity.name === "adaptiveCard/action") {
      // The way of a click: no turn, no outgoing client, no state, and no ETag over an answer that is never asked for again.
      const { verb } = fieldsOf(carried(activity).action);
      res.locals.verb = verbs.has(text(verb) ?? "") ? verb : "click";
      res.type("json").end(JSON.stringify(await answerClick(edge, verbs, activity, requestId)));
      return;
    }
    res.locals.verb = KINDS.find((kind) => kind === activity.type) ?? "other";
    try {
      // Past teams-ai, which needs a person with a directory id as the sender of everything.
      const heard = isMeetingEvent(activity) ? hearMeeting : isTeamEvent(activity) ? hear : undefined;
      if (heard) {
        await heard(edge, activity, requestId);
        res.status(200).end();
        return;
      }
      res.status(200).json((await takeTurn(vouch, activity, requestId)) ?? {});
    } catch (error) {
      const no = spoken(error, log, { requestId });
      if (activity.type === "invoke") {
        res.status(200).json(errorBody(no, localeIn(activity)));
        return;
      }
      // What cannot be read, or not be answered, would be no better if it were sent again.
      const isFinal = no.code === "MALFORMED" || error instanceof Undeliverable;
      res.status(isFinal ? 200 : 500).end();
    }
  }

  /** @throws AppError `MALFORMED` where the libraries would stumble */
  async function takeTurn(vouch: Vouched, activity: Activity, requestId: string): Promise<unknown> {
    if (text(activity.type) === undefined) {
      throw new AppError(coreErrors.MALFORMED);
    }
    mustSee(seenIn(activity));
    const answer = await adapter.turn(vouch, { ...activity, channelId: "msteams" }, async (context) => {
      context.turnState.set(REQUEST_ID, requestId);
      await turns.run(context);
    });
    return answer?.body;
  }

  return {
    check: senders.check,
    handle,
    roster: rosters.of,
    meetings: meetings.of,
    outbox: (tenantId) => outboxOf(edge, tenantId),
  };
}

/** What a turn is called in figures and traces. */
const KINDS = ["message", "invoke", "conversationUpdate", "installationUpdate", "event"] as const;

/** teams-ai's routes: dialogs, commands, events, and a last one for every invoke that nobody else answers. */
function application(edge: Edge, verbs: Verbs): Application {
  const app = new Application({ adapter: edge.adapter, removeRecipientMention: false, startTypingTimer: false });

  for (const extension of edge.features.flatMap(({ extensions }) => extensions ?? [])) {
    app.messageExtensions.fetchTask(extension.commandId, async (context) =>
      openForm(edge, extension, context.activity, numberOf(context)),
    );
    app.messageExtensions.submitAction(extension.commandId, async (context) => {
      const dialog = await submitForm(edge, verbs, extension, context.activity, numberOf(context));
      // The library would make a card in the compose box of what is no dialog.
      await context.sendActivity(invokeResponse(taskBody(dialog)));
      return undefined;
    });
  }
  app.activity("invoke", async (context) => {
    const no = spoken(new AppError(coreErrors.UNKNOWN_ACTION), edge.log, { requestId: numberOf(context) });
    await context.sendActivity(invokeResponse(errorBody(no, localeIn(context.activity))));
  });

  const said = (context: TurnContext) => answerMessage(edge, seen(context), context.activity, numberOf(context));
  for (const { names } of edge.features.flatMap(({ commands }) => commands ?? [])) {
    const word = wholeWord(names);
    app.message(async ({ activity }) => activity.type === "message" && word.test(wordsIn(activity).text), said);
  }
  app.activity("message", async (context) => {
    const { activity } = context;
    if (!text(activity.text) && text(carried(activity).verb) !== undefined) {
      return answerSubmit(edge, verbs, seen(context), activity, numberOf(context));
    }
    return said(context);
  });

  // Edits and reactions are nothing to Gnista yet: heard, and left.

  app.error(async (context, error) => {
    if (context.activity.type !== "invoke") {
      throw error;
    }
    const no = spoken(error, edge.log, { requestId: numberOf(context) });
    await context.sendActivity(invokeResponse(errorBody(no, localeIn(context.activity))));
  });
  return app;
}

const REQUEST_ID = Symbol("request id");
const numberOf = (context: TurnContext): string => String(context.turnState.get(REQUEST_ID) ?? "");
const seen = ({ activity }: TurnContext): Seen => mustSee(seenIn(activity));

const invokeResponse = (body: object) => ({ type: "invokeResponse", value: { status: 200, body } });

/** An empty body closes the dialog. */
function taskBody(dialog: Dialog | undefined): object {
  if (dialog === undefined) {
    return {};
  }
  return { task: { type: typeof dialog === "string" ? "message" : "continue", value: dialog } };
}

/** The number that the HTTP edge gave the request, so that every line about it carries the same. */
const requestIdOf = (res: Response): string => text(fieldsOf(res.locals).requestId) ?? randomUUID();

/**
 * Any object may come in: what it really holds is looked at piece by piece. Type and name decide who reads the rest, here and
 * in the libraries, which compare loosely: what is no text there counts as missing.
 */
function asActivity(body: unknown): Activity {
  const { type, name, ...rest } = fieldsOf(body);
  return { ...rest, type: text(type), name: text(name) } as unknown as Activity;
}
