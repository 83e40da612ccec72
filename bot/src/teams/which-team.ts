import { paragraph } from "../cards/blocks.ts";
import { button } from "../cards/buttons.ts";
import { adaptiveCard, MAX_ACTIONS } from "../cards/card.ts";
import { choiceField } from "../cards/fields.ts";
import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import { type Card, TryLater } from "../core/outbox.ts";
import { translator } from "../i18n/translate.ts";
import { kernelVerbs, type TeamSettings } from "../kernel/contract.ts";
import { currentTeams } from "../kernel/membership.ts";
import { teamsTexts } from "./texts.ts";

interface PendingCommand {
  readonly command: string;
  /** The words that called it. */
  readonly called: string;
  /** Cut to slightly more than any command accepts, so that a text that is too long stays too long. */
  readonly text: string;
  readonly nonce: string;
}

/**
 * The teams that a command in a personal chat may be about. Of several, one that is not available now is left out.
 *
 * @throws AppError `NO_TEAM_YET` when Gnista knows of none
 */
export async function teamsToChoose(ctx: Context): Promise<readonly [TeamSettings, ...TeamSettings[]]> {
  const { teams, isTeamMissing } = await currentTeams(ctx);
  const [first, ...more] = teams;
  if (!first) {
    throw isTeamMissing ? new TryLater() : new AppError(coreErrors.NO_TEAM_YET);
  }
  return [first, ...more];
}

/** Asks for the team of a command in a personal chat. */
export function whichTeamCard(ctx: Context, teams: readonly TeamSettings[], pending: PendingCommand): Card {
  const t = translator(teamsTexts, ctx.locale);
  const teamNames = teams.map(({ id, name }) => ({ id, name: name || t("teamWithoutName") }));
  // Every button carries the text, and a long one would make the card too large.
  const isShort = teamNames.length <= MAX_ACTIONS && pending.text.length <= MAX_IN_BUTTONS;
  return adaptiveCard({
    locale: ctx.locale,
    fallbackText: t("whichTeam"),
    body: [
      paragraph(t("whichTeam"), { weight: "Bolder" }),
      ...(isShort
        ? []
        : [
            choiceField({
              id: "teamId",
              label: t("whichTeamLabel"),
              options: teamNames.map(({ id, name }) => ({ title: name, value: id })),
              requiredMessage: t("whichTeam"),
            }),
          ]),
    ],
    actions: isShort
      ? teamNames.map(({ id, name }) =>
          button({ title: name, verb: kernelVerbs.inTeam, data: { ...pending, teamId: id } }),
        )
      : [button({ title: t("goOn"), verb: kernelVerbs.inTeam, data: pending, primary: true })],
  });
}

const MAX_IN_BUTTONS = 500;
