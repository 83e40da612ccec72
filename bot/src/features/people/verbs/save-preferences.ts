import { parse } from "../../../core/action.ts";
import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import { changeSettings } from "../../../kernel/settings.ts";
import { type Preferences, ReminderSwitches } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { withPreferences } from "../rules/preferences.ts";
import { zoneNamed } from "../rules/zones.ts";

/**
 * Saves the chosen settings, with the switches of the given kinds of reminder.
 *
 * @throws AppError `UNKNOWN_ZONE`, `MALFORMED`
 */
export async function savePreferences(
  ctx: Context,
  chosen: Preferences,
  kinds: Iterable<string> = [],
): Promise<PersonSettings> {
  const zone = chosen.zone === undefined ? undefined : zoneNamed(chosen.zone);
  if (chosen.zone !== undefined && zone === undefined) {
    throw new AppError(peopleErrors.UNKNOWN_ZONE);
  }
  const switched = [...kinds].filter((kind) => Object.hasOwn(chosen, kind) && chosen[kind] !== undefined);
  const switches = parse(ReminderSwitches, Object.fromEntries(switched.map((kind) => [kind, chosen[kind]])));
  return changeSettings(ctx, (settings) =>
    withPreferences(settings, zone === undefined ? chosen : { ...chosen, zone }, switches),
  );
}
