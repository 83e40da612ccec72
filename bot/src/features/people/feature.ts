import { z } from "zod";
import { action, parse, type Reply } from "../../core/action.ts";
import { type Command, type CommandInput, commandScopes } from "../../core/command.ts";
import type { FeatureOfAll } from "../../core/compose-features.ts";
import type { Context } from "../../core/context.ts";
import { AppError, coreErrors } from "../../core/errors.ts";
import type { Feature, Offer } from "../../core/feature.ts";
import { mintIdempotencyToken } from "../../core/idempotency-token.ts";
import type { Card } from "../../core/outbox.ts";
import type { Route } from "../../core/route.ts";
import { labelOf, type Translate, translator } from "../../i18n/translate.ts";
import { InChannel } from "../../kernel/api.ts";
import { MyTeams, type PersonSettings, type TeamSettings } from "../../kernel/contract.ts";
import { searchMembers } from "../../kernel/members.ts";
import { myTeams } from "../../kernel/membership.ts";
import { requireLeader, requireMember } from "../../kernel/require-member.ts";
import { personSettings, teamSettings } from "../../kernel/settings.ts";
import { Me, type MyPreferences, type StoredAboutMe } from "./api.ts";
import { handedOverTo, messageCard } from "./cards/first-card.ts";
import { eraseCard, exportCard, myDataCard } from "./cards/my-data-card.ts";
import { linkCard, preferencesCard, reminderCard, sentenceCard } from "./cards/preferences-card.ts";
import { teamCard, teamForm } from "./cards/team-card.ts";
import {
  AboutReminder,
  AboutTeam,
  ChooseWish,
  EraseMe,
  ExportPart,
  HandOver,
  Preferences,
  PressedWeek,
  peopleVerbs,
  TeamDraft,
} from "./contract.ts";
import { peopleErrors } from "./errors.ts";
import { erasePersonJob } from "./jobs/erase-person.ts";
import { askLead, leadChanged, postFirstCard } from "./jobs/post-first-card.ts";
import { replaceOldAnswer } from "./jobs/replace-old-answer.ts";
import { eraseInTeam } from "./personal-data/erase-in-team.ts";
import { eraseMe } from "./personal-data/erasing.ts";
import { exportPerson } from "./personal-data/export.ts";
import { exportMyData, inParts } from "./queries/my-data.ts";
import { teamPage } from "./queries/team-page.ts";
import { teamView } from "./queries/team-view.ts";
import { reminderChoices, remindersOf } from "./rules/preferences.ts";
import { type PeopleText, peopleTexts } from "./texts.ts";
import { declineLead } from "./verbs/decline-lead.ts";
import { handOverLead } from "./verbs/hand-over-lead.ts";
import { leaveHomeConversation, restoreTeam } from "./verbs/home-conversation.ts";
import { install, peopleJobs, teamIdOfPartition, uninstall } from "./verbs/install.ts";
import { pressWeek } from "./verbs/press-week.ts";
import { savePreferences } from "./verbs/save-preferences.ts";
import { saveTeam } from "./verbs/save-team.ts";
import { takeLead } from "./verbs/take-lead.ts";
import { turnReminder } from "./verbs/turn-reminder.ts";

/** No name is longer, and each member is compared with the typed text. */
const MAX_TYPED_LENGTH = 256;

/** The tab's routes for people and teams. */
const routes: readonly Route[] = [
  { method: "get", access: "self", path: "/me", run: async ({ actor, locale }) => Me.parse({ ...actor, locale }) },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/settings",
    run: (ctx, { params }) => teamPage(ctx, params.team ?? ""),
  },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/members",
    run: (ctx, { params, query }) =>
      searchMembers(ctx, params.team ?? "", {
        typed: (query.q ?? "").slice(0, MAX_TYPED_LENGTH),
        ...parse(InChannel, query),
      }),
  },
];

const offers: readonly Offer[] = [
  {
    on: "reminder",
    key: "reminders-off",
    label: labelOf(peopleTexts, "noReminders"),
    rank: 10,
    verb: peopleVerbs.remindersOff,
    draft: ({ kind }): AboutReminder => ({ kind }),
  },
];

