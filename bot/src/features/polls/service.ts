import type { World } from "../../core/context.ts";
import { read } from "../../core/document.ts";
import { allOf, startingWith } from "../../core/document-store.ts";
import { StoredPointer } from "../people/contract.ts";
import { userPartition } from "../people/service.ts";
import { Ballot, type Poll } from "./contract.ts";
import { findPoll, pollIn, pollPartition } from "./service/store.ts";

/**
 * The questions a person asked and the open answers they gave, by the pointers in their own partition. Of anonymous
 * answers there is nothing to find.
 */
export async function exportQuestions(world: World, personId: string): Promise<readonly object[]> {
  const found: object[] = [];
  for await (const item of allOf(world.store, userPartition(personId), startingWith("ref|"))) {
    const pointer = read(StoredPointer, item).data;
    const poll = pointer.slice === "polls" ? await findPoll(world, pollIn(pointer.pk)) : undefined;
    if (poll && poll.state !== "erased") {
      found.push(pointer.role === "asker" ? asAsked(poll) : await asAnswered(world, poll, personId));
    }
  }
  return found;
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
}: Poll): object {
  return { role: "asker", question, options, mode, isAnonymous, openedAt, closesAt, state, outcome, why, decidedAt };
}

async function asAnswered(world: World, poll: Poll, personId: string): Promise<object> {
  const { question, openedAt, asker, options } = poll;
  const item = await world.store.get(pollPartition(poll.id), `v|${personId}`);
  const ballot = item && read(Ballot, item).data;
  const choices = ballot && "choices" in ballot ? ballot.choices.map((choice) => options[choice]) : [];
  return { role: "voter", question, asker: asker.name, openedAt, choices };
}
