import type { TeamSettings } from "../../../kernel/contract.ts";

/**
 * The settings without a person who led the team, or changed its lead. Returns the same object when they do not name
 * the person as such.
 */
export function settingsWithoutPerson(team: TeamSettings, personId: string): TeamSettings {
  const { leadChange, ...rest } = team;
  const leaders = team.leaders.filter(({ id }) => id !== personId);
  const hasChanged = leadChange?.by.id === personId;
  if (leaders.length === team.leaders.length && !hasChanged) {
    return team;
  }
  return { ...rest, leaders, ...(leadChange && !hasChanged ? { leadChange } : {}) };
}
