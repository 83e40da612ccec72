import { z } from "zod";
import { action, type Command, type Reply, type Said, type Slice } from "../../core/actions.ts";
import type { Context } from "../../core/context.ts";
import { AppError } from "../../core/errors.ts";
import { mintNonce } from "../../core/nonce.ts";
import { translator } from "../../i18n/translate.ts";
import { handedOverTo, saidCard } from "./card/first-days.ts";
import { doorCard, eraseCard, exportCard, myDataCard, preferencesCard, reminderCard, sentenceCard } from "./card/me.ts";
import { teamCard, teamForm } from "./card/team.ts";
import type { StoredAboutMe } from "./contract/tab.ts";
import {
  AboutReminder,
  AboutTeam,
  ChooseWish,
  EraseMe,
  ExportPart,
  HandOver,
  MyTeams,
  type PersonalReminder,
  type PersonSettings,
  Preferences,
  PressedWeek,
  peopleVerbs,
  TeamDraft,
  type TeamSettings,
} from "./contract.ts";
import { takeDownAnswer } from "./handlers/answers.ts";
import { eraseInTeam, eraseJob } from "./handlers/erase.ts";
import { askLead, leadChanged, postFirstCard } from "./handlers/first-days.ts";
import { tabRoutes } from "./handlers/tab.ts";
import { exported, inParts, teamView } from "./handlers/views.ts";
import { eraseMe } from "./service/erase.ts";
import { leaveHome, restore } from "./service/home.ts";
import { install, peopleJobs, remove, teamIn } from "./service/install.ts";
import { declineLead, handOverLead, leading, takeLead } from "./service/lead.ts";
import { exportPerson, savePreferences, turnReminder } from "./service/me.ts";
import { myTeams } from "./service/membership.ts";
import { pressedWeek, saveTeam } from "./service/team.ts";
import { actingIn, personSettings, teamSettings } from "./service.ts";
import { peopleTexts } from "./texts.ts";

/**
 * The slice, which knows the others by one thing: what each stores about a person, for "Mina uppgifter".
 */
export function peopleSlice(others: readonly Slice[]): Slice {
  const all = (): readonly Slice[] => [slice, ...others];
  const slice: Slice = {
    name: "people",
    commands: [preferences, myData(all), ourTeam],
    events: { installed: install, removed: remove, restored: restore, notHome: leaveHome },
    actions: {
      [peopleVerbs.chooseWish]: action("self", ChooseWish, async (ctx, chosen) =>
        saved(ctx, await savePreferences(ctx, chosen)),
      ),
      [peopleVerbs.preferences]: action("self", Nothing, async (ctx) => ({
        card: preferencesCard(await personSettings(ctx, ctx.actor.id), own(ctx)),
      })),
      [peopleVerbs.savePreferences]: action("self", Preferences, async (ctx, chosen) =>
        saved(ctx, await savePreferences(ctx, chosen)),
      ),
      [peopleVerbs.remindersOff]: action("self", AboutReminder, (ctx, { kind }) => reminders(ctx, kind, false)),
      [peopleVerbs.remindersOn]: action("self", AboutReminder, (ctx, { kind }) => reminders(ctx, kind, true)),
      [peopleVerbs.myData]: action("self", Nothing, (ctx) => myDataOf(ctx, all())),
      [peopleVerbs.exportData]: action("self", ExportPart, async (ctx, { part }) => {
        const parts = inParts(JSON.stringify(await exported(all(), ctx, ctx.actor), null, 1));
        return { card: exportCard({ parts, part: Math.min(part, parts.length - 1) }, own(ctx)) };
      }),
      [peopleVerbs.aboutErasing]: action("self", Nothing, async (ctx) => ({
        card: eraseCard(mintNonce(ctx.now), own(ctx)),
      })),
      [peopleVerbs.erase]: action("self", EraseMe, async (ctx, asked) => {
        await eraseMe(ctx, asked);
        return { card: sentenceCard(own(ctx)("eraseBegun"), own(ctx)) };
      }),
      [peopleVerbs.takeLead]: action("team", AboutTeam, async (ctx, { teamId }) => {
        await takeLead(ctx, teamId);
        return said(ctx, teamId, own(ctx)("youLead"));
      }),
      [peopleVerbs.declineLead]: action("team", AboutTeam, async (ctx, { teamId }) => {
        await declineLead(ctx, teamId);
        return said(ctx, teamId, own(ctx)("youDoNot"));
      }),
      [peopleVerbs.handOverLead]: action("team", HandOver, async (ctx, { teamId, personId }) => {
        const { leaders } = await handOverLead(ctx, teamId, personId);
        const names = leaders.map(({ name }) => name);
        return said(ctx, teamId, handedOverTo(names, own(ctx)));
      }),
      [peopleVerbs.team]: action("team", AboutTeam, async (ctx, { teamId }) => ({
        card: teamCard(await teamView(ctx, await actingIn(ctx, teamId)), own(ctx)),
      })),
      [peopleVerbs.editTeam]: action("team", AboutTeam, async (ctx, { teamId }) =>
        form(ctx, await leading(ctx, teamId)),
      ),
      [peopleVerbs.saveTeam]: action("team", TeamDraft, async (ctx, draft) =>
        form(ctx, await saveTeam(ctx, draft), "saved"),
      ),
      [peopleVerbs.pressedWeek]: action("team", PressedWeek, async (ctx, about) =>
        form(ctx, await pressedWeek(ctx, about), "saved"),
      ),
    },
    routes: [
      { method: "get", access: "self", path: "/me/data", run: (ctx) => exported(all(), ctx, ctx.actor) },
      { method: "get", access: "self", path: "/teams", run: async (ctx) => MyTeams.parse(await myTeams(ctx)) },
      { method: "get", access: "self", path: "/me/preferences", run: (ctx) => personSettings(ctx, ctx.actor.id) },
      ...tabRoutes,
    ],
    jobs: {
      [peopleJobs.askLead]: { delivery: "atMostOnce", run: askLead },
      [peopleJobs.firstCard]: { delivery: "atLeastOnce", run: postFirstCard },
      [peopleJobs.leadChanged]: { delivery: "atLeastOnce", run: leadChanged },
      [peopleJobs.answerOld]: { delivery: "atLeastOnce", run: takeDownAnswer },
      [peopleJobs.erase]: { delivery: "atLeastOnce", run: eraseJob(all) },
    },
    personalData: {
      says: { sv: peopleTexts.sv.peopleStored, en: peopleTexts.en.peopleStored },
      export: exportPerson,
      erase: eraseInTeam,
      about: async (_, pk) => ({ teamId: teamIn(pk), people: [] }),
    },
  };
  return slice;
}

