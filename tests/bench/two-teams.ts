import { subDays, subHours, subMinutes, subWeeks } from "date-fns";
import type { DocumentStore, Op } from "#bot/core/document-store.ts";
import { isoWeek } from "#bot/core/week.ts";
import type { Kudos, ThanksEntry } from "#bot/features/kudos/contract.ts";
import { entryItem } from "#bot/features/kudos/store.ts";
import type { Poll, StoredQuestion } from "#bot/features/polls/contract.ts";
import type { TeamSettings, WeekCounts } from "#bot/kernel/contract.ts";
import { teamPartition, userPartition } from "#bot/kernel/settings.ts";
import type { FakeMember } from "../support/fake-teams.ts";
import { TENANT } from "./people.ts";

/*
 * Two teams that look the same this quarter: ten people who started with it, and ten thousand with three years of
 * history. Their dashboards show the same, so the difference in cost is the cost of growth.
 */

export interface Grown {
  readonly id: string;
  readonly members: number;
  readonly weeksBefore: number;
  /** Public kudos in the last fortnight, for both teams more than the page shows. */
  readonly thanksLately: number;
}

export const young: Grown = { id: "19:young@thread.v2", members: 10, weeksBefore: 0, thanksLately: 120 };
export const old: Grown = { id: "19:old@thread.v2", members: 10_000, weeksBefore: 144, thanksLately: 3_000 };

/** The last person in the roster, who leads the team. */
export const viewerOf = (team: Grown) => personIn(team, team.members - 1);

export const rosterOf = (team: Grown): readonly FakeMember[] =>
  Array.from({ length: team.members }, (_, n) => {
    const { id, name } = personIn(team, n);
    return {
      id: `29:${id}`,
      name,
      objectId: id,
      userPrincipalName: `${id}@contoso.example`,
      tenantId: TENANT,
      userRole: "user",
    };
  });

const personIn = ({ members }: Grown, n: number) => ({
  id: `00000000-0000-4000-9${String(members).padStart(3, "0").slice(0, 3)}-${String(n).padStart(12, "0")}`,
  name: `Person${n} Efternamn${n % 100}`,
});

const ZONE = "Europe/Stockholm";
const QUARTER_WEEKS = 12;
const words = "Tack för att du stannade kvar och hjälpte till med det som blev över. ".repeat(2);
const idFrom = (kind: string, n: number) => `${kind}${String(n).padStart(22 - kind.length, "0")}`;

/** Writes the team, its current quarter and its history. */
export async function seedTeam(store: DocumentStore, team: Grown, now: Date): Promise<void> {
  const viewer = viewerOf(team);
  const settings: TeamSettings = {
    schema: 1,
    id: team.id,
    name: "Bänken",
    conversationId: team.id,
    kind: "groupChat",
    locale: "sv",
    zone: ZONE,
    leaders: [viewer],
    values: ["Vi hjälps åt"],
    pressedWeeks: [],
  };
  await inBatches(store, teamPartition(team.id), [
    { kind: "put", id: "team", data: settings },
    ...Array.from({ length: 3 }, (_, n) => putOpenPoll(team, n, now)),
    ...Array.from({ length: team.thanksLately }, (_, n) => putKudos(team, subMinutes(now, 5 * n + 5), n)),
    ...Array.from({ length: QUARTER_WEEKS + team.weeksBefore }, (_, week) => weekOf(team, now, week)).flat(),
  ]);
  for (let n = 0; n < 3; n++) {
    await store.write(`poll|${pollIdOf(team, n)}`, [{ kind: "put", id: "poll", data: openPoll(team, n, now) }]);
  }
  await ownHistory(store, team, now);
}

/** One week's figures and decision and, if it is more than three weeks ago, eight kudos. */
function weekOf(team: Grown, now: Date, weeksAgo: number): Op[] {
  const at = subWeeks(now, weeksAgo);
  const week = isoWeek(at, ZONE);
  const counts: WeekCounts = {
    schema: 1,
    week,
    acts: { thanks: 8, progress: 1, milestones: 0, questions: 1, decisions: 1 },
  };
  const decision = putDecidedPoll(team, subHours(at, 1), weeksAgo);
  const thanks = Array.from({ length: 8 }, (_, n) => putKudos(team, subDays(at, 1), weeksAgo * 10 + n + 10_000));
  return [{ kind: "put", id: `w|${week}`, data: counts }, decision, ...(weeksAgo > 3 ? thanks : [])];
}

const pollIdOf = (team: Grown, n: number) => idFrom(`q${team.members}q`, n);

