import { parse } from "../../../core/action.ts";
import type { CommandInput } from "../../../core/command.ts";
import type { Context, Locale, Person } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { digest, eventId, mintedAt, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import type { Member } from "../../../core/roster.ts";
import { areAllInTeam } from "../../../kernel/access.ts";
import { MAX_LISTED } from "../../../kernel/api.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { formOrigin, requireFormOwner, targetConversation } from "../../../kernel/forms.ts";
import { othersByName } from "../../../kernel/members.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import { teamSettings, userPartition } from "../../../kernel/settings.ts";
import type { FormView } from "../cards/kudos-form.ts";
import { type Kudos, MAX_WORDS_LENGTH, PrefilledThanks, SentForm, StoredDraft } from "../contract.ts";
import { valueId } from "../rules/check-draft.ts";
import { parseThanks } from "../rules/parse-thanks.ts";
import { findKudos } from "../store.ts";
import { kudosTexts } from "../texts.ts";

export type Prepared =
  | { readonly form: FormView; readonly locale: Locale }
  | {
      readonly draft: { readonly teamId: string; readonly draftId: string; readonly askerId: string };
      readonly locale: Locale;
    };

/**
 * The answer to `tack`: a form with the command's text filled in. In a channel everybody sees the answer, so a form
 * with content is stored in the sender's own partition and only they can open it: the channel shows the same whatever
 * the recipients wish.
 */
export async function openFormFromCommand(ctx: Context, input: CommandInput): Promise<Prepared> {
  const { team, conversationId, members } = await currentTeam(ctx);
  const locale = input.isPrivate ? ctx.locale : team.locale;
  const { text, mentions, called = kudosTexts[locale].thanks } = input;
  const { words, ...filled } = parseThanks(
    { called, text, mentions },
    { senderId: ctx.actor.id, members, teamIds: [team.id, team.conversationId, conversationId] },
  );
  const draft = {
    nonce: input.nonce,
    ...filled,
    recipients: [...filled.recipients],
    words: words.slice(0, MAX_WORDS_LENGTH),
  };
  const isEmpty = words === "" && filled.recipients.length === 0 && !filled.wholeTeam && filled.hint === undefined;
  if (input.isPrivate || isEmpty) {
    const readers = input.isPrivate ? [ctx.actor] : members;
    const form = formOf(ctx, await withValuesFor(ctx, team, readers), members, draft);
    return { form: { ...form, door: input.keepsMessage ? "dialog" : "message" }, locale };
  }
  return { draft: { teamId: team.id, draftId: await storeDraft(ctx, team, draft), askerId: ctx.actor.id }, locale };
}

/** Stores the form for its author, with a pointer for each person in it, and returns its id. */
async function storeDraft(ctx: Context, team: TeamSettings, draft: Filled): Promise<string> {
  const draftId = digest("draft", team.id, draft.nonce);
  const pk = userPartition(ctx.actor.id);
  const pointer = {
    slice: "kudos",
    eventId: `${draftId}:draft`,
    at: mintedAt(draft.nonce, ctx.now),
    role: "draft",
    pk,
    ttl: WEEK_S,
  };
  await Promise.all(
    draft.recipients.map((personId) => addPointer(ctx, personId, { ...pointer, id: `draft|${draftId}` })),
  );
  await ctx.store.write(pk, [{ kind: "put", id: `draft|${draftId}`, data: { schema: 1, ...draft }, ttl: WEEK_S }]);
  return draftId;
}

const WEEK_S = 7 * 24 * 3600;

/**
 * Opens the stored form, or the thanks once it is sent. The card in the channel stays as it is, since a change would
 * reveal a refusal by a recipient's wish.
 *
 * @throws AppError `NOT_YOUR_FORM` for everybody but the person who began it, `FORM_TOO_OLD` after a week
 */
export async function openFormFromDraft(
  ctx: Context,
  target: { teamId: string; draftId: string; askerId: string },
): Promise<{ readonly form: FormView } | { readonly given: Kudos }> {
  const team = await teamSettings(ctx, target.teamId);
  const conversationId = await targetConversation(ctx, team);
  await requireFormOwner(ctx, target.askerId, conversationId, { sv: "tack", en: "thanks" });
  const item = await ctx.store.get(userPartition(ctx.actor.id), `draft|${target.draftId}`);
  if (!item) {
    throw new AppError(coreErrors.FORM_TOO_OLD);
  }
  const draft = readDocument(StoredDraft, item).data;
  const existing = await findKudos(ctx, eventId("kudos", ctx.actor.id, draft.nonce));
  if (existing) {
    return { given: existing };
  }
  const members = await ctx.roster.members(conversationId);
  const form = formOf(ctx, await withValuesFor(ctx, team, [ctx.actor]), members, draft);
  return { form: { ...form, door: "dialog" } };
}

/**
 * The form in a dialog. On a message its author is the recipient, if they can be thanked, and the message is shown
 * beside it.
 */
export async function openFormInDialog(ctx: Context, prefilled: unknown): Promise<FormView> {
  const { team, members } = await currentTeam(ctx);
  const { recipients, about } = PrefilledThanks.safeParse(prefilled).data ?? { recipients: [], about: "" };
  const draft = {
    nonce: mintIdempotencyToken(ctx.now),
    recipients: recipients.filter((id) => id !== ctx.actor.id && members.some((member) => member.id === id)),
    words: "",
  };
  const form = formOf(ctx, await withValuesFor(ctx, team, [ctx.actor]), members, draft);
  return { ...form, door: "dialog", about: about || undefined };
}

/**
 * The form to which the sent values belong, without values.
 *
 * @throws AppError as `targetConversation` and `requireFormOwner`
 */
export async function openSentForm(ctx: Context, sent: unknown): Promise<FormView> {
  const { teamId, nonce, askerId, door } = parse(SentForm, sent);
  const team = await teamSettings(ctx, teamId);
  const conversationId = await targetConversation(ctx, team);
  await requireFormOwner(ctx, askerId, conversationId, { sv: "tack", en: "thanks" });
  const members = await ctx.roster.members(conversationId);
  const draft = { nonce, recipients: [], words: "" };
  return { ...formOf(ctx, await withValuesFor(ctx, team, [ctx.actor]), members, draft), door };
}

interface Filled
  extends Pick<StoredDraft, "nonce" | "recipients" | "words">,
    Partial<Pick<StoredDraft, "wholeTeam" | "hint">> {}

async function currentTeam(
  ctx: Context,
): Promise<{ team: TeamSettings; conversationId: string; members: readonly Member[] }> {
  const { team, conversationId } = await formOrigin(ctx);
  return { team, conversationId, members: await ctx.roster.members(conversationId) };
}

/**
 * The team as the readers of its form may see it: its values are for members only, and a shared channel has other
 * readers.
 */
const withValuesFor = async (ctx: Context, team: TeamSettings, readers: readonly Person[]): Promise<TeamSettings> =>
  team.values.length === 0 ||
  (await areAllInTeam(
    ctx,
    team,
    readers.map(({ id }) => id),
  ))
    ? team
    : { ...team, values: [] };

/** A list must also fit into the card. */
const MAX_LISTED_BYTES = 15_000;

function formOf(ctx: Context, team: TeamSettings, members: readonly Member[], draft: Filled): FormView {
  const others = othersByName(members, ctx.actor.id, ctx.locale);
  const bytes = Buffer.byteLength(JSON.stringify(others));
  return {
    teamId: team.id,
    nonce: draft.nonce,
    askerId: ctx.actor.id,
    door: "message",
    members: others.length <= MAX_LISTED && bytes <= MAX_LISTED_BYTES ? others : undefined,
    values: team.values.map((name) => ({ id: valueId(name), name })),
    recipients: draft.recipients,
    wholeTeam: draft.wholeTeam ?? false,
    hint: draft.hint,
    words: draft.words === "" ? undefined : draft.words,
    about: undefined,
  };
}
