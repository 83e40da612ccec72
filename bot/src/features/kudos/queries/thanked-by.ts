import { subMilliseconds } from "date-fns";
import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange } from "../../../core/document-store.ts";
import type { NoticedPerson } from "../../../core/feature.ts";
import { FORM_LIFETIME_MS } from "../../../core/idempotency-token.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { userPartition } from "../../../kernel/settings.ts";
import { findKudos, kudosIn } from "../store.ts";

/** Pages of acts of any kind that are scanned: more than one person does and is named in within some weeks. */
const MAX_PAGES = 3;

/**
 * The people a sender has thanked by name in a team since then, in public or in private. Only the sender's own acts
 * decide: whom they chose, and whether they removed it. A recipient's choices make no difference.
 */
export async function thankedBy(
  services: Services,
  senderId: string,
  teamId: string,
  since: Date,
): Promise<readonly NoticedPerson[]> {
  // A pointer has the time at which its form was opened.
  const pointers = await pointersSince(services, senderId, subMilliseconds(since, FORM_LIFETIME_MS));
  const sent = pointers.filter(({ slice, role }) => slice === "kudos" && role === "sender");
  const kudos = await Promise.all(sent.map(({ pk }) => findKudos(services, kudosIn(pk))));
  return kudos
    .filter((one) => one !== undefined)
    .filter((one) => one.teamId === teamId && !one.isWithdrawn && one.givenAt >= since.toISOString())
    .flatMap(({ recipients, givenAt }) => recipients.map(({ id }) => ({ personId: id, at: new Date(givenAt) })));
}

/** Newest first. */
async function pointersSince(services: Services, personId: string, since: Date): Promise<readonly StoredPointer[]> {
  const found: StoredPointer[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next } = await services.store.range(userPartition(personId), {
      ...prefixRange("ref|"),
      from: `ref|${since.toISOString()}`,
      reverse: true,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...items.map((item) => readDocument(StoredPointer, item).data));
    if (next === undefined) {
      break;
    }
    after = next;
  }
  return found;
}
