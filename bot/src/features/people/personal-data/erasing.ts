import { addDays } from "date-fns";
import { changing } from "../../../core/changing.ts";
import type { Context, World } from "../../../core/context.ts";
import { leaveDirectory } from "../../../core/directory.ts";
import { read } from "../../../core/document.ts";
import { allOf, deleteAll, startingWith } from "../../../core/document-store.ts";
import { digest, eventId, mintedAt, mintNonce } from "../../../core/nonce.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { formerMember } from "../../../kernel/former-member.ts";
import { teamPartition, userPartition } from "../../../kernel/settings.ts";
import { type EraseMe, EraseReport, Erasing, Installation, LeftStanding } from "../contract.ts";
import { withoutPerson } from "../rules/settings.ts";
import { peopleJobs } from "../verbs/install.ts";

const REPORT_KEPT_S = 90 * 24 * 3600;
const PERSON = "person";
const REPORT = "report";

const erasingPartition = (id: string) => `erasing|${id}`;

/**
 * Promises that everything about the actor is erased. Asked twice from one card, it is one promise.
 *
 * @throws AppError `MALFORMED`, `FORM_TOO_OLD`
 */
export async function eraseMe(ctx: Context, { nonce = mintNonce(ctx.now) }: EraseMe): Promise<void> {
  mintedAt(nonce, ctx.now);
  const id = eventId("erase", ctx.actor.id, nonce);
  await promiseErasing(ctx, id, { personId: ctx.actor.id, locale: ctx.locale });
}

/**
 * Promises it for an administrator: nobody is told.
 *
 * @returns what to ask by how it went
 */
export async function erasePerson(world: World, personId: string): Promise<string> {
  const id = digest("erase", mintNonce(world.now));
  await promiseErasing(world, id, { personId });
  return id;
}

async function promiseErasing(world: World, id: string, whom: Pick<Erasing, "personId" | "locale">): Promise<void> {
  const pk = erasingPartition(id);
  if (await world.store.get(pk, REPORT)) {
    return;
  }
  const data: Erasing = { schema: 1, ...whom, asked: world.now.toISOString() };
  await tryWrite(world.store, pk, [{ kind: "create", id: PERSON, data }]);
  await promisePart(world, pk, 0);
  // Should Teams be out of reach for longer than a promise is tried again.
  await Promise.all(LOOK_AGAIN_DAYS.map((days) => promisePart(world, pk, days * LONGEST_RUN_PARTS, days)));
}

const LOOK_AGAIN_DAYS = [1, 3, 7, 21];
/** Each look has numbers of its own: a promise that was kept is not kept again. */
const LONGEST_RUN_PARTS = 10_000;

/** Work that takes long is cut into promises, so that none outlasts its lease. */
export const promisePart = (world: World, pk: string, part: number, afterDays = 0): Promise<void> =>
  world.due.promise({
    job: peopleJobs.erase,
    key: `people:${pk}:${part}`,
    at: addDays(world.now, afterDays),
    pk,
    id: PERSON,
    part: String(part),
  });

/** Undefined where it is done. */
export async function erasingIn(world: World, pk: string): Promise<Erasing | undefined> {
  const item = await world.store.get(pk, PERSON);
  return item && read(Erasing, item).data;
}

export async function eraseReport(world: World, id: string): Promise<EraseReport | "underWay" | undefined> {
  const pk = erasingPartition(id);
  const item = await world.store.get(pk, REPORT);
  if (item) {
    return read(EraseReport, item).data;
  }
  return (await erasingIn(world, pk)) ? "underWay" : undefined;
}

const LEFT = "left|";

/** Noted under what it was found by, so that looking there again counts nothing twice. */
export async function noteLeft(world: World, pk: string, foundBy: string, messages: number): Promise<void> {
  if (messages > 0) {
    const data = { schema: 1, messages };
    await world.store.write(pk, [{ kind: "put", id: `${LEFT}${digest(foundBy)}`, data, ttl: REPORT_KEPT_S }]);
  }
}

export async function messagesLeft(world: World, pk: string): Promise<number> {
  let sum = 0;
  for await (const item of allOf(world.store, pk, startingWith(LEFT))) {
    sum += read(LeftStanding, item).data.messages;
  }
  return sum;
}

/** Takes the person out of who leads and who added Gnista. */
export async function leaveTeam(world: World, teamId: string, personId: string): Promise<void> {
  const pk = teamPartition(teamId);
  const { first } = await formerMember(world, teamId);
  for (const id of ["team", "left"]) {
    await changing(world.store, pk, id, (item) => {
      const team = item && read(TeamSettings, item).data;
      const after = team && withoutPerson(team, personId);
      return !item || after === team ? undefined : [{ kind: "replace", id, data: after, etag: item.etag, ...kept(id) }];
    });
  }
  await changing(world.store, pk, "install", (item) => {
    const asked = item && read(Installation, item).data;
    if (!item || asked?.by.id !== personId) {
      return undefined;
    }
    return [{ kind: "replace", id: "install", data: { ...asked, by: first }, etag: item.etag, ...kept("install") }];
  });
}

const THIRTY_DAYS_S = 30 * 24 * 3600;
const kept = (id: string) => (id === "team" ? {} : { ttl: THIRTY_DAYS_S });

/**
 * The last step: their own partition, and all of this erasing but that it was done. Whom it was about goes in the write
 * that brings the report, so that it counts once and nothing that is left leads to anybody.
 */
export async function forgetPerson(world: World, pk: string, { personId, asked }: Erasing): Promise<void> {
  await deleteAll(world.store, userPartition(personId));
  await leaveDirectory(world.store, "user", personId);
  const report: EraseReport = {
    schema: 1,
    asked,
    done: world.now.toISOString(),
    messagesLeft: await messagesLeft(world, pk),
  };
  const wasTold = (await world.store.get(pk, TOLD)) !== undefined;
  await world.store.write(pk, [
    { kind: "put", id: REPORT, data: report, ttl: REPORT_KEPT_S },
    { kind: "delete", id: PERSON },
    ...(wasTold ? [{ kind: "delete", id: TOLD } as const] : []),
  ]);
  await deleteAll(world.store, pk, startingWith(LEFT));
}

/** Where it is noted that the person has been told. */
export const TOLD = "told";
