import { AppError, coreErrors, undefinedIfRefused } from "../core/errors.ts";
import { digest } from "../core/idempotency-token.ts";
import { teamSettings } from "../kernel/settings.ts";
import { type ParsedActivity, requireOrigin } from "./activity.ts";
import type { TeamEvent, TeamEventKind } from "./team-event.ts";
import { ensureTeam, onHomeLost, onInstall, type TeamsServices, teamKey, turnContext } from "./turn-context.ts";

/** The event, and what acting on it needs. */
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
 * Acts on what Teams tells of where Gnista is, and of who is there.
 *
 * @throws AppError `MALFORMED` for an event that does not say where it comes from
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

/** Teams adds an app to the team first. Where that was not heard, the team is made now, with General for its home. */
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

/** Of the whole team where the channel is its home. Else of that channel: the removal from the team is told of separately. */
async function uninstalledInChannel(edge: TeamsServices, told: Told): Promise<void> {
  const { tenantId, teamId = told.conversationId, conversationId, requestId } = told;
  const team = await undefinedIfRefused(teamSettings(edge.servicesFor(tenantId, requestId), teamId));
  return team?.conversationId === conversationId ? botRemoved(edge, told) : conversationGone(edge, told);
}

/** The team keeps what it has set, and its other conversations. */
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

/** Of the team or chat, and of all its conversations: who leaves a team leaves its channels. */
async function forgetRosters({ rosters }: TeamsServices, { tenantId, teamId, conversationId }: Told): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
  rosters.of(tenantId).forget(teamId ?? conversationId);
}

/** Of the one channel: who comes and goes there is in the team as before. */
async function forgetRoster({ rosters }: TeamsServices, { tenantId, conversationId }: Told): Promise<void> {
  rosters.of(tenantId).forget(conversationId);
}

const PARTITION = "said";
const A_DAY_S = 24 * 3600;

/**
 * Leaves an event alone that has been acted on: Teams delivers some again, and an old one would undo what was done since.
 * Noted afterwards, so that one which failed is acted on when it comes again.
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
