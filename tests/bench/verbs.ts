import { allFeatures } from "#bot/all-features.ts";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { eventId, mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { weeksToMark } from "#bot/features/people/rules/markable-weeks.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { ROUND, roundPartition } from "#bot/features/rounds/store/panels.ts";
import { userPartition } from "#bot/kernel/settings.ts";
import { CHAT, idOf, nameOf } from "./people.ts";

/** One click with one verb. */
export interface Click {
  readonly verb: string;
  readonly who: number;
  readonly data: object;
  /** The name of the row, for a verb that has several. */
  readonly as?: string;
}

/** Verbs without a row, which the table lists. */
export const withoutRow = (clicks: readonly Click[]): readonly string[] =>
  [...allFeatures.flatMap(({ verbs = {} }) => Object.keys(verbs)), peopleVerbs.inTeam].filter(
    (verb) => !clicks.some((click) => click.verb === verb),
  );

const draftId = "d".repeat(22);
const WORDS = "Tack för att du stannade kvar";

/**
 * Writes what the clicks need: the recipient has chosen a wish, there is the draft of a form in the channel, and three
 * people have their meeting panels open, one of whom leads.
 */
export async function prepare(store: DocumentStore): Promise<void> {
  const openly = { schema: 1, wish: "openly" };
  const draft = { schema: 1, nonce: mintIdempotencyToken(new Date()), recipients: [idOf(12)], words: WORDS };
  await store.write(userPartition(idOf(12)), [{ kind: "put", id: "settings", data: openly }]);
  await store.write(userPartition(idOf(11)), [{ kind: "put", id: `draft|${draftId}`, data: draft }]);
  const panels = [20, 21, 22].reduce(
    (all, who) => withArrival(all, { id: idOf(who), name: nameOf(who) }, "bench"),
    noPanels(CHAT, new Date()),
  );
  const data = { ...panels, leads: [idOf(20)] };
  await store.write(roundPartition(CHAT), [{ kind: "put", id: ROUND, data }]);
}

/** Every verb of every feature once, in an order in which each succeeds. */
export function everyVerb(now: Date): readonly Click[] {
  return [...kudosClicks(now), ...pollClicks(now), ...roundClicks(now), ...peopleClicks(now), ...suggestionClicks()];
}

function kudosClicks(now: Date): readonly Click[] {
  const nonce = mintIdempotencyToken(now);
  const kudosId = eventId("kudos", idOf(11), nonce);
  const about = (verb: string, who: number) => ({ verb, who, data: { kudosId } });
  const given = { teamId: CHAT, nonce, recipients: idOf(12), words: WORDS, audience: "team" };
  return [
    { verb: kudosVerbs.openDraft, who: 11, data: { teamId: CHAT, draftId, askerId: idOf(11) } },
    { verb: kudosVerbs.give, who: 11, data: given },
    about(kudosVerbs.receipt, 11),
    about(kudosVerbs.alsoThank, 13),
    about(kudosVerbs.undoAlso, 13),
    about(kudosVerbs.mine, 12),
    about(kudosVerbs.keepBetweenUs, 12),
    about(kudosVerbs.showThanks, 12),
    about(kudosVerbs.remove, 11),
    about(kudosVerbs.restore, 11),
  ];
}

function pollClicks(now: Date): readonly Click[] {
  const nonce = mintIdempotencyToken(now);
  const pollId = eventId("polls", idOf(11), nonce);
  const about = (verb: string, who: number, more: object = {}, as?: string): Click => ({
    verb,
    who,
    data: { pollId, ...more },
    ...(as === undefined ? {} : { as }),
  });
  const question = { teamId: CHAT, nonce, question: "Flytta mötet till 9?", answers: "named" };
  const day = new Date(now.getTime() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  const vote = (choices: string, as?: string) => about(pollVerbs.vote, 12, { edition: 1, choices }, as);
  return [
    { verb: pollVerbs.ask, who: 11, data: question },
    about(pollVerbs.changeOptions, 11, { options: "Ja\nNej\nKanske" }),
    vote("0"),
    vote("1", `${pollVerbs.vote}, changed`),
    about(pollVerbs.card, 12),
    about(pollVerbs.mine, 12),
    about(pollVerbs.close, 11),
    about(pollVerbs.who, 12),
    about(pollVerbs.moreTime, 11, { day }),
    about(pollVerbs.decide, 11, { outcome: "1", why: "Flest ville." }),
    about(pollVerbs.tellAgain, 11),
  ];
}

/** A round of each kind. The leader speaks last, so the speaker is known. */
function roundClicks(now: Date): readonly Click[] {
  const round = (kind: RoundKind) => {
    const nonce = mintIdempotencyToken(now);
    const about = { teamId: CHAT, roundId: eventId("rounds", idOf(20), nonce) };
    const act = (verb: string, who: number, more: object = {}): Click => ({ verb, who, data: { ...about, ...more } });
    const withLabel = (click: Click): Click => ({ ...click, as: `${click.verb}, ${kind}` });
    return {
      act,
      start: withLabel({ verb: roundVerbs.start, who: 20, data: { teamId: CHAT, nonce, kind } }),
      close: withLabel(act(roundVerbs.close, 20)),
    };
  };
  const [greeting, speaking, writing, closing] = RoundKind.options.map(round) as [Of, Of, Of, Of];
  type Of = ReturnType<typeof round>;
  return [
    greeting.start,
    greeting.act(roundVerbs.greet, 21, { text: "Hej" }),
    greeting.close,
    speaking.start,
    speaking.act(roundVerbs.next, 20, { turn: 1 }),
    { ...speaking.act(roundVerbs.next, 20, { turn: 2 }), as: `${roundVerbs.next}, to who leads` },
    speaking.act(roundVerbs.raise, 21),
    speaking.act(roundVerbs.lower, 21),
    speaking.act(roundVerbs.pass, 20),
    speaking.close,
    writing.start,
    ...[20, 21, 22].map((who) => writing.act(roundVerbs.write, who, { text: "Mer tid" })),
    writing.act(roundVerbs.reveal, 20),
    writing.close,
    closing.start,
    closing.act(roundVerbs.answer, 21, { heard: 4 }),
    closing.close,
  ];
}

function peopleClicks(now: Date): readonly Click[] {
  const team = { teamId: CHAT };
  const [, week] = weeksToMark(now, "Europe/Stockholm");
  const commandInput = { ...team, command: "inställningar", text: "", nonce: mintIdempotencyToken(now) };
  return [
    { verb: peopleVerbs.chooseWish, who: 13, data: { wish: "openly" } },
    { verb: peopleVerbs.preferences, who: 13, data: {} },
    { verb: peopleVerbs.savePreferences, who: 13, data: { wish: "betweenUs", owedAnswer: "true" } },
    { verb: peopleVerbs.remindersOff, who: 13, data: { kind: "owedAnswer" } },
    { verb: peopleVerbs.remindersOn, who: 13, data: { kind: "owedAnswer" } },
    { verb: peopleVerbs.myData, who: 12, data: {} },
    { verb: peopleVerbs.exportData, who: 12, data: { part: 0 } },
    { verb: peopleVerbs.inTeam, who: 12, data: commandInput },
    { verb: peopleVerbs.team, who: 12, data: team },
    { verb: peopleVerbs.takeLead, who: 11, data: team },
    { verb: peopleVerbs.aboutErasing, who: 13, data: {} },
    { verb: peopleVerbs.editTeam, who: 11, data: team },
    { verb: peopleVerbs.saveTeam, who: 11, data: { ...team, values: "Mod", locale: "sv", zone: "Europe/Stockholm" } },
    { verb: peopleVerbs.pressedWeek, who: 11, data: { ...team, week, pressed: "true" } },
    { verb: peopleVerbs.handOverLead, who: 11, data: { ...team, personId: idOf(12) } },
    { verb: peopleVerbs.declineLead, who: 12, data: team },
    { verb: peopleVerbs.takeLead, who: 11, data: team, as: `${peopleVerbs.takeLead}, again` },
    { verb: peopleVerbs.erase, who: 13, data: { nonce: mintIdempotencyToken(now) } },
  ];
}

function suggestionClicks(): readonly Click[] {
  const data = { teamId: CHAT, personId: idOf(14) };
  return [
    { verb: pulseVerbs.restThought, who: 11, data },
    { verb: pulseVerbs.unrestThought, who: 11, data },
  ];
}
