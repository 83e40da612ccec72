import type { JobWork } from "../../../core/actions.ts";
import { catchingUp } from "../../../core/catch-up.ts";
import type { JobContext } from "../../../core/context.ts";
import { TryLater } from "../../../core/delivery.ts";
import { read } from "../../../core/document.ts";
import { changing } from "../../../core/document-store.ts";
import { unlessRefused } from "../../../core/errors.ts";
import { PostRecord, postedAt, postOnce, updateQuietly } from "../../../core/post-once.ts";
import { isoWeek } from "../../../core/week.ts";
import { sayTime } from "../../../i18n/dates.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { usedForm } from "../../people/service/forms.ts";
import { languageOf, mayDisturb, teamPartition, teamSettings } from "../../people/service.ts";
import { StoredQuestion } from "../../pulse/contract.ts";
import { weekOps } from "../../pulse/service.ts";
import { usedFormCard } from "../card/form.ts";
import { decideCard, owedCard, toldCard } from "../card/run.ts";
import { inBrief, pollCard } from "../card.ts";
import type { Poll } from "../contract.ts";
import { cleanUp, countAndClose } from "../service/close.ts";
import { outcomesOf } from "../service/decide.ts";
import {
  answersTo,
  changePoll,
  findPoll,
  KEPT_S,
  lineItem,
  pollIn,
  pollJobs,
  pollPartition,
  postItem,
} from "../service/store.ts";
import { isOpen } from "../service/vote.ts";
import { pollTexts } from "../texts.ts";
import { sharedView } from "./views.ts";

/** Brings everything in line with what is stored: the card, the team's line and week, the asker, the thread. */
export async function share(ctx: JobContext, { pk }: JobWork): Promise<void> {
  await catchingUp(
    () => findPoll(ctx, pollIn(pk)),
    (poll) =>
      unlessTeamIsGone(async () => {
        const team = await teamSettings(ctx, poll.teamId);
        if (poll.state === "lost") {
          return askerHearsOfLoss(ctx, poll, team);
        }
        await postCard(ctx, poll, team);
        if ((await findPoll(ctx, poll.id))?.state === "lost") {
          return;
        }
        await keepLine(ctx, poll, team);
        await askerHears(ctx, poll, team);
        await threadHears(ctx, poll, team);
      }),
  );
}

const postCard = (ctx: JobContext, poll: Poll, team: TeamSettings) =>
  postOnce(ctx, {
    pk: teamPartition(poll.teamId),
    id: postItem(poll.id),
    ttl: KEPT_S,
    to: { kind: "conversation", conversationId: poll.conversationId },
    message: async () => ({ card: pollCard(await sharedView(ctx, poll, team), translator(pollTexts, team.locale)) }),
    lost: () => nobodyWasAsked(ctx, poll),
  });

/** The card alone, after votes: from a fresh read, and not where it was never posted. */
export async function redraw(ctx: JobContext, { pk }: JobWork): Promise<void> {
  await catchingUp(
    () => findPoll(ctx, pollIn(pk)),
    (poll) =>
      unlessTeamIsGone(async () => {
        const at = await cardAt(ctx, poll);
        const team = await teamSettings(ctx, poll.teamId);
        if (at) {
          const card = pollCard(await sharedView(ctx, poll, team), translator(pollTexts, team.locale));
          await updateQuietly(ctx, at, { card });
        }
      }),
  );
}

async function cardAt(ctx: JobContext, poll: Poll) {
  const item = await ctx.store.get(teamPartition(poll.teamId), postItem(poll.id));
  return item && postedAt(read(PostRecord, item).data);
}

/** The question ends here: nobody is reminded of what nobody saw. */
async function nobodyWasAsked(ctx: JobContext, poll: Poll): Promise<void> {
  await changePoll(ctx, poll.id, (now) => (now.state === "open" ? { ...now, state: "lost" } : now));
}

