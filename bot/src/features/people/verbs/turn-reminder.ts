import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import { changeSettings } from "../../../kernel/settings.ts";
import { withReminder } from "../rules/preferences.ts";

interface ReminderChange {
  readonly kind: string;
  readonly isOn: boolean;
}

/** Turns a declared kind of reminder off or on. @throws AppError `MALFORMED` for a kind that no feature declares */
export async function turnReminder(
  ctx: Context,
  kinds: { has(kind: string): boolean },
  { kind, isOn }: ReminderChange,
): Promise<PersonSettings> {
  if (!kinds.has(kind)) {
    throw new AppError(coreErrors.MALFORMED);
  }
  return changeSettings(ctx, (settings) => withReminder(settings, kind, isOn));
}
