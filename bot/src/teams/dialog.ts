import type { TaskModuleTaskInfo } from "botbuilder";
import { forDialog } from "../cards/buttons.ts";
import type { Reply } from "../core/action.ts";
import type { Context } from "../core/context.ts";
import { AppError } from "../core/errors.ts";
import type { Extension } from "../core/extension.ts";
import type { SourceMessage } from "../core/feature.ts";
import type { MessageOffer } from "../core/offer.ts";
import type { Card } from "../core/outbox.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { type DialogInput, type ParsedActivity, requireOrigin } from "./activity.ts";
import { formAgain } from "./form-again.ts";
import { installPromptCard } from "./install-prompt.ts";
import { cardAttachment, toAppError } from "./invoke-response.ts";
import type { Origin } from "./origin.ts";
import { teamsTexts } from "./texts.ts";
import { ensureTeam, rememberTeam, type TeamsServices, turnContext } from "./turn-context.ts";

/** A form, and the feature's offer that opens it on a message, if any. */
export interface OpenableForm {
  readonly extension: Extension;
  readonly offer: MessageOffer | undefined;
}

/** The next content of a dialog: a card, or one sentence with an OK button. */
export type Dialog = TaskModuleTaskInfo | string;

/** Opens the form, or first asks to add Gnista to the conversation. Teams waits five seconds for a dialog. */
export async function openForm(
  edge: TeamsServices,
  form: OpenableForm,
  activity: ParsedActivity,
  { about }: DialogInput,
  requestId: string,
): Promise<Dialog> {
  return orErrorText(edge, activity, requestId, (origin) => formOrInstall(edge, form, origin, about, requestId));
}

/**
 * Runs the submitted verb. A refusal returns the form with everything that was typed. Success closes the dialog if the
 * conversation shows all that was done, else it shows a receipt. The bot posts by itself: a card that is put into the
 * compose box could never be updated.
 */
export async function submitForm(
  edge: TeamsServices,
  verbs: Verbs,
  form: OpenableForm,
  activity: ParsedActivity,
  { verb, data, about, isJustInstalled }: DialogInput,
  requestId: string,
): Promise<Dialog | undefined> {
  return orErrorText(edge, activity, requestId, async (origin) => {
    if (isJustInstalled) {
      return formOrInstall(edge, form, origin, about, requestId);
    }
    const ctx = await turnContext(edge, origin, requestId);
    await ensureTeam(edge, origin, ctx);
    try {
      return receiptOf(edge, form, ctx, await dispatch(verbs, ctx, verb, data));
    } catch (error) {
      const refusal = toAppError(error, edge.log, { requestId });
      const card = await formAgain(verbs, ctx, { verb, data }, refusal, () => formOf(form, ctx, about));
      return card ? dialog(form, ctx, card) : errorText(refusal, ctx.locale);
    }
  });
}

/** Undefined closes the dialog. */
function receiptOf(edge: TeamsServices, form: OpenableForm, ctx: Context, reply: Reply): Dialog | undefined {
  if ("card" in reply) {
    return reply.isRepetition && !edge.dialogsStayOpen ? undefined : dialog(form, ctx, reply.card);
  }
  return "text" in reply ? reply.text : undefined;
}

async function orErrorText<T>(
  edge: TeamsServices,
  activity: ParsedActivity,
  requestId: string,
  answer: (origin: Origin) => Promise<T>,
): Promise<T | string> {
  try {
    return await answer(requireOrigin(activity));
  } catch (error) {
    return errorText(toAppError(error, edge.log, { requestId }), activity.locale);
  }
}

async function formOrInstall(
  edge: TeamsServices,
  form: OpenableForm,
  origin: Origin,
  about: SourceMessage | undefined,
  requestId: string,
): Promise<Dialog> {
  const ctx = await turnContext(edge, origin, requestId);
  if (origin.team && !(await isInstalled(edge, origin))) {
    const t = translator(teamsTexts, ctx.locale);
    return { title: t("addTitle"), ...SIZE, card: cardAttachment(installPromptCard(t, about)) };
  }
  await ensureTeam(edge, origin, ctx);
  const card = await formOf(form, ctx, await withRosterName(edge, origin, about));
  await rememberTeam(ctx);
  return dialog(form, ctx, card);
}

function formOf({ extension, offer }: OpenableForm, ctx: Context, about: SourceMessage | undefined): Promise<Card> {
  const draft = about && offer?.draft(about);
  return enter(ctx, { access: extension.access, teamId: ctx.team?.id }, (entered) => extension.form(entered, draft));
}

/** Teams returns the roster only to a bot that is a member. */
async function isInstalled({ rosters }: TeamsServices, { tenantId, conversationId }: Origin): Promise<boolean> {
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

/**
 * Replaces the name of the message's author, who comes with a directory id, by the roster's name, which the team knows.
 */
async function withRosterName(
  { rosters }: TeamsServices,
  origin: Origin,
  about: SourceMessage | undefined,
): Promise<SourceMessage | undefined> {
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
  card: cardAttachment(forDialog(card)),
});