const pollEntry = (team: Grown, pollId: string, openedAt: Date): StoredQuestion => ({
  schema: 1,
  pollId,
  question: "Ska vi flytta veckomötet till klockan nio så att alla hinner?",
  asker: personIn(team, 1),
  mode: "advice",
  askerDecides: true,
  state: "open",
  openedAt: openedAt.toISOString(),
  closesAt: new Date(openedAt.getTime() + 7 * 24 * 3600_000).toISOString(),
});

function putOpenPoll(team: Grown, n: number, now: Date): Op {
  const data = pollEntry(team, pollIdOf(team, n), subHours(now, n + 1));
  return { kind: "put", id: `q|${data.openedAt}|${data.pollId}`, data };
}

function putDecidedPoll(team: Grown, at: Date, n: number): Op {
  const decidedAt = at.toISOString();
  const entry = pollEntry(team, idFrom("d", n), subDays(at, 2));
  const data: StoredQuestion = { ...entry, state: "decided", outcome: "Ja", why: "Flest ville det.", decidedAt };
  return { kind: "put", id: `d|${decidedAt}|${data.pollId}`, data };
}

function putKudos(team: Grown, at: Date, n: number): Op {
  const kudosId = idFrom("t", n);
  const data: ThanksEntry = {
    kudosId,
    kind: "thanks",
    sender: personIn(team, 1),
    recipients: [personIn(team, 2)],
    wholeTeam: false,
    words,
    givenAt: at.toISOString(),
  };
  return { kind: "put", id: entryItem({ ...data, id: kudosId }), data: { schema: 1, ...data } };
}

function openPoll(team: Grown, n: number, now: Date): Poll {
  const {
    pollId,
    schema: _,
    askerDecides: __,
    state: ___,
    ...entry
  } = pollEntry(team, pollIdOf(team, n), subHours(now, n + 1));
  return {
    ...entry,
    schema: 1,
    id: pollId,
    teamId: team.id,
    conversationId: team.id,
    options: ["Ja", "Nej"],
    edition: 0,
    mode: "advice",
    most: 1,
    isAnonymous: false,
    results: "atClose",
    eligible: 9,
    shards: 1,
    answerBy: entry.closesAt,
    state: "open",
    revision: 0,
    changedAt: entry.openedAt,
  };
}

/** A quarter in which the viewer gave and received as many kudos as a page shows; before it, five acts a week. */
async function ownHistory(store: DocumentStore, team: Grown, now: Date): Promise<void> {
  const viewer = viewerOf(team);
  const pointers: Op[] = [{ kind: "put", id: `in|${team.id}`, data: { schema: 1, name: "Bänken" } }];
  const acts = [
    ...Array.from({ length: 100 }, (_, n) => subHours(now, 12 * n + 1)),
    ...Array.from({ length: team.weeksBefore * 5 }, (_, n) => subWeeks(now, QUARTER_WEEKS + 1 + Math.floor(n / 5))),
  ];
  for (const [n, at] of acts.entries()) {
    const id = idFrom(`k${team.members}k`, n);
    const isMine = n % 2 === 0;
    const [sender, recipient] = isMine ? [viewer, personIn(team, 3)] : [personIn(team, 3), viewer];
    const role = isMine ? "sender" : "recipient";
    const data = { schema: 1, slice: "kudos", role, pk: `kudos|${id}`, id: "kudos" };
    pointers.push({ kind: "put", id: `ref|${at.toISOString()}|kudos|${id}`, data });
    if (n < 100) {
      await store.write(`kudos|${id}`, [
        { kind: "put", id: "kudos", data: privately(team, id, at, sender, recipient) },
      ]);
    }
  }
  await inBatches(store, userPartition(viewer.id), pointers);
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const privately = (team: Grown, id: string, at: Date, sender: Named, recipient: Named): Kudos => ({
  schema: 1,
  id,
  teamId: team.id,
  conversationId: team.id,
  sender,
  recipients: [{ ...recipient, reach: "private" }],
  wholeTeam: false,
  words,
  wordsArePublic: true,
  kind: "thanks",
  audience: "private",
  week: isoWeek(at, ZONE),
  givenAt: at.toISOString(),
  revision: 0,
  changedAt: at.toISOString(),
  isWithdrawn: false,
});

async function inBatches(store: DocumentStore, pk: string, ops: readonly Op[]): Promise<void> {
  for (let from = 0; from < ops.length; from += 100) {
    await store.write(pk, ops.slice(from, from + 100));
  }
}
