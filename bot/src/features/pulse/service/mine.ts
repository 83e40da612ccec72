import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { TryLater } from "../../../core/delivery.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { unless } from "../../../core/errors.ts";
import { toTheMinute } from "../../../core/week.ts";
import { type MyTeam, StoredPointer } from "../../people/contract.ts";
import { myTeams, zoneOf } from "../../people/service/membership.ts";
import { userPartition } from "../../people/service.ts";
import { waitsFor } from "../../polls/service/waiting.ts";
import { MOST_LOOKED_AT, type MyQuestions, type MyRhythm, type TeamQuestion } from "../contract/mine.ts";
import { WEEKS_SHOWN } from "../contract.ts";
import { actOf, rhythmOf } from "../rules/rhythm.ts";
import { asSeenBy, inOrder } from "../rules.ts";
import { questionsWaiting } from "../service.ts";

/** What waits for the actor's answer, and what they asked and owe, in all teams whose roster has them. */
export async function myQuestions(ctx: Context): Promise<MyQuestions> {
  const { teams, isTeamMissing } = await myTeams(ctx);
  const perTeam = await Promise.all(teams.map((team) => unless(TryLater, questionsIn(ctx, team))));
  const told = perTeam.filter((one) => one !== undefined);
  const { open, owed } = inOrder(
    told.flatMap(({ lines }) => lines),
    ctx.now,
  );
  const answerable = open.filter(({ mayAnswer }) => mayAnswer);
  const lookedAt = answerable.slice(0, MOST_LOOKED_AT);
  const waits = await Promise.all(lookedAt.map(({ pollId }) => waitsFor(ctx, pollId)));
  return {
    now: toTheMinute(ctx.now),
    waiting: lookedAt.filter((_, index) => waits[index]),
    hasMore: answerable.length > lookedAt.length || told.some(({ hasMore }) => hasMore),
    isTeamMissing: isTeamMissing || told.length < teams.length,
    open: open.filter(({ isMine }) => isMine),
    owed: owed.filter(({ isMine }) => isMine),
  };
}

async function questionsIn(ctx: Context, team: MyTeam): Promise<Waiting> {
  const { questions, hasMore } = await questionsWaiting(ctx, team.id);
  return { lines: questions.map((stored) => ({ ...asSeenBy(ctx.actor.id, stored, ctx.now), team })), hasMore };
}

interface Waiting {
  readonly lines: readonly TeamQuestion[];
  readonly hasMore: boolean;
}

/** In which weeks the actor did something, and of which kinds: from their own pointers of these weeks. */
export async function myRhythm(ctx: Context): Promise<MyRhythm> {
  const since = subWeeks(ctx.now, WEEKS_SHOWN);
  const range = { ...startingWith("ref|"), from: `ref|${since.toISOString()}` };
  const done = [];
  for await (const item of allOf(ctx.store, userPartition(ctx.actor.id), range)) {
    const act = actOf(read(StoredPointer, item).data);
    const [, at = ""] = item.id.split("|");
    if (act) {
      done.push({ act, at: new Date(at) });
    }
  }
  return rhythmOf(done, ctx.now, await zoneOf(ctx));
}
