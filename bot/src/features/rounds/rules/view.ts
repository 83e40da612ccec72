import type { Panels, PanelView, Present, Round } from "../contract.ts";
import { mayRunRound } from "./round.ts";
import { presentLeader, upcomingSpeakers } from "./upcoming-speakers.ts";

/** The people whom a hello round greets by name; others who are present are summarised. */
const MAX_PEOPLE = 12;
const MAX_NEXT = 2;

/**
 * Each person's view; the parts that all share are computed once. Of the others it shows the speaker, the next two, and
 * whether there are more; never who has spoken, who passed, or how many are left. Passing changes the others' views
 * exactly as leaving does.
 */
export function viewsOf(panels: Panels | undefined): (personId: string) => PanelView {
  if (!panels) {
    return () => ({ mayStart: false });
  }
  const { round, ended, leads } = panels;
  const leader = presentLeader(panels);
  const presentById = new Map(panels.here.map((one) => [one.id, one]));
  const roundFor = round && roundViews(panels, round, presentById, leader);
  return (personId) => {
    const mayStart = presentById.has(personId) && !round && (!leader || leads.includes(personId));
    return {
      ...(round ? {} : { here: presentById.size }),
      mayStart,
      ...(leader && !mayStart && !round ? { starter: leader.name } : {}),
      ...(ended ? { ended } : {}),
      ...(roundFor ? { round: roundFor(personId) } : {}),
    };
  };
}

type RoundView = NonNullable<PanelView["round"]>;

function roundViews(
  panels: Panels,
  round: Round,
  here: ReadonlyMap<string, Present>,
  leader: Present | undefined,
): (personId: string) => RoundView {
  const order = upcomingSpeakers(panels, round);
  const waiting = new Set(round.waiting);
  const hands = new Set(round.hands);
  const nameOf = (id: string) => here.get(id)?.name ?? "";
  const people = round.kind === "greeting" ? panels.here : [];
  const { speakerId } = round;
  const written = writtenPart(round);
  return (personId) => {
    const isMe = (id: string) => id === personId;
    return {
      id: round.id,
      kind: round.kind,
      host: nameOf(round.hostId),
      isHost: isMe(round.hostId),
      mayRun: here.has(personId) && mayRunRound(panels, round, personId),
      turn: round.turn,
      ...(speakerId === undefined ? {} : { speaker: { name: nameOf(speakerId), isMe: isMe(speakerId) } }),
      next: order.slice(0, MAX_NEXT).map((id) => ({ name: nameOf(id), isMe: isMe(id), hand: hands.has(id) })),
      more: order.length > MAX_NEXT,
      me: speakerId === personId ? "speaking" : statusOf(personId),
      hand: hands.has(personId),
      isLast: leader?.id === personId,
      people: people.slice(0, MAX_PEOPLE).map(({ name }) => name),
      morePeople: people.length > MAX_PEOPLE,
      greetings: round.greetings
        .filter(({ id }) => here.has(id))
        .map(({ id, text }) => ({ name: nameOf(id), text, isMe: isMe(id) })),
      ...written,
      ...(round.isSmall ? { isSmall: true } : {}),
    };
  };

  function statusOf(personId: string): RoundView["me"] {
    if (!here.has(personId)) {
      return "away";
    }
    return waiting.has(personId) ? "waiting" : "done";
  }
}

/** What a written round shows, the same for everybody. */
const writtenPart = ({ question, writeUntil, revealed, unshown }: Round) => ({
  ...(question === undefined ? {} : { question }),
  ...(writeUntil === undefined || revealed ? {} : { writeUntil }),
  ...(revealed ? { revealed } : {}),
  ...(unshown ? { unshown } : {}),
});
