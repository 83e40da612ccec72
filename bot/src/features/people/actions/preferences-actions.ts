import { z } from "zod";
import { action, type Reply } from "../../../core/action.ts";
import { type Command, commandScopes } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import type { Card } from "../../../core/outbox.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import { personSettings } from "../../../kernel/settings.ts";
import type { MyPreferences } from "../api.ts";
import { linkCard, preferencesCard, reminderCard } from "../cards/preferences-card.ts";
import { AboutReminder, ChooseWish, Preferences, peopleVerbs } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { reminderChoices, remindersOf } from "../rules/preferences.ts";
import { type PeopleText, peopleTexts } from "../texts.ts";
import { savePreferences } from "../verbs/save-preferences.ts";
import { turnReminder } from "../verbs/turn-reminder.ts";
import { answerContext } from "./answer-context.ts";

/** What a person does with their own preferences and reminders. */
export const preferencesActions = (all: () => readonly Feature[]): NonNullable<Feature["verbs"]> => ({
  [peopleVerbs.chooseWish]: action("self", ChooseWish, peopleErrors, async (ctx, chosen) =>
    saved(ctx, all(), await savePreferences(ctx, chosen)),
  ),
  [peopleVerbs.preferences]: action("self", Nothing, peopleErrors, async (ctx) => ({
    card: await preferencesForm(ctx, all()),
  })),
  [peopleVerbs.savePreferences]: action(
    "self",
    Preferences,
    peopleErrors,
    async (ctx, chosen) => saved(ctx, all(), await savePreferences(ctx, chosen, remindersOf(all()).keys())),
    (ctx) => preferencesForm(ctx, all()),
  ),
  [peopleVerbs.remindersOff]: action("self", AboutReminder, peopleErrors, (ctx, { kind }) =>
    reminderReply(ctx, all(), { kind, isOn: false }),
  ),
  [peopleVerbs.remindersOn]: action("self", AboutReminder, peopleErrors, (ctx, { kind }) =>
    reminderReply(ctx, all(), { kind, isOn: true }),
  ),
});

/** The command that shows one's own preferences. */
export const preferencesCommand = (features: () => readonly Feature[]): Command => ({
  names: ["inställningar", "settings"],
  help: { sv: peopleTexts.sv.preferencesHelp, en: peopleTexts.en.preferencesHelp },
  listed: { scopes: commandScopes, rank: 910 },
  access: "self",
  async run(ctx, input) {
    const { isShared, t } = await answerContext(ctx, input);
    return {
      card: isShared
        ? linkCard("myPreferences", t)
        : preferencesIn(t, features(), await personSettings(ctx, ctx.actor.id)),
    };
  },
});

/** The person's preferences, and the reminders that they can turn off. */
export async function myPreferences(ctx: Context, features: readonly Feature[]): Promise<MyPreferences> {
  const settings = await personSettings(ctx, ctx.actor.id);
  return { ...settings, reminders: [...reminderChoices(remindersOf(features), settings, ctx.locale)] };
}

const Nothing = z.unknown();
const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

const preferencesForm = async (ctx: Context, features: readonly Feature[]): Promise<Card> =>
  preferencesIn(own(ctx), features, await personSettings(ctx, ctx.actor.id));

/** In the language that was just chosen. */
const saved = (ctx: Context, features: readonly Feature[], settings: PersonSettings): Reply => ({
  card: preferencesIn(translator(peopleTexts, settings.locale ?? ctx.locale), features, settings, "saved"),
});

const preferencesIn = (
  t: Translate<PeopleText>,
  features: readonly Feature[],
  settings: PersonSettings,
  status?: "saved",
): Card => preferencesCard(settings, reminderChoices(remindersOf(features), settings, t.locale), t, status);

async function reminderReply(
  ctx: Context,
  features: readonly Feature[],
  { kind, isOn }: { readonly kind: string; readonly isOn: boolean },
): Promise<Reply> {
  await turnReminder(ctx, remindersOf(features), { kind, isOn });
  return { card: reminderCard(kind, isOn, own(ctx)) };
}
