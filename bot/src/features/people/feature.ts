import { parse } from "../../core/action.ts";
import type { FeatureOfAll } from "../../core/compose-features.ts";
import type { Feature, Offer } from "../../core/feature.ts";
import type { Route } from "../../core/route.ts";
import { labelOf } from "../../i18n/translate.ts";
import { InChannel } from "../../kernel/api.ts";
import { MyTeams } from "../../kernel/contract.ts";
import { searchMembers } from "../../kernel/members.ts";
import { myTeams } from "../../kernel/membership.ts";
import { leadActions } from "./actions/lead-actions.ts";
import { myDataActions, myDataCommand } from "./actions/my-data-actions.ts";
import { myPreferences, preferencesActions, preferencesCommand } from "./actions/preferences-actions.ts";
import { teamActions, teamCommand } from "./actions/team-actions.ts";
import { Me, MyDataLists } from "./api.ts";
import { type AboutReminder, DATA_PAGE, peopleVerbs } from "./contract.ts";
import { peopleErrors } from "./errors.ts";
import { erasePersonJob } from "./jobs/erase-person.ts";
import { askLead, leadChanged, postFirstCard } from "./jobs/post-first-card.ts";
import { replaceOldAnswer } from "./jobs/replace-old-answer.ts";
import { eraseInTeam } from "./personal-data/erase-in-team.ts";
import { exportPerson } from "./personal-data/export.ts";
import { personLists } from "./personal-data/lists.ts";
import { exportMyData, listMyData } from "./queries/my-data.ts";
import { teamPage } from "./queries/team-page.ts";
import { peopleTexts } from "./texts.ts";
import { leaveHomeConversation, restoreTeam } from "./verbs/home-conversation.ts";
import { install, peopleJobs, teamIdOfPartition, uninstall } from "./verbs/install.ts";
import { renameTeam } from "./verbs/rename-team.ts";

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

const ownRoutes = (all: () => readonly Feature[]): readonly Route[] => [
  { method: "get", access: "self", path: "/me/data", run: (ctx) => exportMyData(all(), ctx, ctx.actor) },
  {
    method: "get",
    access: "self",
    path: "/me/data/lists",
    run: async (ctx) => MyDataLists.parse({ lists: await listMyData(all(), ctx) }),
  },
  { method: "get", access: "self", path: "/teams", run: async (ctx) => MyTeams.parse(await myTeams(ctx)) },
  { method: "get", access: "self", path: "/me/preferences", run: (ctx) => myPreferences(ctx, all()) },
];

/** The feature, which uses of the other features only the personal data that each declares, for "Mina uppgifter". */
export const peopleFeature: FeatureOfAll = (all) => ({
  name: "people",
  order: 90,
  errors: peopleErrors,
  commands: [preferencesCommand(all), myDataCommand(all), teamCommand],
  offers,
  events: {
    installed: install,
    removed: uninstall,
    restored: restoreTeam,
    renamed: renameTeam,
    homeLost: leaveHomeConversation,
  },
  verbs: { ...preferencesActions(all), ...myDataActions(all), ...leadActions, ...teamActions },
  routes: [...ownRoutes(all), ...routes],
  jobs: {
    [peopleJobs.askLead]: { delivery: "atMostOnce", run: askLead },
    [peopleJobs.firstCard]: { delivery: "atLeastOnce", run: postFirstCard },
    [peopleJobs.leadChanged]: { delivery: "atLeastOnce", run: leadChanged },
    [peopleJobs.answerOld]: { delivery: "atLeastOnce", run: replaceOldAnswer },
    [peopleJobs.erase]: { delivery: "atLeastOnce", run: erasePersonJob(all) },
  },
  sample: () => import("./sample.ts"),
  pages: [DATA_PAGE],
  retention: labelOf(peopleTexts, "peopleRetention"),
  personalData: {
    summary: { sv: peopleTexts.sv.peopleStored, en: peopleTexts.en.peopleStored },
    export: exportPerson,
    lists: personLists(all),
    erase: eraseInTeam,
    subjects: async (_, pk) => ({ teamId: teamIdOfPartition(pk), people: [] }),
  },
});
