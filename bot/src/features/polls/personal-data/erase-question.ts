import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { deleteAll, deleteOne, prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { DataSubjects } from "../../../core/personal-data.ts";
import { shardOf } from "../../../core/poll-key.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { tryWriteInDoubt } from "../../../core/try-write.ts";
import { translator } from "../../../i18n/translate.ts";
import { formerMember } from "../../../kernel/former-member.ts";
import { languageOfTeam, teamPartition } from "../../../kernel/settings.ts";
import { Ballot, type Poll } from "../contract.ts";
import { outcomesOf } from "../queries/outcomes.ts";
import { answerTakenBack, withoutAsker, withoutDecider } from "../rules/without-asker.ts";
import {
  changePoll,
  decidedEntryItem,
  destroyKeys,
  entryId,
  findPoll,
  pollIdOf,
  pollPartition,
  shardPrefix,
  WORDS_ITEM,
} from "../store.ts";
import { pollTexts } from "../texts.ts";
import { cleanUp } from "../verbs/close-poll.ts";

/** Erases the poll in any state: its words, its answers, and its entry in the team. */
export async function eraseQuestion(services: Services, found: Poll): Promise<Poll> {
  const { first } = await formerMember(services, found.teamId);
  const poll = await changePoll(services, found.id, (now) => withoutAsker(now, first));
  const team = teamPartition(poll.teamId);
  await deleteOne(services.store, team, entryId(poll));
  if (poll.decidedAt !== undefined) {
    await deleteOne(services.store, team, decidedEntryItem(poll, poll.decidedAt));
  }
  await deleteOne(services.store, pollPartition(poll.id), WORDS_ITEM);
  await deleteAll(services.store, pollPartition(poll.id), prefixRange("t|"));
  await cleanUp(services, { ...poll, isAnonymous: true });
  return poll;
}

/** Erases the person who decided, and their words. An outcome that is one of the options is kept. */
export async function eraseDecider(services: Services, poll: Poll, personId: string): Promise<Poll> {
  const locale = await languageOfTeam(services, poll.teamId);
  const { first } = await formerMember(services, poll.teamId);
  const words = translator(pollTexts, locale)("erasedWords");
  return changePoll(services, poll.id, (now) =>
    withoutDecider(now, personId, { former: first, words, outcomes: outcomesOf(now, locale) }),
  );
}

/**
 * Deletes a named answer. While the poll is open it is also subtracted from the tally; afterwards only the name is
 * removed.
 */
export function eraseAnswer(services: Services, pollId: string, personId: string): Promise<void> {
  const pk = pollPartition(pollId);
  return retryWrite(MAX_ATTEMPTS, async () => {
    const [poll, item] = await Promise.all([findPoll(services, pollId), services.store.get(pk, `v|${personId}`)]);
    const ballot = item && readDocument(Ballot, item).data;
    if (!poll || !item || !ballot || !("voter" in ballot)) {
      return;
    }
    const shard = `${shardPrefix(poll)}${shardOf(poll.id, personId, poll.shards)}`;
    const isCounted = poll.result !== undefined;
    const isWritten = await tryWriteInDoubt(services.store, pk, [
      { kind: "delete", id: item.id, etag: item.etag },
      ...(isCounted ? [] : [{ kind: "incr", id: shard, by: answerTakenBack(ballot.choices) } as const]),
    ]);
    return isWritten ? undefined : LOST;
  });
}

/** Conflicts come only from the voter's last clicks and one close. */
const MAX_ATTEMPTS = 20;

/** The people whom a poll's partition names, and the team in which it was asked. */
export async function pollSubjects(services: Services, pk: string): Promise<DataSubjects | undefined> {
  const poll = await findPoll(services, pollIdOf(pk));
  if (!poll) {
    return undefined;
  }
  const people = [poll.asker.id, ...(poll.decidedBy ? [poll.decidedBy.id] : [])];
  for await (const item of scanPartition(services.store, pk, prefixRange("v|"))) {
    const ballot = readDocument(Ballot, item).data;
    people.push(...("voter" in ballot ? [ballot.voter.id] : []));
  }
  return { teamId: poll.teamId, people };
}

/** Destroys the key first: sealed data is unreadable before it is deleted. */
export async function destroyQuestion(services: Services, pk: string): Promise<void> {
  await destroyKeys(services, pollIdOf(pk));
  await deleteAll(services.store, pk);
}
