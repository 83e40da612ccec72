import type { LRUCache } from "lru-cache";
import type { Context, Person, Services, TeamConversation } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, undefinedIfRefused } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import { recordMembership } from "../kernel/membership.ts";
import { memoizedPerRequest, personSettings, teamSettings } from "../kernel/settings.ts";
import type { BotAdapter } from "./adapter.ts";
import type { Clock } from "./clock.ts";
import type { Conversations } from "./conversations.ts";
import type { MeetingEdge } from "./meetings.ts";
import { hasOwnRoster, type Origin } from "./origin.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Rosters } from "./roster.ts";

/** The services that the modules of this edge share. */
export interface TeamsServices {
  readonly features: readonly Feature[];
  readonly adapter: BotAdapter;
  readonly conversations: Conversations;
  readonly rosters: Rosters;
  readonly meetings: MeetingEdge;
  readonly rateLimiter: RateLimiter;
  readonly clock: Clock;
  readonly log: Log;
  /** No answer may close a dialog. */
  readonly dialogsStayOpen: boolean;
  /** A card is sent without a text beside it. */
  readonly cardsStandAlone: boolean;
  /** The teams whose installation was handled, or is being handled. */
  readonly knownTeams: LRUCache<string, Promise<void>>;
  now(): Date;
  storeOf(tenantId: string): DocumentStore;
  servicesFor(tenantId: string, requestId: string): Services;
}

/** Builds a verb's context, only from what botbuilder has verified. */
export async function turnContext(edge: TeamsServices, origin: Origin, requestId: string): Promise<Context> {
  const services = memoizedPerRequest(edge.servicesFor(origin.tenantId, requestId));
  const [settings, actor] = await Promise.all([
    personSettings(services, origin.actor.id),
    // The roster of a conversation is reachable once its address is remembered, which the first activity brings.
    edge.conversations.remember(origin).then(() => actorWithName(edge, origin)),
  ]);
  return {
    ...services,
    actor,
    team: origin.team,
    locale: settings.locale ?? origin.clientLocale,
    ...(origin.joinedThread ? { thread: origin.joinedThread } : {}),
    ...(origin.replyToId ? { clicked: { conversationId: origin.receivedIn, activityId: origin.replyToId } } : {}),
  };
}

/** Some clients omit the name in clicks; the roster has it. */
async function actorWithName({ rosters }: TeamsServices, { actor, tenantId, conversationId }: Origin): Promise<Person> {
  if (actor.name !== "") {
    return actor;
  }
  const members = await rosters.members(tenantId, conversationId).catch(() => []);
  return { id: actor.id, name: members.find(({ id }) => id === actor.id)?.name ?? "" };
}

/**
 * Makes sure that the team exists and has its current name: if Teams' event about the installation or the new name was
 * lost, the first act in the team replaces it.
 */
export async function ensureTeam(edge: TeamsServices, origin: Origin, ctx: Context): Promise<void> {
  if (!origin.team) {
    return;
  }
  const key = teamKey(origin.tenantId, origin.team.id);
  const known = edge.knownTeams.get(key) ?? installIfMissing(edge, origin, ctx, origin.team.id);
  if (!edge.knownTeams.has(key)) {
    edge.knownTeams.set(key, known);
  }
  try {
    await known;
  } catch (error) {
    edge.knownTeams.delete(key);
    throw error;
  }
}

export const teamKey = (tenantId: string, teamId: string): string => `${tenantId} ${teamId}`;

async function installIfMissing(edge: TeamsServices, origin: Origin, ctx: Context, teamId: string): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(ctx, teamId));
  if (!team) {
    await onInstall(edge, origin, ctx, fallbackHome(origin));
    return;
  }
  if (hasOwnRoster(origin.channelType)) {
    await onHomeLost(edge, ctx, { id: teamId, conversationId: origin.conversationId });
  }
  if (origin.teamName && origin.teamName !== team.name) {
    await onTeamRenamed(edge, ctx, teamId, origin.teamName);
  }
}

/** Notifies the features that the team has another name. */
export async function onTeamRenamed(
  { features }: TeamsServices,
  services: Services,
  teamId: string,
  name: string,
): Promise<void> {
  for (const { events } of features) {
    await events?.renamed?.(services, teamId, name);
  }
}

/**
 * The home of a team whose installation event was lost. Not every activity tells the type of its channel, and the home
 * must not be a shared channel, so it is General, which has the team's id and all of the team's members.
 */
function fallbackHome({ team, kind, channelType, conversationId }: Origin): string {
  return kind === "team" && channelType !== "standard" ? (team?.id ?? conversationId) : conversationId;
}

/** Notifies the features that the channel is not a team's home. */
export async function onHomeLost(
  { features }: TeamsServices,
  services: Services,
  channel: TeamConversation,
): Promise<void> {
  for (const { events } of features) {
    await events?.homeLost?.(services, channel);
  }
}

/** Records that the actor has acted in this team, so that their personal chat can offer it. */
export async function rememberTeam(ctx: Context): Promise<void> {
  if (!ctx.team) {
    return;
  }
  try {
    await recordMembership(ctx, await teamSettings(ctx, ctx.team.id));
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    // No feature knows the team: a verb that needs one refuses by itself.
  }
}

/**
 * Notifies the features of an installation. Teams repeats this event, and the features handle it once. `home` is the
 * conversation for messages to the whole team.
 */
export async function onInstall(
  { features }: TeamsServices,
  origin: Origin,
  ctx: Context,
  home: string,
): Promise<void> {
  const installation = {
    id: origin.team?.id ?? origin.conversationId,
    conversationId: home,
    kind: origin.kind,
    name: origin.teamName,
    zone: origin.zone,
  };
  for (const { events } of features) {
    await events?.installed?.(ctx, installation);
  }
}
