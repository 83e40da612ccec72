import { fieldsOf, listOf, type Seen, text } from "./activity.ts";
import { contextOf, type Edge, installed, teamKey } from "./edge.ts";

/** Gnista was added, removed, or somebody came or went. Anything else that Teams tells is no news to us. */
export async function hear(edge: Edge, seen: Seen, activity: unknown, requestId: string): Promise<void> {
  const { type, action, membersAdded, membersRemoved } = fieldsOf(activity);
  const isMe = (member: unknown) => text(fieldsOf(member).id) === seen.botId;
  const came = listOf(membersAdded);
  const went = listOf(membersRemoved);
  if (came.length + went.length > 0) {
    forgetRosters(edge, seen);
  }

  const isInstallation = type === "installationUpdate";
  if (went.some(isMe) || (isInstallation && /^remove/.test(text(action) ?? ""))) {
    await removed(edge, seen, requestId);
    return;
  }
  if (came.some(isMe) || (isInstallation && /^add/.test(text(action) ?? ""))) {
    await installed(edge, seen, await contextOf(edge, seen, requestId));
    if (seen.team) {
      edge.knownTeams.set(teamKey(seen.tenantId, seen.team.id), Promise.resolve());
    }
  }
}

function forgetRosters({ rosters }: Edge, { tenantId, team, conversationId }: Seen): void {
  const roster = rosters.of(tenantId);
  roster.forget(conversationId);
  roster.forget(team?.id ?? conversationId);
}

async function removed(edge: Edge, seen: Seen, requestId: string): Promise<void> {
  const { tenantId, team, conversationId } = seen;
  forgetRosters(edge, seen);
  if (!team) {
    await edge.conversations.forgetPerson(tenantId, seen.actor.id);
    return;
  }
  edge.knownTeams.delete(teamKey(tenantId, team.id));
  for (const id of new Set([conversationId, ...edge.conversations.ofTeam(tenantId, team.id)])) {
    await edge.conversations.forget(tenantId, id);
  }
  for (const { events } of edge.slices) {
    await events?.removed?.(edge.worldFor(tenantId, requestId), team);
  }
}
