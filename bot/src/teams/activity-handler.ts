import { randomUUID } from "node:crypto";
import type { TurnContext } from "botbuilder";
import type { Request, Response } from "express";
import { AppError, coreErrors } from "../core/errors.ts";
import { Undeliverable } from "../core/outbox.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { type ParsedActivity, parseActivity, type RawActivity, rawActivity, requireOrigin } from "./activity.ts";
import type { VerifiedRequest } from "./adapter.ts";
import { handleClick } from "./clicks.ts";
import { handleEvent } from "./events.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { errorBody, toAppError } from "./invoke-response.ts";
import { handleMeetingEnd } from "./meeting-events.ts";
import { parseLocale } from "./origin.ts";
import type { SenderVerifier } from "./sender-verifier.ts";
import type { TeamsServices } from "./turn-context.ts";

export interface HandlerParts {
  readonly edge: TeamsServices;
  readonly verbs: Verbs;
  readonly senders: SenderVerifier;
  /** Returns the activity's tenant, or the error of a refusal. */
  admit(raw: RawActivity): string | AppError;
  /** Runs teams-ai's routes. */
  runRoutes(context: TurnContext, turn: Turn): Promise<void>;
}

/** The parsed activity of a turn: the library passes the raw one around, which no code here reads. */
export interface Turn {
  readonly activity: ParsedActivity;
  readonly requestId: string;
}

/** An activity of a verified sender and an allowed tenant. */
interface Admitted extends Turn {
  readonly verified: VerifiedRequest;
  readonly raw: RawActivity;
}

/** The names of activities in metrics and traces. */
const KINDS = ["message", "messageUpdate", "invoke", "conversationUpdate", "installationUpdate", "event"] as const;

/** Answers an activity: checks sender and tenant, parses it once, and dispatches it by kind. */
export function activityHandler(parts: HandlerParts): (req: Request, res: Response) => Promise<void> {
  return async (req, res) => {
    const admitted = admitActivity(parts, req, res);
    if (admitted?.activity.content.kind === "click") {
      await answerAsClick(parts, admitted, res);
    } else if (admitted) {
      await answerOther(parts, admitted, res);
    }
  };
}

/** Undefined for an activity that was refused and is already answered. */
function admitActivity(
  { edge: { log }, senders, admit }: HandlerParts,
  req: Request,
  res: Response,
): Admitted | undefined {
  const requestId = requestIdOf(res);
  const raw = rawActivity(req.body);
  const verified = senders.verifiedFor(req, raw);
  if (!verified) {
    log.warn("teams.not-vouched", { requestId });
    res.status(401).end();
    return undefined;
  }
  const tenantId = admit(raw);
  if (typeof tenantId !== "string") {
    log.warn("teams.tenant-refused", { requestId, code: tenantId.code });
    refuseTenant(res, raw, tenantId);
    return undefined;
  }
  return { verified, raw, activity: parseActivity(raw, tenantId), requestId };
}

/** Reads, stores and posts nothing for a tenant that is not allowed. */
function refuseTenant(res: Response, raw: RawActivity, refusal: AppError): void {
  if (raw.type === "invoke") {
    res.status(200).json(errorBody(refusal, parseLocale(raw)));
    return;
  }
  // Teams shows the status to nobody, and repeats every request that was not answered with 200.
  res.status(200).end();
}

/** The fast path: no turn, no outgoing client, no state, and no ETag for an answer that is never requested again. */
async function answerAsClick(
  { edge, verbs }: HandlerParts,
  { activity, requestId }: Admitted,
  res: Response,
): Promise<void> {
  const { content } = activity;
  if (content.kind !== "click") {
    return;
  }
  res.locals.verb = verbs.has(content.verb ?? "") ? content.verb : "click";
  res.type("json").end(JSON.stringify(await handleClick(edge, verbs, activity, content, requestId)));
}

async function answerOther(parts: HandlerParts, admitted: Admitted, res: Response): Promise<void> {
  res.locals.verb = KINDS.find((kind) => kind === admitted.raw.type) ?? "other";
  try {
    const body = await bodyFor(parts, admitted);
    if (body === undefined) {
      res.status(200).end();
      return;
    }
    res.status(200).json(body);
  } catch (error) {
    answerFailure(parts, admitted, res, error);
  }
}

/**
 * Runs the activity and returns the answer's body. Messages and events have none, nor has the answer that closes a
 * dialog: Teams takes `{}` for a dialog without content. Events bypass teams-ai, which requires every sender to be a
 * person with a directory id.
 */
async function bodyFor(parts: HandlerParts, admitted: Admitted): Promise<unknown> {
  const { edge } = parts;
  const { activity, requestId } = admitted;
  const { content } = activity;
  if (content.kind === "meeting-event") {
    await handleMeetingEnd(edge, activity.tenantId, content.ended, requestId);
    return undefined;
  }
  if (content.kind === "team-event") {
    await handleEvent(edge, activity, content.event, requestId);
    return undefined;
  }
  return takeTurn(parts, admitted);
}

/** @throws AppError `MALFORMED` for an activity on which the libraries would fail */
async function takeTurn(
  { edge: { adapter }, runRoutes }: HandlerParts,
  { verified, raw, activity, requestId }: Admitted,
): Promise<unknown> {
  if (raw.type === undefined) {
    throw new AppError(coreErrors.MALFORMED);
  }
  requireOrigin(activity);
  const answer = await adapter.turn(verified, { ...raw, channelId: "msteams" }, (context) =>
    runRoutes(context, { activity, requestId }),
  );
  return answer?.body;
}

function answerFailure(
  { edge: { log } }: HandlerParts,
  { raw, activity, requestId }: Admitted,
  res: Response,
  error: unknown,
): void {
  const refusal = toAppError(error, log, { requestId });
  if (raw.type === "invoke") {
    res.status(200).json(errorBody(refusal, activity.locale));
    return;
  }
  // A repetition would fail in the same way.
  const isFinal = refusal.code === "MALFORMED" || error instanceof Undeliverable;
  res.status(isFinal ? 200 : 500).end();
}

/** The request id of the HTTP edge, so that all log lines about a request carry the same id. */
const requestIdOf = (res: Response): string => stringOf(fieldsOf(res.locals).requestId) ?? randomUUID();
