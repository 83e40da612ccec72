import type { TaskModuleTaskInfo } from "botbuilder";
import { forDialog } from "../cards/buttons.ts";
import type { Context } from "../core/context.ts";
import type { Card } from "../core/delivery.ts";
import { AppError } from "../core/errors.ts";
import type { AboutMessage, Extension } from "../core/feature.ts";
import type { MessageOffer } from "../core/offer.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { type DialogInput, type ParsedActivity, requireOrigin } from "./activity.ts";
import { attached, spoken } from "./answers.ts";
import { contextOf, type Edge, rememberTeam, settleIn } from "./edge.ts";
import { addGnistaCard } from "./just-in-time.ts";
import type { Origin } from "./origin.ts";
import { teamsTexts } from "./texts.ts";

/** A form, and the offer that opens it on a message, where the feature has one. */
export interface OpenableForm {
  readonly extension: Extension;
  readonly offer: MessageOffer | undefined;
}

/** What a dialog shows next: a card, or one sentence and an OK. */
export type Dialog = TaskModuleTaskInfo | string;

/** Teams waits five seconds for a dialog. Opens the form, or asks first that Gnista be added here. */
export async function openForm(
  edge: Edge,
  form: OpenableForm,
  activity: ParsedActivity,
  { about }: DialogInput,
  requestId: string,
): Promise<Dialog> {
  return saying(edge, activity, requestId, (origin) => formOrInstall(edge, form, origin, about, requestId));
}

/**
 * Does what was sent. What cannot be accepted comes back as the form with all that was typed; what was done is shown
 * as a receipt, since the bot posts by itself: a card put into the compose box could never be updated.
 */
export async function submitForm(
  edge: Edge,
  verbs: Verbs,
  form: OpenableForm,
  activity: ParsedActivity,
  { verb, data, about, isJustInstalled }: DialogInput,
  requestId: string,
): Promise<Dialog | undefined> {
  return saying(edge, activity, requestId, async (origin) => {
    if (isJustInstalled) {
      return formOrInstall(edge, form, origin, about, requestId);
    }
    const ctx = await contextOf(edge, origin, requestId);
    await settleIn(edge, origin, ctx);
    try {
      const reply = await dispatch(verbs, ctx, verb, data);
      return "card" in reply ? dialog(form, ctx, reply.card) : "text" in reply ? reply.text : undefined;
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      const said = errorText(spoken(error, edge.log, { requestId }), ctx.locale);
      return dialog(form, ctx, await formOf(form, ctx, about, data, said));
    }
  });
}

async function saying<T>(
  edge: Edge,
  activity: ParsedActivity,
  requestId: string,
  answer: (origin: Origin) => Promise<T>,
): Promise<T | string> {
  try {
    return await answer(requireOrigin(activity));
  } catch (error) {
    return errorText(spoken(error, edge.log, { requestId }), activity.locale);
  }
}

async function formOrInstall(
  edge: Edge,
  form: OpenableForm,
  origin: Origin,
  about: AboutMessage | undefined,
  requestId: string,
): Promise<Dialog> {
  const ctx = await contextOf(edge, origin, requestId);
  if (origin.team && !(await isHere(edge, origin))) {
    const t = translator(teamsTexts, ctx.locale);
    return { title: t("addTitle"), ...SIZE, card: attached(addGnistaCard(t, about)) };
  }
  await settleIn(edge, origin, ctx);
  const card = await formOf(form, ctx, await known(edge, origin, about));
  await rememberTeam(ctx);
  return dialog(form, ctx, card);
}

function formOf(
  { extension, offer }: OpenableForm,
  ctx: Context,
  about: AboutMessage | undefined,
  sent?: unknown,
  error?: string,
): Promise<Card> {
  const draft = about && offer?.draft(about);
  return enter(ctx, { access: extension.access, teamId: ctx.team?.id }, (entered) =>
    extension.form(entered, draft, sent, error),
  );
}

/** Only where the bot is a member does Teams hand out the roster. */
async function isHere({ rosters }: Edge, { tenantId, conversationId }: Origin): Promise<boolean> {
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
  origin: Origin,
  about: AboutMessage | undefined,
): Promise<AboutMessage | undefined> {
  if (!about?.from || !origin.team) {
    return about;
  }
  const { from } = about;
  const member = (await rosters.members(origin.tenantId, origin.conversationId)).find(({ id }) => id === from.id);
  return member ? { ...about, from: { id: member.id, name: member.name } } : about;
}

const SIZE = { height: "medium", width: "medium" } as const;

const dialog = ({ extension }: OpenableForm, ctx: Context, card: Card): TaskModuleTaskInfo => ({
  title: extension.title[ctx.locale],
  ...SIZE,
  card: attached(forDialog(card)),
});
