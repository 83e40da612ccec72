import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { digest } from "../../../core/idempotency-token.ts";
import { keyedMutex } from "../../../core/keyed-mutex.ts";
import { replaceOrCreate } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { Panels, type RoundKind } from "../contract.ts";

/** A fallback: jobs delete it long before. */
export const RETENTION_S = 24 * 3600;

export const roundPartition = (teamId: string) => `round|${teamId}`;
export const teamIdOfPanels = (pk: string) => pk.slice(roundPartition("").length);
export const participationPartition = (teamId: string) => `heard|${teamId}`;
export const postItem = (roundId: string) => `post|${roundId}`;
export const summaryItem = (roundId: string) => `told|${roundId}`;
export const ROUND = "round";

export const roundJobs = {
  findLeader: "rounds/find-leader",
  tell: "rounds/tell",
  cleanUp: "rounds/clean-up",
  summary: "rounds/summary",
  forget: "rounds/forget",
  destroyHeard: "rounds/destroy-heard",
} as const;

export async function findPanels(services: Services, teamId: string): Promise<Panels | undefined> {
  const item = await services.store.get(roundPartition(teamId), ROUND);
  return item && readDocument(Panels, item).data;
}

type Change = (panels: Panels | undefined) => Panels | undefined | Promise<Panels | undefined>;

/**
 * Everybody in a meeting acts at once: a mutex within this process, so that only processes conflict on the document.
 */
const inTurn = keyedMutex();

/**
 * Changes the state of a meeting's panels; concurrent changes are both applied. `change` returns its argument when
 * nothing is to be done; undefined deletes the document.
 */
export const changePanels = (services: Services, teamId: string, change: Change): Promise<Panels | undefined> =>
  inTurn(`${services.tenantId} ${teamId}`, () => changeNow(services, teamId, change));

async function changeNow(services: Services, teamId: string, change: Change): Promise<Panels | undefined> {
  let panels: Panels | undefined;
  await updateWithRetry(services.store, roundPartition(teamId), ROUND, async (item) => {
    const before = item && readDocument(Panels, item).data;
    const after = await change(before);
    panels = after;
    if (after === before) {
      return undefined;
    }
    if (!after) {
      return item ? [{ kind: "delete", id: ROUND, etag: item.etag }] : undefined;
    }
    panels = { ...after, version: after.version + 1, changedAt: services.now.toISOString() };
    return [replaceOrCreate(item, { id: ROUND, data: panels, ttl: RETENTION_S })];
  });
  return panels;
}

/** The id and kind of the round in a promise: the round no longer exists when the promise runs. */
export const partOf = (round: { readonly id: string; readonly kind: RoundKind }) => `${round.kind}|${round.id}`;

export function roundIn(part: string): { readonly id: string; readonly kind: RoundKind } | undefined {
  const [kind = "", id = ""] = part.split("|");
  return kind === "greeting" || kind === "speaking" || kind === "writing" || kind === "closing"
    ? { id, kind }
    : undefined;
}

export async function promise(
  services: Services,
  teamId: string,
  { job, key, at, part }: { readonly job: string; readonly key: string; readonly at: Date; readonly part?: string },
): Promise<void> {
  await services.due.promise({
    job,
    key: `rounds:${key}`,
    at,
    pk: roundPartition(teamId),
    id: ROUND,
    ...(part === undefined ? {} : { part }),
  });
}

/**
 * How long the panels' document is kept after the last panel closed: a person whose network connection failed finds the
 * round again.
 */
export const FORGOTTEN_AFTER_MS = 30 * 60_000;

export async function promiseForget(services: Services, teamId: string, from: Date): Promise<void> {
  const at = new Date(from.getTime() + FORGOTTEN_AFTER_MS);
  await promise(services, teamId, { job: roundJobs.forget, key: `${digest(teamId)}:forget:${at.getTime()}`, at });
}
