import { AppError, coreErrors, undefinedIfRefused } from "../core/errors.ts";
import { digest } from "../core/idempotency-token.ts";
import { teamSettings } from "../kernel/settings.ts";
import { type ParsedActivity, requireOrigin } from "./activity.ts";
import type { TeamEvent, TeamEventKind } from "./team-event.ts";
import { ensureTeam, onHomeLost, onInstall, type TeamsServices, teamKey, turnContext } from "./turn-context.ts";

/** An event with what its handler needs. */
interface Told extends TeamEvent {
  readonly activity: ParsedActivity;
  readonly tenantId: string;
  readonly requestId: string;
}

type Act = (edge: TeamsServices, told: Told) => Promise<void>;

const acts: Readonly<Record<TeamEventKind, Act>> = {
  "bot-added": once(botAdded),
  "bot-added-to-channel": once(botAddedToChannel),
  "bot-removed": once(botRemoved),
  "uninstalled-in-channel": once(uninstalledInChannel),
  "bot-removed-from-channel": once(conversationGone),
  "team-restored": once(teamRestored),
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

async function botAdded(edge: TeamsServices, told: Told): Promise<void> {
  await forgetRosters(edge, told);
  const origin = requireOrigin(told.activity);
  await onInstall(edge, origin, await turnContext(edge, origin, told.requestId), origin.conversationId);
  if (origin.team) {
    edge.knownTeams.set(teamKey(told.tenantId, origin.team.id), Promise.resolve());
  }
}

/** Teams adds an app to the team first. If that event was lost, the team is created now, with General as its home. */
async function botAddedToChannel(edge: TeamsServices, told: Told): Promise<void> {
  await channelSharingChanged(edge, told);
  const origin = { ...requireOrigin(told.activity), conversationId: told.conversationId };
  await ensureTeam(edge, origin, await turnContext(edge, origin, told.requestId));
}

async function botRemoved(edge: TeamsServices, told: Told): Promise<void> {
  const { tenantId, teamId, conversationId, requestId } = told;
  if (teamId === undefined) {
    await edge.conversations.forgetPerson(tenantId, requireOrigin(told.activity).actor.id);
    return;
  }
  await forgetRosters(edge, told);
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
async function uninstalledInChannel(edge: TeamsServices, told: Told): Promise<void> {
  const { tenantId, teamId = told.conversationId, conversationId, requestId } = told;
  const team = await undefinedIfRefused(teamSettings(edge.servicesFor(tenantId, requestId), teamId));
  return team?.conversationId === conversationId ? botRemoved(edge, told) : conversationGone(edge, told);
}

/** The team keeps its settings and its other conversations. */
async function conversationGone(edge: TeamsServices, told: Told): Promise<void> {
  await channelSharingChanged(edge, told);
  await edge.conversations.forget(told.tenantId, told.conversationId);
}

async function channelSharingChanged(edge: TeamsServices, told: Told): Promise<void> {
  await forgetRoster(edge, told);
  const { tenantId, teamId: id, conversationId, requestId } = told;
  if (id !== undefined) {
    await onHomeLost(edge, edge.servicesFor(tenantId, requestId), { id, conversationId });
  }
}

async function teamRestored(edge: TeamsServices, told: Told): Promise<void> {
  await forgetRosters(edge, told);
  for (const { events } of edge.features) {
    if (told.teamId !== undefined) {
      await events?.restored?.(edge.servicesFor(told.tenantId, told.requestId), told.teamId);
    }
  }
}

/**
 * Forgets the roster of the team or chat and of all its conversations: a person who leaves a team leaves its channels.
 */
async function forgetRosters({ rosters }: TeamsServices, { tenantId, teamId, conversationId }: Told): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
  rosters.of(tenantId).forget(teamId ?? conversationId);
}

/** Forgets the channel's roster only: the team's members are unchanged. */
async function forgetRoster({ rosters }: TeamsServices, { tenantId, conversationId }: Told): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
}

const PARTITION = "said";
const A_DAY_S = 24 * 3600;

/**
 * Skips an event that was already handled: Teams repeats some, and an old one would undo later changes. The event is
 * recorded after its handler, so that a failed one is handled on repetition.
 */
function once(act: Act): Act {
  return async (edge, told) => {
    const { tenantId, conversationId, activityId } = told;
    const store = edge.storeOf(tenantId);
    const id = activityId && `event|${digest(conversationId, activityId)}`;
    if (id && (await store.get(PARTITION, id))) {
      return;
    }
    await act(edge, told);
    if (id) {
      await store.write(PARTITION, [{ kind: "put", id, data: { schema: 1 }, ttl: A_DAY_S }]);
    }
  };
}
