import type { Services } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import { digest } from "../../../core/idempotency-token.ts";
import type { PresenceChange } from "../../../core/live.ts";
import { personRef } from "../../../core/person-ref.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { Panels } from "../contract.ts";
import { instancesLost, noPanels, withArrival, withDeparture } from "../rules/panels.ts";
import { changePanels, findPanels, promise, promiseForget, roundJobs } from "../store/panels.ts";

/**
 * Records opened and closed panels, any number in one write. Idempotent, so that every instance may report one that
 * failed. Presence does not wait for Teams: the meeting's organiser is looked up afterwards.
 */
export async function notePresence(services: Services, teamId: string, change: PresenceChange): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(services, teamId));
  if (!team) {
    return;
  }
  const meetingId = change.arrivals.find((one) => one.meetingId !== undefined)?.meetingId;
  let wasThere = true;
  const after = await changePanels(services, teamId, (before) => {
    wasThere = before !== undefined;
    if (!before && change.arrivals.length === 0) {
      return undefined;
    }
    const panels = before ?? noPanels(teamId, services.now);
    return withChange(withLeaders(panels, leadersOf(team, panels), meetingId), change, services.now);
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
 * Makes the meeting's organiser the leader if Gnista knows none. Until Teams has answered, everybody may start.
 *
 * @throws TryLater when Teams throttles
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
    await changePanels(services, teamId, (before) => before && withLeaders(before, [organiser], undefined));
  }
}

const leadersOf = ({ leaders }: TeamSettings, panels: Panels): readonly string[] =>
  leaders.length > 0 ? leaders.map(({ id }) => id) : panels.leads;

function withLeaders(panels: Panels, leads: readonly string[], meetingId: string | undefined): Panels {
  const isKnown = panels.leads.join() === leads.join() && (meetingId ?? panels.meetingId) === panels.meetingId;
  return isKnown ? panels : { ...panels, leads: [...leads], ...(meetingId === undefined ? {} : { meetingId }) };
}

/** Arrivals first: a person who moved from a lost instance to this one was never absent. */
function withChange(panels: Panels, { instance, arrivals, departures, lost }: PresenceChange, now: Date): Panels {
  const arrived = arrivals.reduce((rest, { person }) => withArrival(rest, personRef(person), instance), panels);
  const withoutDeparted = departures.reduce((rest, id) => withDeparture(rest, id, instance, now), arrived);
  return instancesLost(withoutDeparted, lost, now);
}
