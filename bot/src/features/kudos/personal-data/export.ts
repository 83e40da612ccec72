import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { userPartition } from "../../../kernel/settings.ts";
import type { Kudos } from "../contract.ts";
import { findKudos, kudosIn } from "../store.ts";

/** What a thank-you holds about one person: what they gave, what they got, or that they joined. */
export type ExportedThanks = GivenThanks | ReceivedThanks | JoinedThanks;

type GivenThanks = Pick<
  Kudos,
  "kind" | "words" | "value" | "givenAt" | "week" | "audience" | "wholeTeam" | "isWithdrawn"
> & {
  readonly role: "sender";
  readonly recipients: readonly string[];
};

interface ReceivedThanks
  extends Pick<Kudos, "kind" | "givenAt" | "isWithdrawn">,
    Partial<Pick<Kudos, "words" | "value">> {
  readonly role: "recipient";
  readonly sender: string;
  readonly reach: Kudos["recipients"][number]["reach"] | undefined;
}

interface JoinedThanks extends Pick<Kudos, "kind" | "givenAt"> {
  readonly role: "also";
  readonly sender: string;
}

/**
 * All thanks that name the person, found by the pointers in their own partition. Data that reached only others is left
 * out, and the words of removed thanks are exported to the sender only.
 */
export async function exportThanks(services: Services, personId: string): Promise<readonly ExportedThanks[]> {
  const found: ExportedThanks[] = [];
  for await (const item of scanPartition(services.store, userPartition(personId), prefixRange("ref|"))) {
    const { slice, role, pk } = readDocument(StoredPointer, item).data;
    const kudos = slice === "kudos" ? await findKudos(services, kudosIn(pk)) : undefined;
    if (kudos) {
      found.push(asTheirs(kudos, personId, role));
    }
  }
  return found;
}

function asTheirs(kudos: Kudos, personId: string, role: string): ExportedThanks {
  const { kind, words, value, givenAt, week, audience, wholeTeam, isWithdrawn } = kudos;
  const reach = kudos.recipients.find(({ id }) => id === personId)?.reach;
  const sender = kudos.sender.name;
  if (role === "also") {
    return { role, kind, sender, givenAt };
  }
  if (role === "recipient") {
    const areWordsTheirs = reach !== "inPerson" && !isWithdrawn;
    return { role, kind, sender, givenAt, reach, isWithdrawn, ...(areWordsTheirs ? { words, value } : {}) };
  }
  const recipients = kudos.recipients.map(({ name }) => name);
  return { role: "sender", kind, words, value, givenAt, week, audience, wholeTeam, recipients, isWithdrawn };
}
