import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import { changeSettings } from "../../../kernel/settings.ts";
import type { Preferences } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { withPreferences, zoneNamed } from "../rules/settings.ts";

/** @throws AppError `UNKNOWN_ZONE` */
export async function savePreferences(ctx: Context, chosen: Preferences): Promise<PersonSettings> {
  const zone = chosen.zone === undefined ? undefined : zoneNamed(chosen.zone);
  if (chosen.zone !== undefined && zone === undefined) {
    throw new AppError(peopleErrors.UNKNOWN_ZONE);
  }
  return changeSettings(ctx, (settings) =>
    withPreferences(settings, zone === undefined ? chosen : { ...chosen, zone }),
  );
}