const ownVerbs = (all: () => readonly Feature[]): NonNullable<Feature["verbs"]> => ({
  [peopleVerbs.chooseWish]: action("self", ChooseWish, peopleErrors, async (ctx, chosen) =>
    saved(ctx, all(), await savePreferences(ctx, chosen)),
  ),
  [peopleVerbs.preferences]: action("self", Nothing, peopleErrors, async (ctx) => ({
    card: preferencesIn(own(ctx), all(), await personSettings(ctx, ctx.actor.id)),
  })),
  [peopleVerbs.savePreferences]: action("self", Preferences, peopleErrors, async (ctx, chosen) =>
    saved(ctx, all(), await savePreferences(ctx, chosen, remindersOf(all()).keys())),
  ),
  [peopleVerbs.remindersOff]: action("self", AboutReminder, peopleErrors, (ctx, { kind }) =>
    reminderReply(ctx, all(), { kind, isOn: false }),
  ),
  [peopleVerbs.remindersOn]: action("self", AboutReminder, peopleErrors, (ctx, { kind }) =>
    reminderReply(ctx, all(), { kind, isOn: true }),
  ),
  [peopleVerbs.myData]: action("self", Nothing, peopleErrors, (ctx) => myDataOf(ctx, all())),
  [peopleVerbs.exportData]: action("self", ExportPart, peopleErrors, async (ctx, { part }) => {
    const parts = inParts(JSON.stringify(await exportMyData(all(), ctx, ctx.actor), null, 1));
    return { card: exportCard({ parts, part: Math.min(part, parts.length - 1) }, own(ctx)) };
  }),
  [peopleVerbs.aboutErasing]: action("self", Nothing, peopleErrors, async (ctx) => ({
    card: eraseCard(mintIdempotencyToken(ctx.now), own(ctx)),
  })),
  [peopleVerbs.erase]: action("self", EraseMe, peopleErrors, async (ctx, request) => {
    await eraseMe(ctx, request);
    return { card: sentenceCard(own(ctx)("eraseBegun"), own(ctx)) };
  }),
  [peopleVerbs.takeLead]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => {
    await takeLead(ctx, teamId);
    return messageReply(ctx, teamId, own(ctx)("youLead"));
  }),
  [peopleVerbs.declineLead]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => {
    await declineLead(ctx, teamId);
    return messageReply(ctx, teamId, own(ctx)("youDoNot"));
  }),
  [peopleVerbs.handOverLead]: action("team", HandOver, peopleErrors, async (ctx, { teamId, personId }) => {
    const { leaders } = await handOverLead(ctx, teamId, personId);
    const names = leaders.map(({ name }) => name);
    return messageReply(ctx, teamId, handedOverTo(names, own(ctx)));
  }),
  [peopleVerbs.team]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => ({
    card: teamCard(await teamView(ctx, await requireMember(ctx, teamId)), own(ctx)),
  })),
  [peopleVerbs.editTeam]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) =>
    form(ctx, await requireLeader(ctx, teamId)),
  ),
  [peopleVerbs.saveTeam]: action("team", TeamDraft, peopleErrors, async (ctx, draft) =>
    form(ctx, await saveTeam(ctx, draft), "saved"),
  ),
  [peopleVerbs.pressedWeek]: action("team", PressedWeek, peopleErrors, async (ctx, mark) =>
    form(ctx, await pressWeek(ctx, mark), "saved"),
  ),
});

const ownRoutes = (all: () => readonly Feature[]): readonly Route[] => [
  { method: "get", access: "self", path: "/me/data", run: (ctx) => exportMyData(all(), ctx, ctx.actor) },
  { method: "get", access: "self", path: "/teams", run: async (ctx) => MyTeams.parse(await myTeams(ctx)) },
  { method: "get", access: "self", path: "/me/preferences", run: (ctx) => myPreferences(ctx, all()) },
];

