import type { Presence } from "../../../core/actions.ts";
import type { World } from "../../../core/context.ts";
import { unlessRefused } from "../../../core/errors.ts";
import { teamSettings } from "../../people/service.ts";
import type { Panels } from "../contract.ts";
import { come, go, instancesLost, noPanels } from "../rules/presence.ts";
import { changePanels, promiseForget } from "./store.ts";

/**
 * Notes whose panels opened and closed, in one write however many they are. Told again it writes nothing, so that every
 * instance may tell of one that died.
 */
export async function present(world: World, teamId: string, change: Presence): Promise<void> {
  const team = await unlessRefused(teamSettings(world, teamId));
  if (!team) {
    return;
  }
  const meetingId = change.came.find((one) => one.meetingId !== undefined)?.meetingId;
  const ids = change.came.map(({ person }) => person.id);
  const organiser =
    team.leaders.length === 0 && meetingId !== undefined
      ? await world.meetings.organiser(team.conversationId, meetingId, ids)
      : undefined;
  let wasThere = true;
  const after = await changePanels(world, teamId, (before) => {
    wasThere = before !== undefined;
    if (!before && change.came.length === 0) {
      return undefined;
    }
    const panels = before ?? noPanels(teamId, world.now);
    const leads = team.leaders.length > 0 ? team.leaders.map(({ id }) => id) : organisers(panels, organiser);
    return withChange(known(panels, leads, meetingId), change, world.now);
  });
  if (after && (!wasThere || after.emptySince !== undefined)) {
    await promiseForget(world, teamId, new Date(after.emptySince ?? world.now));
  }
}

const organisers = (panels: Panels, organiser: string | undefined): readonly string[] =>
  organiser === undefined ? panels.leads : [organiser];

function known(panels: Panels, leads: readonly string[], meetingId: string | undefined): Panels {
  const isKnown = panels.leads.join() === leads.join() && (meetingId ?? panels.meetingId) === panels.meetingId;
  return isKnown ? panels : { ...panels, leads: [...leads], ...(meetingId === undefined ? {} : { meetingId }) };
}

/** Who came is noted first: whoever has moved from an instance that is lost to this one has never been gone. */
function withChange(panels: Panels, { instance, came, went, lost }: Presence, now: Date): Panels {
  const there = came.reduce(
    (rest, { person }) => come(rest, { id: person.id, name: person.name.slice(0, 256) }, instance),
    panels,
  );
  const left = went.reduce((rest, id) => go(rest, id, instance, now), there);
  return instancesLost(left, lost, now);
}
