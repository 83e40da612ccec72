import type { TaskModuleTaskInfo } from "botbuilder";
import { forDialog } from "../cards/buttons.ts";
import type { Context } from "../core/context.ts";
import type { Card } from "../core/delivery.ts";
import { AppError } from "../core/errors.ts";
import type { AboutMessage, Extension } from "../core/feature.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { fieldsOf, localeIn, type Seen, seenIn, text } from "./activity.ts";
import { attached, spoken } from "./answers.ts";
import { carried, contextOf, type Edge, mustSee, rememberTeam, settleIn } from "./edge.ts";
import { addGnistaCard } from "./just-in-time.ts";
import { plainText } from "./plain-text.ts";
import { teamsTexts } from "./texts.ts";

/** What a dialog shows next: a card, or one sentence and an OK. */
export type Dialog = TaskModuleTaskInfo | string;

/** Teams waits five seconds for a dialog. Opens the form, or asks first that Gnista be added here. */
export async function openForm(
  edge: Edge,
  extension: Extension,
  activity: unknown,
  requestId: string,
): Promise<Dialog> {
  return saying(edge, activity, requestId, (seen) => formOrInstall(edge, extension, seen, activity, requestId));
}

/**
 * Does what was sent. What cannot be accepted comes back as the form with all that was typed; what was done is shown
 * as a receipt, since the bot posts by itself: a card put into the compose box could never be updated.
 */
export async function submitForm(
  edge: Edge,
  verbs: Verbs,
  extension: Extension,
  activity: unknown,
  requestId: string,
): Promise<Dialog | undefined> {
  const data = fieldsOf(carried(activity).data);
  return saying(edge, activity, requestId, async (seen) => {
    if (fieldsOf(data.msteams).justInTimeInstall === true) {
      return formOrInstall(edge, extension, seen, activity, requestId);
    }
    const ctx = await contextOf(edge, seen, requestId);
    await settleIn(edge, seen, ctx);
    try {
      const reply = await dispatch(verbs, ctx, text(data.verb), data);
      return "card" in reply ? dialog(extension, ctx, reply.card) : "text" in reply ? reply.text : undefined;
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      const said = errorText(spoken(error, edge.log, { requestId }), ctx.locale);
      return dialog(extension, ctx, await formOf(extension, ctx, aboutIn(activity), data, said));
    }
  });
}

async function saying<T>(
  edge: Edge,
  activity: unknown,
  requestId: string,
  answer: (seen: Seen) => Promise<T>,
): Promise<T | string> {
  try {
    return await answer(mustSee(seenIn(activity)));
  } catch (error) {
    return errorText(spoken(error, edge.log, { requestId }), localeIn(activity));
  }
}

async function formOrInstall(
  edge: Edge,
  extension: Extension,
  seen: Seen,
  activity: unknown,
  requestId: string,
): Promise<Dialog> {
  const ctx = await contextOf(edge, seen, requestId);
  if (seen.team && !(await isHere(edge, seen))) {
    const t = translator(teamsTexts, ctx.locale);
    return { title: t("addTitle"), ...SIZE, card: attached(addGnistaCard(t, aboutIn(activity))) };
  }
  await settleIn(edge, seen, ctx);
  const form = await formOf(extension, ctx, await known(edge, seen, aboutIn(activity)));
  await rememberTeam(ctx);
  return dialog(extension, ctx, form);
}

const formOf = (extension: Extension, ctx: Context, ...about: FormParts): Promise<Card> =>
  enter(ctx, { access: extension.access, teamId: ctx.team?.id }, (entered) => extension.form(entered, ...about));

type FormParts = [about: AboutMessage | undefined, draft?: unknown, error?: string];

/** Only where the bot is a member does Teams hand out the roster. */
async function isHere({ rosters }: Edge, { tenantId, conversationId }: Seen): Promise<boolean> {
  try {
    await rosters.members(tenantId, conversationId);
    return true;
  } catch (error) {
    if (error instanceof AppError) {
      return false;
    }
    throw error;
  }
}

/** A message's writer comes with a directory id; the name the roster has is the one the team knows. */
async function known(
  { rosters }: Edge,
  seen: Seen,
  about: AboutMessage | undefined,
): Promise<AboutMessage | undefined> {
  if (!about?.from || !seen.team) {
    return about;
  }
  const { from } = about;
  const member = (await rosters.members(seen.tenantId, seen.conversationId)).find(({ id }) => id === from.id);
  return member ? { ...about, from: { id: member.id, name: member.name } } : about;
}

const SIZE = { height: "medium", width: "medium" } as const;

const dialog = (extension: Extension, ctx: Context, card: Card): TaskModuleTaskInfo => ({
  title: extension.title[ctx.locale],
  ...SIZE,
  card: attached(forDialog(card)),
});

/** As long as anything a form shows of it. */
const LONGEST_ABOUT = 2_000;

/** The message the action was chosen on; what went along with "add Gnista" where Teams does not send it again. */
function aboutIn(activity: unknown): AboutMessage | undefined {
  const { messagePayload, data } = carried(activity);
  const kept = fieldsOf(fieldsOf(data).about);
  if (!messagePayload) {
    return text(kept.text) === undefined ? undefined : { from: personIn(kept.from), text: String(kept.text) };
  }
  const { body, from } = fieldsOf(messagePayload);
  const { content, contentType } = fieldsOf(body);
  const words = text(content) ?? "";
  const plain = contentType === "text" ? words : plainText(words);
  return { from: writerIn(from), text: plain.slice(0, LONGEST_ABOUT) };
}

function writerIn(from: unknown): AboutMessage["from"] {
  const { id, displayName } = fieldsOf(fieldsOf(from).user);
  return personIn({ id, name: displayName });
}

function personIn(person: unknown): AboutMessage["from"] {
  const { id, name } = fieldsOf(person);
  const known = text(id)?.toLowerCase();
  return known === undefined || !/^[\w.-]{1,64}$/.test(known)
    ? undefined
    : { id: known, name: (text(name) ?? "").slice(0, 256) };
}
