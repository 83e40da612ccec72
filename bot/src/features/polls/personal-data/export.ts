import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { userPartition } from "../../../kernel/settings.ts";
import { Ballot, type Poll } from "../contract.ts";
import { findPoll, findTakenBackWords, pollIdOf, pollPartition } from "../store.ts";

/** What a poll holds about one person: that they asked it, took it back, decided it or answered it with their name. */
export type ExportedPoll =
  | ({ readonly role: "asker" } & Pick<Poll, AskedField>)
  | ({
      readonly role: "takenBack";
      readonly question: string | undefined;
      readonly options: readonly string[] | undefined;
    } & Pick<Poll, "openedAt">)
  | ({ readonly role: "decider"; readonly asker: string } & Pick<Poll, DecidedField>)
  | ({ readonly role: "voter"; readonly asker: string; readonly choices: readonly string[] } & Pick<
      Poll,
      "question" | "openedAt"
    >);

type DecidedField = "question" | "openedAt" | "outcome" | "why" | "decidedAt";
type AskedField = DecidedField | "options" | "mode" | "isAnonymous" | "closesAt" | "state";

/**
 * The polls a person asked, the named answers they gave and the outcomes they decided, found by the pointers in their
 * own partition. Anonymous answers cannot be found.
 */
export async function exportQuestions(services: Services, personId: string): Promise<readonly ExportedPoll[]> {
  const found: ExportedPoll[] = [];
  for await (const item of scanPartition(services.store, userPartition(personId), prefixRange("ref|"))) {
    const pointer = readDocument(StoredPointer, item).data;
    const poll = pointer.slice === "polls" ? await findPoll(services, pollIdOf(pointer.pk)) : undefined;
    const isErased = poll?.state === "erased" && !poll.isTakenBack;
    const theirs = poll && !isErased && (await asTheirs(services, poll, personId, pointer.role));
    if (theirs) {
      found.push(theirs);
    }
  }
  return found;
}

async function asTheirs(
  services: Services,
  poll: Poll,
  personId: string,
  role: string,
): Promise<ExportedPoll | undefined> {
  if (poll.isTakenBack) {
    return asTakenBack(services, poll, role);
  }
  if (role === "asker") {
    return asAsked(poll);
  }
  if (role === "decider") {
    return poll.decidedBy?.id === personId ? asDecided(poll) : undefined;
  }
  return asAnswered(services, poll, personId);
}

function asAsked({
  question,
  options,
  mode,
  isAnonymous,
  openedAt,
  closesAt,
  state,
  outcome,
  why,
  decidedAt,
}: Poll): ExportedPoll {
  return { role: "asker", question, options, mode, isAnonymous, openedAt, closesAt, state, outcome, why, decidedAt };
}

/** The asker's, with its words as long as they are kept. Answers to it are gone. */
async function asTakenBack(
  services: Services,
  { id, openedAt }: Poll,
  role: string,
): Promise<ExportedPoll | undefined> {
  const { question, options } = (await findTakenBackWords(services, id)) ?? {};
  return role === "voter" ? undefined : { role: "takenBack", question, options, openedAt };
}

const asDecided = ({ question, asker, openedAt, outcome, why, decidedAt }: Poll): ExportedPoll => ({
  role: "decider",
  question,
  asker: asker.name,
  openedAt,
  outcome,
  why,
  decidedAt,
});

async function asAnswered(services: Services, poll: Poll, personId: string): Promise<ExportedPoll> {
  const { question, openedAt, asker, options } = poll;
  const item = await services.store.get(pollPartition(poll.id), `v|${personId}`);
  const ballot = item && readDocument(Ballot, item).data;
  const choices = ballot && "choices" in ballot ? ballot.choices.map((choice) => options[choice] ?? "") : [];
  return { role: "voter", question, asker: asker.name, openedAt, choices };
}
