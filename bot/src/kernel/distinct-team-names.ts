import type { Context } from "../core/context.ts";
import { undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { TryLater } from "../core/outbox.ts";
import { formatNames } from "../i18n/names.ts";
import { translator } from "../i18n/translate.ts";
import { teamMembers } from "./access.ts";
import type { TeamSettings } from "./contract.ts";
import { kernelTexts } from "./texts.ts";

/**
 * The teams with names that differ, for lists to choose from. A chat without a name is called by the actor's
 * co-members, and so are, after their name, teams with the same name. Costs the roster of each such team.
 */
export function distinctTeamNames(ctx: Context, teams: readonly TeamSettings[]): Promise<readonly TeamSettings[]> {
  const t = translator(kernelTexts, ctx.locale);
  const isUnique = ({ name }: TeamSettings) => name !== "" && teams.filter((other) => other.name === name).length === 1;
  return Promise.all(
    teams.map(async (team) => {
      const names = isUnique(team) ? "" : await namesOfOthers(ctx, team);
      if (names === "") {
        return team;
      }
      return { ...team, name: team.name === "" ? t("chatWith", { names }) : `${team.name} (${names})` };
    }),
  );
}

/** Enough to recognise a chat by, short enough for a button. */
const MAX_NAMED = 3;

async function namesOfOthers(ctx: Context, team: TeamSettings): Promise<string> {
  const members = await undefinedOn(TryLater, undefinedIfRefused(teamMembers(ctx, team)));
  const others = (members ?? [])
    .filter(({ id, name }) => id !== ctx.actor.id && name !== "")
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, ctx.locale));
  const more = others.length - MAX_NAMED;
  const t = translator(kernelTexts, ctx.locale);
  return formatNames(
    more > 1 ? [...others.slice(0, MAX_NAMED), t("moreMembers", { count: more })] : others,
    ctx.locale,
  );
}
