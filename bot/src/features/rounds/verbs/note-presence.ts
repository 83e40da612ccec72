import type { Services } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { PresenceChange } from "../../../core/feature.ts";
import { digest } from "../../../core/idempotency-token.ts";
import { personRef } from "../../../core/person-ref.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { Panels } from "../contract.ts";
import { instancesLost, noPanels, withArrival, withDeparture } from "../rules/presence.ts";
import { changePanels, findPanels, promise, promiseForget, roundJobs } from "../store/panels.ts";

/**
 * Notes whose panels opened and closed, in one write however many they are. Told again it writes nothing, so that every
 * instance may tell of one that died. Nobody's being here waits for Teams: who called the meeting is asked afterwards.
 */
export async function notePresence(services: Services, teamId: string, change: PresenceChange): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(services, teamId));
  if (!team) {
    return;
  }
  const meetingId = change.came.find((one) => one.meetingId !== undefined)?.meetingId;
  let wasThere = true;
  const after = await changePanels(services, teamId, (before) => {
    wasThere = before !== undefined;
    if (!before && change.came.length === 0) {
      return undefined;
    }
    const panels = before ?? noPanels(teamId, services.now);
    return withChange(known(panels, leadersOf(team, panels), meetingId), change, services.now);
  });
  if (after && (!wasThere || after.emptySince !== undefined)) {
    await promiseForget(services, teamId, new Date(after.emptySince ?? services.now));
  }
  if (after && meetingId !== undefined && after.leads.length === 0) {
    const key = `${digest(teamId)}:find-leader:${after.version}`;
    await promise(services, teamId, { job: roundJobs.findLeader, key, at: services.now });
  }
}

/**
 * Whoever called the meeting leads where nobody does in Gnista. Until Teams has said who, everybody may start.
 *
 * @throws TryLater when Teams asks for patience
 */
export async function askWhoLeads(services: Services, teamId: string): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(services, teamId));
  const panels = await findPanels(services, teamId);
  if (!team || team.leaders.length > 0 || panels?.meetingId === undefined) {
    return;
  }
  const ids = panels.here.map(({ id }) => id);
  const organiser = await services.meetings.organiser(team.conversationId, panels.meetingId, ids);
  if (organiser !== undefined) {
    await changePanels(services, teamId, (before) => before && known(before, [organiser], undefined));
  }
}

const leadersOf = ({ leaders }: TeamSettings, panels: Panels): readonly string[] =>
  leaders.length > 0 ? leaders.map(({ id }) => id) : panels.leads;

function known(panels: Panels, leads: readonly string[], meetingId: string | undefined): Panels {
  const isKnown = panels.leads.join() === leads.join() && (meetingId ?? panels.meetingId) === panels.meetingId;
  return isKnown ? panels : { ...panels, leads: [...leads], ...(meetingId === undefined ? {} : { meetingId }) };
}

/** Who came is noted first: whoever has moved from an instance that is lost to this one has never been gone. */
function withChange(panels: Panels, { instance, came, went, lost }: PresenceChange, now: Date): Panels {
  const there = came.reduce((rest, { person }) => withArrival(rest, personRef(person), instance), panels);
  const left = went.reduce((rest, id) => withDeparture(rest, id, instance, now), there);
  return instancesLost(left, lost, now);
}