const Nothing = z.unknown();
const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

const said = (ctx: Context, teamId: string, words: string): Reply => ({ card: saidCard(words, teamId, own(ctx)) });

/** In the language that was just chosen. */
const saved = (ctx: Context, settings: PersonSettings): Reply => ({
  card: preferencesCard(settings, translator(peopleTexts, settings.locale ?? ctx.locale), "saved"),
});

async function reminders(ctx: Context, kind: PersonalReminder, isOn: boolean): Promise<Reply> {
  await turnReminder(ctx, kind, isOn);
  return { card: reminderCard(kind, isOn, own(ctx)) };
}

async function myDataOf(ctx: Context, slices: readonly Slice[]): Promise<Reply> {
  const stored = slices.flatMap(({ personalData }) => personalData?.says?.[ctx.locale] ?? []);
  const { teams } = await exportPerson(ctx, ctx.actor.id);
  const names = teams.map(({ name }) => name).filter((name) => name !== "");
  const data: StoredAboutMe = { stored };
  return { card: myDataCard({ stored, teams: names }, own(ctx)), data };
}

async function form(ctx: Context, team: TeamSettings, said?: "saved"): Promise<Reply> {
  return { card: teamForm(await teamView(ctx, team), own(ctx), said) };
}

/** Where others read the answer it is in the team's language, and says nothing about anybody. */
async function spokenHere(ctx: Context, { isPrivate }: Said) {
  const isShared = ctx.team !== undefined && isPrivate !== true;
  const locale = isShared && ctx.team ? (await teamSettings(ctx, ctx.team.id)).locale : ctx.locale;
  return { isShared, t: translator(peopleTexts, locale) };
}

const preferences: Command = {
  names: ["inställningar", "settings"],
  help: { sv: peopleTexts.sv.preferencesHelp, en: peopleTexts.en.preferencesHelp },
  access: "self",
  async run(ctx, said) {
    const { isShared, t } = await spokenHere(ctx, said);
    return {
      card: isShared ? doorCard("myPreferences", t) : preferencesCard(await personSettings(ctx, ctx.actor.id), t),
    };
  },
};

const myData = (slices: () => readonly Slice[]): Command => ({
  names: ["mina uppgifter", "my data"],
  help: { sv: peopleTexts.sv.myDataHelp, en: peopleTexts.en.myDataHelp },
  access: "self",
  async run(ctx, said) {
    const { isShared, t } = await spokenHere(ctx, said);
    return isShared ? { card: doorCard("myData", t) } : myDataOf(ctx, slices());
  },
});

const ourTeam: Command = {
  names: ["vårt team", "our team"],
  help: { sv: peopleTexts.sv.teamHelp, en: peopleTexts.en.teamHelp },
  access: "team",
  async run(ctx, said) {
    if (!ctx.team) {
      throw new AppError("NO_TEAM_YET");
    }
    const { t } = await spokenHere(ctx, said);
    return { card: teamCard(await teamView(ctx, await actingIn(ctx, ctx.team.id)), t) };
  },
};