/** The feature, which uses of the other features only the personal data that each declares, for "Mina uppgifter". */
export const peopleFeature: FeatureOfAll = (all) => ({
  name: "people",
  order: 90,
  errors: peopleErrors,
  commands: [preferences(all), myData(all), ourTeam],
  offers,
  events: { installed: install, removed: uninstall, restored: restoreTeam, homeLost: leaveHomeConversation },
  verbs: ownVerbs(all),
  routes: [...ownRoutes(all), ...routes],
  jobs: {
    [peopleJobs.askLead]: { delivery: "atMostOnce", run: askLead },
    [peopleJobs.firstCard]: { delivery: "atLeastOnce", run: postFirstCard },
    [peopleJobs.leadChanged]: { delivery: "atLeastOnce", run: leadChanged },
    [peopleJobs.answerOld]: { delivery: "atLeastOnce", run: replaceOldAnswer },
    [peopleJobs.erase]: { delivery: "atLeastOnce", run: erasePersonJob(all) },
  },
  sample: () => import("./sample.ts"),
  retention: labelOf(peopleTexts, "peopleRetention"),
  personalData: {
    summary: { sv: peopleTexts.sv.peopleStored, en: peopleTexts.en.peopleStored },
    export: exportPerson,
    erase: eraseInTeam,
    subjects: async (_, pk) => ({ teamId: teamIdOfPartition(pk), people: [] }),
  },
});

const Nothing = z.unknown();
const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

const messageReply = (ctx: Context, teamId: string, words: string): Reply => ({
  card: messageCard(words, teamId, own(ctx)),
});

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

async function myPreferences(ctx: Context, features: readonly Feature[]): Promise<MyPreferences> {
  const settings = await personSettings(ctx, ctx.actor.id);
  return { ...settings, reminders: [...reminderChoices(remindersOf(features), settings, ctx.locale)] };
}

async function reminderReply(
  ctx: Context,
  features: readonly Feature[],
  { kind, isOn }: { readonly kind: string; readonly isOn: boolean },
): Promise<Reply> {
  await turnReminder(ctx, remindersOf(features), { kind, isOn });
  return { card: reminderCard(kind, isOn, own(ctx)) };
}

async function myDataOf(ctx: Context, features: readonly Feature[]): Promise<Reply> {
  const stored = features.flatMap(({ personalData }) => personalData?.summary?.[ctx.locale] ?? []);
  const { teams } = await exportPerson(ctx, ctx.actor.id);
  const names = teams.map(({ name }) => name).filter((name) => name !== "");
  const storedOfTeam = features.flatMap(({ retention }) => retention?.[ctx.locale] ?? []);
  const data: StoredAboutMe = { stored, storedOfTeam };
  return { card: myDataCard({ ...data, teams: names }, own(ctx)), data };
}

async function form(ctx: Context, team: TeamSettings, status?: "saved"): Promise<Reply> {
  return { card: teamForm(await teamView(ctx, team), own(ctx), status) };
}

/** An answer that others can read is in the team's language, and contains nothing about anybody. */
async function answerContext(ctx: Context, { isPrivate }: CommandInput) {
  const isShared = ctx.team !== undefined && isPrivate !== true;
  const locale = isShared && ctx.team ? (await teamSettings(ctx, ctx.team.id)).locale : ctx.locale;
  return { isShared, t: translator(peopleTexts, locale) };
}

const preferences = (features: () => readonly Feature[]): Command => ({
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

const myData = (features: () => readonly Feature[]): Command => ({
  names: ["mina uppgifter", "my data"],
  help: { sv: peopleTexts.sv.myDataHelp, en: peopleTexts.en.myDataHelp },
  listed: { scopes: commandScopes, rank: 920 },
  access: "self",
  async run(ctx, input) {
    const { isShared, t } = await answerContext(ctx, input);
    return isShared ? { card: linkCard("myData", t) } : myDataOf(ctx, features());
  },
});

const ourTeam: Command = {
  names: ["vårt team", "our team"],
  help: { sv: peopleTexts.sv.teamHelp, en: peopleTexts.en.teamHelp },
  listed: { scopes: commandScopes, rank: 930 },
  access: "team",
  async run(ctx, input) {
    if (!ctx.team) {
      throw new AppError(coreErrors.NO_TEAM_YET);
    }
    const { t } = await answerContext(ctx, input);
    return { card: teamCard(await teamView(ctx, await requireMember(ctx, ctx.team.id)), t) };
  },
};
