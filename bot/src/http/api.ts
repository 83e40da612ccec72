import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { parse, type Reply } from "../core/action.ts";
import type { Context, Services } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Live } from "../core/live.ts";
import type { Download, Route, RouteRequest } from "../core/route.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { requireMember } from "../kernel/require-member.ts";
import { memoizedPerRequest, personSettings } from "../kernel/settings.ts";
import { type Caller, callerOf, type TokenRules } from "./caller.ts";
import { defaultLimits, type Limits, type PerAddress, perAddress, perPerson } from "./limits.ts";
import type { LivePages } from "./live.ts";
import { notFound, requestState } from "./request-state.ts";

export interface ApiParts {
  readonly features: readonly Feature[];
  readonly verbs: Verbs;
  readonly tokens: TokenRules;
  readonly livePages: LivePages;
  readonly limits?: Limits;
  servicesFor(tenantId: string, requestId: string): Services;
  now(): Date;
}

/** The tab's API: the features' routes, their live streams, and the verbs of the cards' buttons at `POST /acts`. */
export function api(parts: ApiParts): Router {
  const router = Router();
  const { limits = defaultLimits } = parts;
  const addresses = perAddress(limits);
  router.use(addresses.limit);
  router.use(authenticate(parts, addresses));
  router.use(perPerson(limits, (res) => `${callerIn(res).tenantId} ${callerIn(res).person.id}`));
  router.use(loadContext(parts));
  router.use(express.json({ limit: "64kb" }));
  for (const route of parts.features.flatMap(({ routes }) => routes ?? [])) {
    checkTeamAccess(route);
    router[route.method](route.path, serve(route));
  }
  for (const live of parts.features.flatMap((slice) => slice.live ?? [])) {
    router.get(live.path, follow(parts.livePages, live));
  }
  router.post("/acts", act(parts.verbs));
  router.use(notFound);
  return router;
}

/**
 * Authenticates the caller by a verified token. Reads nothing from the store, because the limit per person comes after
 * it.
 */
function authenticate({ tokens, now }: ApiParts, addresses: PerAddress): RequestHandler {
  return async (req, res, next) => {
    callers.set(res, await callerOf(req.headers.authorization, tokens, now()));
    addresses.markVerified(req, res);
    next();
  };
}

/** Builds the context from the authenticated caller. Nothing that the request claims about itself enters it. */
function loadContext({ servicesFor }: ApiParts): RequestHandler {
  return async (_req, res, next) => {
    const state = requestState(res);
    const { tenantId, person, until } = callerIn(res);
    const services = memoizedPerRequest(servicesFor(tenantId, state.requestId));
    state.locale = (await personSettings(services, person.id)).locale ?? state.locale;
    state.until = until;
    contexts.set(res, { ...services, actor: person, team: undefined, locale: state.locale });
    res.set("Cache-Control", "private, no-cache");
    res.set("Content-Language", state.locale);
    res.vary("Authorization").vary("Accept-Language");
    next();
  };
}

const callers = new WeakMap<Response, Caller>();
const contexts = new WeakMap<Response, Context>();

const callerIn = (res: Response): Caller => requireValue(callers, res);
const contextOf = (res: Response): Context => requireValue(contexts, res);

function requireValue<T>(of: WeakMap<Response, T>, res: Response): T {
  const found = of.get(res);
  if (!found) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }
  return found;
}

/**
 * @throws Error when a path contains `:team` and its access is not "team", or the reverse, so that the server does not
 * start with a team's route open to everybody
 */
function checkTeamAccess({ path, access }: Route): void {
  if (path.split("/").includes(":team") !== (access === "team")) {
    throw new Error(`${path} declares access "${access}"`);
  }
}

function serve(route: Route): RequestHandler {
  return async (req, res) => {
    requestState(res).route = route.path;
    const request = requestOf(req);
    const { access } = route;
    const teamId = access === "team" ? (request.params.team ?? "") : undefined;
    const answer = <T>(run: (ctx: Context, request: RouteRequest) => Promise<T>): Promise<T> =>
      enter(contextOf(res), { access, teamId }, async (ctx) => {
        if (teamId !== undefined) {
          await membersOnly(ctx, teamId);
        }
        return run(ctx, request);
      });
    if (route.answers === "file") {
      sendFile(res, await answer(route.run));
      return;
    }
    if (route.answers === "form") {
      res.set("Cache-Control", "no-store");
    }
    res.json((await answer(route.run)) ?? {});
  };
}

const FollowQuery = z.object({ meeting: z.string().max(500).optional().catch(undefined) });

/** Streams what the actor may see until the token expires. `Last-Event-ID` names the view that the page already has. */
function follow(livePages: LivePages, live: Live): RequestHandler {
  return async (req, res) => {
    const state = requestState(res);
    state.route = live.path;
    const ctx = contextOf(res);
    const teamId = String(req.params.team ?? "");
    await enter(ctx, { access: live.access, teamId }, (entered) => membersOnly(entered, teamId));
    const { meeting: meetingId } = FollowQuery.parse(req.query);
    const until = state.until ?? ctx.now;
    await livePages.follow(ctx, live, { teamId, meetingId, lastEventId: req.get("Last-Event-ID"), until }, res);
    state.begunAt = performance.now();
  };
}

function requestOf(req: Request): RouteRequest {
  const params = Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)]));
  const query = Object.entries(req.query).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  return { params, query: Object.fromEntries(query), body: req.body };
}

function sendFile(res: Response, { fileName, contentType, content }: Download): void {
  res.attachment(fileName).set("Content-Type", contentType).send(content);
}

/** Gives the same answer for another team and for a team that does not exist. */
async function membersOnly(ctx: Context, teamId: string): Promise<void> {
  if (!/^[\w.:@=-]{1,200}$/.test(teamId)) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  await requireMember(ctx, teamId);
}

const Act = z.object({ verb: z.string().max(100), data: z.unknown().optional() });

function act(verbs: Verbs): RequestHandler {
  return async (req, res) => {
    requestState(res).route = "/acts";
    const { verb, data } = parse(Act, req.body);
    res.json(replyBody(await dispatch(verbs, contextOf(res), verb, data)));
  };
}

const replyBody = (reply: Reply): object => ("silent" in reply ? {} : reply);
