import type { JobContext } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { changing } from "../../../core/document-store.ts";
import { isoWeek } from "../../../core/week.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { teamPartition } from "../../people/service.ts";
import { StoredQuestion } from "../../pulse/contract.ts";
import { weekOps } from "../../pulse/service.ts";
import type { Poll } from "../contract.ts";
import { lineItem } from "../service/store.ts";

/** The question's line in the team, and the week's counters: in one write, so that nothing is counted twice. */
export async function keepLine(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
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
