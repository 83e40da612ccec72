import type { CommandInput } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import { translator } from "../../../i18n/translate.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { peopleTexts } from "../texts.ts";

/** An answer that others can read is in the team's language, and contains nothing about anybody. */
export async function answerContext(ctx: Context, { isPrivate }: CommandInput) {
  const isShared = ctx.team !== undefined && isPrivate !== true;
  const locale = isShared && ctx.team ? (await teamSettings(ctx, ctx.team.id)).locale : ctx.locale;
  return { isShared, t: translator(peopleTexts, locale) };
}
