import { addDays } from "date-fns";
import type { Context, Services } from "../../../core/context.ts";
import { leaveDirectory } from "../../../core/directory.ts";
import { readDocument } from "../../../core/document.ts";
import { deleteAll, prefixRange, scanPartition } from "../../../core/document-store.ts";
import { digest, eventId, mintedAt, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { formerMember } from "../../../kernel/former-member.ts";
import { teamPartition, userPartition } from "../../../kernel/settings.ts";
import { type EraseMe, EraseReport, Erasing, Installation, UnchangedMessages } from "../contract.ts";
import { settingsWithoutPerson } from "../rules/without-person.ts";
import { peopleJobs } from "../verbs/install.ts";

const REPORT_RETENTION_S = 90 * 24 * 3600;
const PERSON = "person";
const REPORT_ITEM = "report";

const erasingPartition = (id: string) => `erasing|${id}`;

/**
 * Promises to erase everything about the actor. Two requests from one card are one promise.
 *
 * @throws AppError `MALFORMED`, `FORM_TOO_OLD`
 */
export async function eraseMe(ctx: Context, { nonce = mintIdempotencyToken(ctx.now) }: EraseMe): Promise<void> {
  mintedAt(nonce, ctx.now);
  const id = eventId("erase", ctx.actor.id, nonce);
  await promiseErasing(ctx, id, { personId: ctx.actor.id, locale: ctx.locale });
}

/**
 * Promises an erasure for an administrator: nobody is told.
 *
 * @returns the id for requests about its progress
 */
export async function erasePerson(services: Services, personId: string): Promise<string> {
  const id = digest("erase", mintIdempotencyToken(services.now));
  await promiseErasing(services, id, { personId });
  return id;
}

async function promiseErasing(
  services: Services,
  id: string,
  person: Pick<Erasing, "personId" | "locale">,
): Promise<void> {
  const pk = erasingPartition(id);
  if (await services.store.get(pk, REPORT_ITEM)) {
    return;
  }
  const data: Erasing = { schema: 1, ...person, asked: services.now.toISOString() };
  await tryWrite(services.store, pk, [{ kind: "create", id: PERSON, data }]);
  await promisePart(services, pk, 0);
  // In case Teams is unreachable for longer than a promise is retried.
  await Promise.all(RETRY_DAYS.map((days) => promisePart(services, pk, days * MAX_RUN_PARTS, days)));
}

const RETRY_DAYS = [1, 3, 7, 21];
/** Each of these runs has its own range of part numbers, since a fulfilled promise is not repeated. */
const MAX_RUN_PARTS = 10_000;

/** Long work is split into promises, so that none outlasts its lease. */
export const promisePart = (services: Services, pk: string, part: number, afterDays = 0): Promise<void> =>
  services.due.promise({
    job: peopleJobs.erase,
    key: `people:${pk}:${part}`,
    at: addDays(services.now, afterDays),
    pk,
    id: PERSON,
    part: String(part),
  });

/** Undefined when the erasure is done. */
export async function erasingIn(services: Services, pk: string): Promise<Erasing | undefined> {
  const item = await services.store.get(pk, PERSON);
  return item && readDocument(Erasing, item).data;
}

export async function eraseReport(services: Services, id: string): Promise<EraseReport | "underWay" | undefined> {
  const pk = erasingPartition(id);
  const item = await services.store.get(pk, REPORT_ITEM);
  if (item) {
    return readDocument(EraseReport, item).data;
  }
  return (await erasingIn(services, pk)) ? "underWay" : undefined;
}

const LEFT = "left|";

/** Recorded under the pointer that led to the messages, so that a repetition counts nothing twice. */
export async function recordUnchanged(
  services: Services,
  pk: string,
  foundBy: string,
  messages: number,
): Promise<void> {
  if (messages > 0) {
    const data = { schema: 1, messages };
    await services.store.write(pk, [{ kind: "put", id: `${LEFT}${digest(foundBy)}`, data, ttl: REPORT_RETENTION_S }]);
  }
}

export async function unchangedMessages(services: Services, pk: string): Promise<number> {
  let sum = 0;
  for await (const item of scanPartition(services.store, pk, prefixRange(LEFT))) {
    sum += readDocument(UnchangedMessages, item).data.messages;
  }
  return sum;
}

/** Removes the person from the team's leaders and from its installation. */
export async function leaveTeam(services: Services, teamId: string, personId: string): Promise<void> {
  const pk = teamPartition(teamId);
  const { first } = await formerMember(services, teamId);
  for (const id of ["team", "left"]) {
    await updateWithRetry(services.store, pk, id, (item) => {
      const team = item && readDocument(TeamSettings, item).data;
      const after = team && settingsWithoutPerson(team, personId);
      return !item || after === team
        ? undefined
        : [{ kind: "replace", id, data: after, etag: item.etag, ...ttlOf(id) }];
    });
  }
  await updateWithRetry(services.store, pk, "install", (item) => {
    const installed = item && readDocument(Installation, item).data;
    if (!item || installed?.by.id !== personId) {
      return undefined;
    }
    return [
      { kind: "replace", id: "install", data: { ...installed, by: first }, etag: item.etag, ...ttlOf("install") },
    ];
  });
}

const THIRTY_DAYS_S = 30 * 24 * 3600;
const ttlOf = (id: string) => (id === "team" ? {} : { ttl: THIRTY_DAYS_S });

/**
 * The last step: deletes the person's own partition and all documents of this erasure except the report. The person's
 * id is deleted in the same write that creates the report, so that it counts once and nothing that is left identifies
 * anybody.
 */
export async function forgetPerson(services: Services, pk: string, { personId, asked }: Erasing): Promise<void> {
  await deleteAll(services.store, userPartition(personId));
  await leaveDirectory(services.store, "user", personId);
  const report: EraseReport = {
    schema: 1,
    asked,
    done: services.now.toISOString(),
    messagesLeft: await unchangedMessages(services, pk),
  };
  const wasTold = (await services.store.get(pk, TOLD_ITEM)) !== undefined;
  await services.store.write(pk, [
    { kind: "put", id: REPORT_ITEM, data: report, ttl: REPORT_RETENTION_S },
    { kind: "delete", id: PERSON },
    ...(wasTold ? [{ kind: "delete", id: TOLD_ITEM } as const] : []),
  ]);
  await deleteAll(services.store, pk, prefixRange(LEFT));
}

/** The id of the record that the person was told. */
export const TOLD_ITEM = "told";
