import type { Context, Person } from "../../../core/context.ts";
import { createOnce } from "../../../core/create-once.ts";
import type { Item, Op } from "../../../core/document-store.ts";
import { AppError, type WayOn } from "../../../core/errors.ts";
import { digest, eventId, mintedAt } from "../../../core/idempotency-token.ts";
import { namedIn } from "../../../core/name-mentions.ts";
import { personRef } from "../../../core/person-ref.ts";
import { isAmong, type Member } from "../../../core/roster.ts";
import { replaceOrCreate } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { dayOf, isoWeek } from "../../../core/week.ts";
import { labelOf } from "../../../i18n/translate.ts";
import { chatLinkTo } from "../../../kernel/chat-link.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { promiseFormUsed, requireFormOwner, targetConversation } from "../../../kernel/forms.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import { teamSettings, userPartition, wishesOf } from "../../../kernel/settings.ts";
import { type Kudos, type KudosDraft, type Recipient, ThankedToday, WHOLE_TEAM } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { checkDraft, chosenValue } from "../rules/check-draft.ts";
import { asGivenBySender, countsSomeoneHidden, MAX_THANKS_A_DAY, reachOf } from "../rules/public-part.ts";
import { findKudos, kudosJobs, kudosPartition, promiseReconcile, RETENTION_S } from "../store.ts";
import { kudosTexts } from "../texts.ts";

/**
 * Gives thanks, or shares a small win. The same form sent twice, in parallel or much later, is one act.
 *
 * @throws AppError as `checkDraft` and `targetConversation`, and `NOT_YOUR_FORM`, `NOT_IN_TEAM`, `ENOUGH_THANKS_TODAY`,
 *   `RATHER_IN_PERSON` when nothing would be sent to anybody, `WORDS_NAME_SOMEONE_PRIVATE` when the words could reach
 *   nobody else
 */
export async function giveKudos(ctx: Context, draft: KudosDraft): Promise<Kudos> {
  const team = await teamSettings(ctx, draft.teamId);
  const conversationId = await targetConversation(ctx, team, draft.channelId);
  await requireFormOwner(ctx, draft.askerId, conversationId, { sv: "tack", en: "thanks" });
  const minted = mintedAt(draft.nonce, ctx.now);
  const id = eventId("kudos", ctx.actor.id, draft.nonce);

  const known = await findKudos(ctx, id);
  const kudos = known ?? (await create(ctx, withWholeTeam(draft), { id, minted, team, conversationId }));
  await promiseReconcile(ctx, kudos);
  if (draft.door === "message") {
    await promiseFormUsed(ctx, { job: kudosJobs.formUsed, pk: kudosPartition(id), eventId: id });
  }
  return kudos;
}

/** In a list, the whole team is one of the choices. */
function withWholeTeam(draft: KudosDraft): KudosDraft {
  const wholeTeam = draft.wholeTeam || draft.recipients.includes(WHOLE_TEAM);
  return { ...draft, wholeTeam, recipients: wholeTeam ? [] : draft.recipients };
}

interface Origin {
  readonly id: string;
  readonly minted: Date;
  readonly team: TeamSettings;
  readonly conversationId: string;
}

async function create(ctx: Context, draft: KudosDraft, { id, minted, team, conversationId }: Origin): Promise<Kudos> {
  checkDraft(draft, ctx.actor.id, team.values);
  const members = await ctx.roster.members(conversationId);
  const recipients = await reached(ctx, draft, members, conversationId);
  const value = chosenValue(draft.value, team.values);
  const kudos: Kudos = {
    schema: 1,
    id,
    teamId: team.id,
    conversationId,
    sender: personRef(members.find((member) => member.id === ctx.actor.id) ?? ctx.actor),
    recipients,
    wholeTeam: draft.wholeTeam,
    words: draft.words,
    wordsArePublic: true,
    kind: draft.kind,
    ...(value === undefined ? {} : { value }),
    audience: draft.audience,
    week: isoWeek(minted, team.zone),
    givenAt: ctx.now.toISOString(),
    revision: 0,
    changedAt: ctx.now.toISOString(),
    isWithdrawn: false,
  };
  const unseen = await namedButHidden(ctx, kudos, members);
  const first = unseen[0];
  if (first && recipients.length === 0) {
    throw new AppError(kudosErrors.WORDS_NAME_SOMEONE_PRIVATE, { name: first.name });
  }

  await reserveThanks(ctx, draft, kudos, team);
  await writePointers(ctx, kudos, minted);
  await recordMemberships(ctx, kudos, team);
  const complete = { ...kudos, wordsArePublic: !first && !countsSomeoneHidden(kudos) };
  const created = { ...complete, asGiven: asGivenBySender(complete) };
  return createOnce(ctx.store, {
    pk: kudosPartition(kudos.id),
    ops: [{ kind: "create", id: "kudos", data: created, ttl: RETENTION_S }],
    created,
    find: () => findKudos(ctx, kudos.id),
  });
}

/**
 * Records the membership of the sender and the told recipients: they find the thanks in Gnista also when they have
 * never opened it.
 */
async function recordMemberships(ctx: Context, { sender, recipients }: Kudos, team: TeamSettings): Promise<void> {
  const notified = recipients.filter(({ reach }) => reach !== "inPerson");
  await Promise.all([sender, ...notified].map(({ id }) => recordMembership(ctx, team, id)));
}

