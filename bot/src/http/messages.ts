import express, { type Request, type RequestHandler, type Response } from "express";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Sender } from "../core/sender.ts";
import { type Limits, perAddress } from "./limits.ts";
import { requestState } from "./request-state.ts";

/** Receives activities from Teams. The bot's edge implements it and verifies the sender. */
export interface MessageEndpoint {
  /** Reads the headers only. */
  check(req: Request, requestId: string): Promise<Sender>;
  /** Answers the parsed body of a verified sender. */
  handle(req: Request, res: Response): Promise<void>;
}

/**
 * The largest body that Teams sends is a message action's form: the message, of at most 100 KB in UTF-16
 * (learn.microsoft.com, "Format your bot messages"), which is 150 KB of UTF-8 where each character takes three bytes,
 * and our form's values, which come from a card of at most 28 KB (`cards/card.ts`).
 */
const MESSAGE_LIMIT = "256kb";

/**
 * Handlers of `/api/messages`. No body is read before its sender is verified; unverified requests are limited by
 * address.
 */
export function messages(endpoint: MessageEndpoint, limits: Limits): readonly RequestHandler[] {
  const addresses = perAddress(limits);

  const requireSender: RequestHandler = async (req, res, next) => {
    const state = requestState(res);
    state.route = "/messages";
    const sender = await endpoint.check(req, state.requestId);
    if (sender === "trusted") {
      addresses.markVerified(req, res);
      next();
      return;
    }
    if (sender === "anotherBots") {
      // Such requests come from Teams' own addresses and cost nothing: counting them would block Teams.
      addresses.markVerified(req, res);
    }
    res.status(sender === "unknown" ? 503 : 401).end();
  };

  const handleBody: RequestHandler = async (req, res) => {
    if (typeof req.body !== "object" || req.body === null || Array.isArray(req.body)) {
      throw new AppError(coreErrors.MALFORMED);
    }
    await endpoint.handle(req, res);
  };

  return [addresses.limit, requireSender, express.json({ limit: MESSAGE_LIMIT }), handleBody];
}