/** And what to do, once, however often that takes. */
async function askerHearsOfLoss(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
  await postOnce(ctx, {
    pk: pollPartition(poll.id),
    id: "post|lost",
    ttl: KEPT_S,
    to: { kind: "person", personId: poll.asker.id, teamId: poll.teamId },
    message: async () => ({ text: t("channelUnreachable", { question: inBrief(poll.question) }) }),
  });
}

/** The question's line in the team, and the week's counters: in one write, so that nothing is counted twice. */
async function keepLine(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const pk = teamPartition(poll.teamId);
  const id = lineItem(poll);
  const line = lineOf(poll);
  await changing(ctx.store, pk, id, async (item) => {
    const before = item && read(StoredQuestion, item).data;
    if (item && JSON.stringify(item.data) === JSON.stringify(line)) {
      return undefined;
    }
    const opened = isoWeek(new Date(poll.openedAt), team.zone);
    const decided = poll.decidedAt && isoWeek(new Date(poll.decidedAt), team.zone);
    return [
      item
        ? { kind: "replace", id, data: line, etag: item.etag, ttl: LINE_KEPT_S }
        : { kind: "create", id, data: line, ttl: LINE_KEPT_S },
      ...(before ? [] : await weekOps(ctx, poll.teamId, opened, { "acts.questions": 1 })),
      ...(decided && before?.state !== "decided"
        ? await weekOps(ctx, poll.teamId, decided, { "acts.decisions": 1 })
        : []),
    ];
  });
}

const LINE_KEPT_S = 24 * 31 * 24 * 3600;

