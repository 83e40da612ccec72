import type { Context } from "../../../core/context.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import { changeSettings } from "../../../kernel/settings.ts";
import type { PersonalReminder } from "../contract.ts";
import { withReminder } from "../rules/settings.ts";

export const turnReminder = (ctx: Context, kind: PersonalReminder, isOn: boolean): Promise<PersonSettings> =>
  changeSettings(ctx, (settings) => withReminder(settings, kind, isOn));