async function reached(
  ctx: Context,
  draft: KudosDraft,
  members: readonly Member[],
  conversationId: string,
): Promise<Recipient[]> {
  const stranger = draft.recipients.find((id) => !members.some((member) => member.id === id));
  if (stranger !== undefined) {
    throw new AppError(kudosErrors.NOT_IN_TEAM);
  }
  const wishes = await wishesOf(ctx, draft.recipients);
  const recipients = draft.recipients.map((id) => ({
    ...refOf(id, members),
    reach: reachOf(wishes.get(id), draft.audience),
  }));
  const first = recipients[0];
  if (first && recipients.every(({ reach }) => reach === "inPerson")) {
    const { name } = first;
    const wayOn = await chatWith(ctx, first, conversationId);
    throw new AppError(kudosErrors.RATHER_IN_PERSON, { name }, { wayOn });
  }
  return recipients;
}

async function chatWith(ctx: Context, { id, name }: Person, conversationId: string): Promise<WayOn | undefined> {
  const url = await chatLinkTo(ctx, id, conversationId);
  const label = labelOf(kudosTexts, "writeTo", { sender: name });
  return url === undefined ? undefined : { label, url };
}

function refOf(id: string, members: readonly Member[]): { id: string; name: string } {
  return personRef({ id, name: members.find((member) => member.id === id)?.name ?? "" });
}

/**
 * The people whom the words, or the team's value beside them, name although they have not chosen to be visible. Loads
 * only the wishes of people whose name occurs. The sender consents by sending; a recipient who chose to show their name
 * consents to this one.
 */
export async function namedButHidden(
  ctx: Context,
  kudos: Pick<Kudos, "words" | "value" | "sender" | "recipients" | "audience">,
  members: readonly Member[],
  consenting: readonly string[] = [],
): Promise<readonly Person[]> {
  if (kudos.audience === "private") {
    return [];
  }
  const text = `${kudos.words}\n${kudos.value ?? ""}`;
  const departed = kudos.recipients.filter(({ id }) => !isAmong(members, id));
  // The roster is passed unchanged, since its index is cached per object.
  const mentioned = [...namedIn<Person>(text, members), ...namedIn<Person>(text, departed)].filter(
    ({ id }) => id !== kudos.sender.id && !consenting.includes(id),
  );
  const wishes = await wishesOf(
    ctx,
    mentioned.map(({ id }) => id),
  );
  const isKeptOut = (personId: string) =>
    kudos.recipients.some(({ id, reach }) => id === personId && reach !== "shown");
  return mentioned.filter(({ id }) => wishes.get(id) !== "openly" || isKeptOut(id));
}

const THREE_DAYS_S = 3 * 24 * 3600;

/**
 * Reserves one of today's thanks for every recipient, or none. A repetition of the same act finds its reservation.
 *
 * @throws AppError `ENOUGH_THANKS_TODAY`
 */
async function reserveThanks(ctx: Context, draft: KudosDraft, kudos: Kudos, team: TeamSettings): Promise<void> {
  const day = dayOf(ctx.now, team.zone);
  const everybody = { id: `team:${team.id}`, name: undefined };
  const reachable = kudos.recipients.filter(({ reach }) => reach !== "inPerson");
  const addressed = (draft.wholeTeam ? [everybody] : reachable).map(({ id, name }) => ({
    name,
    item: `thanked|${day}|${digest(id)}`,
  }));
  const first = addressed[0];
  if (!first) {
    return;
  }
  const pk = userPartition(ctx.actor.id);
  await updateWithRetry(ctx.store, pk, first.item, async (firstStored) => {
    const ops: Op[] = [];
    for (const slot of addressed) {
      const stored = slot === first ? firstStored : await ctx.store.get(pk, slot.item);
      ops.push(...reservationOps(stored, slot, kudos.id));
    }
    return ops.length === 0 ? undefined : ops;
  });
}

/** Writes nothing if this act has its reservation already. */
function reservationOps(
  stored: Item | undefined,
  { name, item }: { readonly name: string | undefined; readonly item: string },
  kudosId: string,
): readonly Op[] {
  const { events } = ThankedToday.parse(stored?.data ?? { events: [] });
  if (events.includes(kudosId)) {
    return [];
  }
  if (events.length >= MAX_THANKS_A_DAY) {
    throw name === undefined
      ? new AppError(kudosErrors.ENOUGH_THANKS_TO_TEAM)
      : new AppError(kudosErrors.ENOUGH_THANKS_TODAY, { name });
  }
  const data = { schema: 1, events: [...events, kudosId] };
  return [replaceOrCreate(stored, { id: item, data, ttl: THREE_DAYS_S })];
}

/**
 * Writes a pointer to the partition of everybody the thanks name, before the thanks themselves: no thanks without
 * pointers.
 */
async function writePointers(ctx: Context, kudos: Kudos, at: Date): Promise<void> {
  const pointer = {
    slice: "kudos",
    eventId: kudos.id,
    at,
    pk: kudosPartition(kudos.id),
    id: "kudos",
    ttl: RETENTION_S,
  };
  await Promise.all([
    addPointer(ctx, kudos.sender.id, { ...pointer, role: "sender" }),
    ...kudos.recipients.map(({ id }) => addPointer(ctx, id, { ...pointer, role: "recipient" })),
  ]);
}
