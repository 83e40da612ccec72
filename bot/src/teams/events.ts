import { AppError, coreErrors, undefinedIfRefused } from "../core/errors.ts";
import { digest } from "../core/idempotency-token.ts";
import { teamSettings } from "../kernel/settings.ts";
import { type ParsedActivity, requireOrigin } from "./activity.ts";
import type { TeamEvent, TeamEventKind } from "./team-event.ts";
import {
  ensureTeam,
  onHomeLost,
  onInstall,
  onTeamRenamed,
  type TeamsServices,
  teamKey,
  turnContext,
} from "./turn-context.ts";

/** An event with what its handler needs. */
interface EventContext extends TeamEvent {
  readonly activity: ParsedActivity;
  readonly tenantId: string;
  readonly requestId: string;
}

type Act = (edge: TeamsServices, event: EventContext) => Promise<void>;

const acts: Readonly<Record<TeamEventKind, Act>> = {
  "bot-added": once(botAdded),
  "bot-added-to-channel": once(botAddedToChannel),
  "bot-removed": once(botRemoved),
  "uninstalled-in-channel": once(uninstalledInChannel),
  "bot-removed-from-channel": once(conversationGone),
  "team-restored": once(teamRestored),
  "team-renamed": once(teamRenamed),
  "members-changed": forgetRosters,
  "channel-members-changed": forgetRoster,
  "channel-sharing-changed": channelSharingChanged,
  other: async () => {},
};

/**
 * Handles changes of Gnista's installation and of a conversation's members.
 *
 * @throws AppError `MALFORMED` for an event that does not name its conversation
 */
export async function handleEvent(
  edge: TeamsServices,
  activity: ParsedActivity,
  event: TeamEvent | undefined,
  requestId: string,
): Promise<void> {
  if (!event) {
    throw new AppError(coreErrors.MALFORMED);
  }
  return acts[event.kind](edge, { ...event, activity, tenantId: activity.tenantId, requestId });
}

async function botAdded(edge: TeamsServices, event: EventContext): Promise<void> {
  await forgetRosters(edge, event);
  const origin = requireOrigin(event.activity);
  await onInstall(edge, origin, await turnContext(edge, origin, event.requestId), origin.conversationId);
  if (origin.team) {
    edge.knownTeams.set(teamKey(event.tenantId, origin.team.id), Promise.resolve());
  }
}

/** Teams adds an app to the team first. If that event was lost, the team is created now, with General as its home. */
async function botAddedToChannel(edge: TeamsServices, event: EventContext): Promise<void> {
  await channelSharingChanged(edge, event);
  const origin = { ...requireOrigin(event.activity), conversationId: event.conversationId };
  await ensureTeam(edge, origin, await turnContext(edge, origin, event.requestId));
}

async function botRemoved(edge: TeamsServices, event: EventContext): Promise<void> {
  const { tenantId, teamId, conversationId, requestId } = event;
  if (teamId === undefined) {
    await edge.conversations.forgetPerson(tenantId, requireOrigin(event.activity).actor.id);
    return;
  }
  await forgetRosters(edge, event);
  edge.knownTeams.delete(teamKey(tenantId, teamId));
  for (const id of new Set([conversationId, ...edge.conversations.ofTeam(tenantId, teamId)])) {
    await edge.conversations.forget(tenantId, id);
  }
  for (const { events } of edge.features) {
    await events?.removed?.(edge.servicesFor(tenantId, requestId), { id: teamId, conversationId });
  }
}

/**
 * Removes the whole team if the channel is its home. Otherwise removes only the channel: a removal from the team has
 * its own event.
 */
async function uninstalledInChannel(edge: TeamsServices, event: EventContext): Promise<void> {
  const { tenantId, teamId = event.conversationId, conversationId, requestId } = event;
  const team = await undefinedIfRefused(teamSettings(edge.servicesFor(tenantId, requestId), teamId));
  return team?.conversationId === conversationId ? botRemoved(edge, event) : conversationGone(edge, event);
}

/** The team keeps its settings and its other conversations. */
async function conversationGone(edge: TeamsServices, event: EventContext): Promise<void> {
  await channelSharingChanged(edge, event);
  await edge.conversations.forget(event.tenantId, event.conversationId);
}

async function channelSharingChanged(edge: TeamsServices, event: EventContext): Promise<void> {
  await forgetRoster(edge, event);
  const { tenantId, teamId: id, conversationId, requestId } = event;
  if (id !== undefined) {
    await onHomeLost(edge, edge.servicesFor(tenantId, requestId), { id, conversationId });
  }
}

async function teamRestored(edge: TeamsServices, event: EventContext): Promise<void> {
  await forgetRosters(edge, event);
  for (const { events } of edge.features) {
    if (event.teamId !== undefined) {
      await events?.restored?.(edge.servicesFor(event.tenantId, event.requestId), event.teamId);
    }
  }
}

async function teamRenamed(edge: TeamsServices, event: EventContext): Promise<void> {
  const { tenantId, teamId, teamName, requestId } = event;
  if (teamId !== undefined && teamName !== undefined) {
    await onTeamRenamed(edge, edge.servicesFor(tenantId, requestId), teamId, teamName);
  }
}

/**
 * Forgets the roster of the team or chat and of all its conversations: a person who leaves a team leaves its channels.
 */
async function forgetRosters(
  { rosters }: TeamsServices,
  { tenantId, teamId, conversationId }: EventContext,
): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
  rosters.of(tenantId).forget(teamId ?? conversationId);
}

/** Forgets the channel's roster only: the team's members are unchanged. */
async function forgetRoster({ rosters }: TeamsServices, { tenantId, conversationId }: EventContext): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
}

const PARTITION = "said";
const A_DAY_S = 24 * 3600;

/**
 * Skips an event that was already handled: Teams repeats some, and an old one would undo later changes. The event is
 * recorded after its handler, so that a failed one is handled on repetition.
 */
function once(act: Act): Act {
  return async (edge, event) => {
    const { tenantId, conversationId, activityId } = event;
    const store = edge.storeOf(tenantId);
    const id = activityId && `event|${digest(conversationId, activityId)}`;
    if (id && (await store.get(PARTITION, id))) {
      return;
    }
    await act(edge, event);
    if (id) {
      await store.write(PARTITION, [{ kind: "put", id, data: { schema: 1 }, ttl: A_DAY_S }]);
    }
  };
}
