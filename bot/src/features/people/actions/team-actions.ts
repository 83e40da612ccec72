import { action, parse, type Reply } from "../../../core/action.ts";
import { type Command, commandScopes } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import type { Feature } from "../../../core/feature.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { requireLeader, requireMember } from "../../../kernel/require-member.ts";
import { teamCard, teamForm } from "../cards/team-card.ts";
import { AboutTeam, PressedWeek, peopleVerbs, TeamDraft } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { teamView } from "../queries/team-view.ts";
import { peopleTexts } from "../texts.ts";
import { pressWeek } from "../verbs/press-week.ts";
import { saveTeam } from "../verbs/save-team.ts";
import { answerContext } from "./answer-context.ts";

/** Reading and changing the settings of a team. */
export const teamActions: NonNullable<Feature["verbs"]> = {
  [peopleVerbs.team]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => ({
    card: teamCard(await teamView(ctx, await requireMember(ctx, teamId)), own(ctx)),
  })),
  [peopleVerbs.editTeam]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) =>
    form(ctx, await requireLeader(ctx, teamId)),
  ),
  [peopleVerbs.saveTeam]: action(
    "team",
    TeamDraft,
    peopleErrors,
    async (ctx, draft) => form(ctx, await saveTeam(ctx, draft), "saved"),
    async (ctx, sent) => {
      const team = await requireLeader(ctx, parse(AboutTeam, sent).teamId);
      return teamForm(await teamView(ctx, team), own(ctx));
    },
  ),
  [peopleVerbs.pressedWeek]: action("team", PressedWeek, peopleErrors, async (ctx, mark) =>
    form(ctx, await pressWeek(ctx, mark), "saved"),
  ),
};

/** The command that shows the team's settings. */
export const teamCommand: Command = {
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

const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

async function form(ctx: Context, team: TeamSettings, status?: "saved"): Promise<Reply> {
  return { card: teamForm(await teamView(ctx, team), own(ctx), status) };
}