function lineOf(poll: Poll): StoredQuestion {
  const { id, question, asker, openedAt, closesAt, closedAt, answerBy, outcome, why, decidedAt } = poll;
  const state = poll.state === "closing" || poll.state === "lost" ? "closed" : poll.state;
  return {
    schema: 1,
    pollId: id,
    question,
    asker,
    state,
    openedAt,
    closesAt: closedAt ?? closesAt,
    answerBy,
    ...(outcome === undefined ? {} : { outcome }),
    ...(why === undefined ? {} : { why }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  };
}

/** At the close the question comes back to its asker. Where they cannot be reached, card and tab have the way in. */
async function askerHears(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  if (poll.state === "open" || poll.state === "closing" || (await askerLeft(ctx, poll))) {
    return;
  }
  const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
  const view = { poll, outcomes: outcomesOf(poll, team.locale), now: ctx.now, zone: team.zone };
  await postOnce(ctx, {
    pk: pollPartition(poll.id),
    id: "post|asker",
    ttl: KEPT_S,
    to: { kind: "person", personId: poll.asker.id, teamId: poll.teamId },
    message: async () => ({ card: poll.state === "decided" ? toldCard(poll, t) : decideCard(view, t) }),
  });
}

/** Whoever has left the team hears no more of it: its leader has the way in. */
async function askerLeft(ctx: JobContext, { conversationId, asker }: Poll): Promise<boolean> {
  const members = await unlessRefused(ctx.roster.members(conversationId));
  return members !== undefined && !members.some(({ id }) => id === asker.id);
}

/** One reply in the thread says what the card says, so that those who have seen the card hear of it. */
async function threadHears(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const at = await cardAt(ctx, poll);
  if (poll.state !== "decided" || !at) {
    return;
  }
  const { outcome = "", why = "" } = poll;
  await postOnce(ctx, {
    pk: pollPartition(poll.id),
    id: "post|reply",
    ttl: KEPT_S,
    to: { kind: "thread", ...at },
    message: async () => ({ text: translator(pollTexts, team.locale)("decidedReply", { outcome, why }) }),
  });
}

/** When its time has come, or somebody closed it. Asked again when nothing is to be done, it does nothing. */
export async function close(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  if (poll && !isOpen(poll, ctx.now)) {
    await countAndClose(ctx, poll.id);
  }
}

/** Takes away what could still join an answer to a person. */
export async function forget(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  if (poll && poll.state !== "open" && poll.state !== "closing") {
    await cleanUp(ctx, poll);
  }
}

/** Reminds the channel once, naming nobody. Not where everybody has answered, and not after the close. */
export async function remind(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  if (!poll || !isOpen(poll, ctx.now) || (await answersTo(ctx, poll)) >= poll.eligible) {
    return;
  }
  await unlessTeamIsGone(async () => {
    const at = await cardAt(ctx, poll);
    const key = `polls:${poll.id}:remind`;
    const may = await mayDisturb(ctx, { teamId: poll.teamId, kind: "openQuestion" }, key);
    if (may instanceof Date) {
      return laterThan(ctx, { job: pollJobs.remind, key, pk, at: may, part });
    }
    if (!at || may === "never") {
      return;
    }
    const team = await teamSettings(ctx, poll.teamId);
    const time = sayTime(new Date(poll.closesAt), team.locale, team.zone, ctx.now);
    const text = translator(pollTexts, team.locale)("remind", { time, question: inBrief(poll.question) });
    await ctx.outbox.post({ kind: "thread", ...at }, { text });
  });
}

/** Reminds whoever asked, once, that the team is waiting. */
export async function owed(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  const isOwed = poll && (poll.state === "closed" || poll.state === "moreTime");
  if (!isOwed || poll.answerBy > ctx.now.toISOString() || (await ctx.store.get(pk, REMINDED))) {
    return;
  }
  await unlessTeamIsGone(async () => {
    const team = await teamSettings(ctx, poll.teamId);
    if (await askerLeft(ctx, poll)) {
      return;
    }
    const key = `polls:${poll.id}:owed`;
    const target = { teamId: poll.teamId, kind: "owedAnswer", personId: poll.asker.id } as const;
    const may = await mayDisturb(ctx, target, key);
    if (may instanceof Date) {
      return laterThan(ctx, { job: pollJobs.owed, key: `${key}:${Date.parse(poll.answerBy)}`, pk, at: may, part });
    }
    if (may === "never") {
      return;
    }
    const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
    await onceOnly(ctx, pk, () =>
      ctx.outbox.post({ kind: "person", personId: poll.asker.id, teamId: poll.teamId }, { card: owedCard(poll, t) }),
    );
  });
}

const REMINDED = "reminded";

/** Noted before it goes, since twice is worse than never; what Teams did not take goes again. */
async function onceOnly(ctx: JobContext, pk: string, post: () => Promise<unknown>): Promise<void> {
  await ctx.store.write(pk, [{ kind: "put", id: REMINDED, data: { schema: 1 }, ttl: KEPT_S }]);
  try {
    await post();
  } catch (error) {
    if (error instanceof TryLater) {
      await ctx.store.write(pk, [{ kind: "delete", id: REMINDED }]);
    }
    throw error;
  }
}

interface Later {
  readonly job: string;
  readonly key: string;
  readonly pk: string;
  readonly at: Date;
  readonly part: string | undefined;
}

/** The same promise at a better time is a new promise: this one counts as kept. */
async function laterThan(ctx: JobContext, { job, key, pk, at, part }: Later): Promise<void> {
  const round = String(Number(part ?? 0) + 1);
  await ctx.due.promise({ job, key: `${key}:later-${round}`, at, pk, id: "poll", part: round });
}

/** Makes a line of a form that has done its work. */
export async function formUsed(ctx: JobContext, work: JobWork): Promise<void> {
  const used = await usedForm(ctx, work);
  const poll = used && (await findPoll(ctx, used.eventId));
  if (poll) {
    await unlessTeamIsGone(async () => {
      const t = translator(pollTexts, (await teamSettings(ctx, poll.teamId)).locale);
      await updateQuietly(ctx, used.at, { card: usedFormCard(t) });
    });
  }
}

/** Where Gnista knows the team no more there is nobody left to show anything to. */
const unlessTeamIsGone = (work: () => Promise<void>) => unlessRefused(work());
