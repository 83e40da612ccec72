import { action, parse, type Reply } from "../../core/action.ts";
import { type Command, commandScopes } from "../../core/command.ts";
import type { Context } from "../../core/context.ts";
import type { Extension } from "../../core/extension.ts";
import type { Feature, Offer } from "../../core/feature.ts";
import type { Route } from "../../core/route.ts";
import { labelOf, translator } from "../../i18n/translate.ts";
import { InChannel } from "../../kernel/api.ts";
import { personSettings } from "../../kernel/settings.ts";
import { PageQuery, Receipt, type ThanksTo, WishAnswer } from "./api.ts";
import {
  answerThanksCard,
  forYouCard,
  mineCard,
  publicKudosCard,
  receiptCard,
  removedCard,
  withdrawnCard,
} from "./cards/kudos-card.ts";
import { draftCard, kudosFormCard } from "./cards/kudos-form.ts";
import { AboutDraft, AboutKudos, type Kudos, KudosDraft, kudosVerbs, type PrefilledThanks } from "./contract.ts";
import { kudosErrors } from "./errors.ts";
import { deliverKudosToChannel, deliverKudosToRecipient, formUsed } from "./jobs/deliver-kudos.ts";
import { destroyThanks, eraseThanks, thanksSubjects } from "./personal-data/erase.ts";
import { exportThanks } from "./personal-data/export.ts";
import { thanksLists } from "./personal-data/lists.ts";
import {
  cardLanguage,
  forYouView,
  isAllShown,
  mineView,
  publicKudosView,
  receipt,
  receiptView,
} from "./queries/kudos-views.ts";
import { answerView, latestThanks } from "./queries/latest-thanks.ts";
import { thanksOfTeam } from "./queries/recent-thanks.ts";
import { thankedBy } from "./queries/thanked-by.ts";
import { thanksForm } from "./queries/thanks-form.ts";
import { thanksFromMe } from "./queries/thanks-from-me.ts";
import { thanksToMe } from "./queries/thanks-to-me.ts";
import { answersThanks } from "./rules/answers-thanks.ts";
import { thanksSynonyms } from "./rules/thanks-synonyms.ts";
import { kudosJobs } from "./store.ts";
import { kudosTexts } from "./texts.ts";
import { giveKudos } from "./verbs/give-kudos.ts";
import { joinThanks } from "./verbs/join-thanks.ts";
import { keepBetweenUs } from "./verbs/keep-between-us.ts";
import { openFormFromCommand, openFormFromDraft, openFormInDialog, openSentForm } from "./verbs/open-form.ts";
import { removeKudos } from "./verbs/remove-kudos.ts";
import { restoreKudos } from "./verbs/restore-kudos.ts";
import { showThanks } from "./verbs/show-thanks.ts";
import { undoJoin } from "./verbs/undo-join.ts";

const own = (ctx: Context) => translator(kudosTexts, ctx.locale);
const wishNow = async (ctx: Context) => (await personSettings(ctx, ctx.actor.id)).wish;
const shared = async (ctx: Context, kudos: Kudos) => translator(kudosTexts, await cardLanguage(ctx, kudos));

async function cardInChannel(ctx: Context, kudos: Kudos, haveJoined: boolean): Promise<Reply> {
  const t = await shared(ctx, kudos);
  const view = publicKudosView(ctx, kudos);
  return { card: view ? publicKudosCard({ ...view, haveJoined }, t) : removedCard(t, { kudosId: kudos.id }) };
}

/** The recipient's choice about their name: the card for chats, the words for the tab. */
async function wishReply(ctx: Context, kudos: Kudos, wish: "openly" | "betweenUs"): Promise<Reply> {
  const isRemembered = (await wishNow(ctx)) === wish;
  const [always, once] =
    wish === "openly" ? (["nowShown", "shownThisOne"] as const) : (["nowKept", "keptThisOne"] as const);
  const t = own(ctx);
  const answered = { status: isRemembered ? always : once, isPersonalChat: ctx.team === undefined };
  return {
    card: forYouCard(await forYouView(ctx, kudos), await shared(ctx, kudos), answered),
    data: WishAnswer.parse({ said: isRemembered ? `${t(always)} ${t("changeInTab")}` : t(once) }),
  };
}

/** The outcome of the act, for the sender. */
function receiptOf(ctx: Context, kudos: Kudos): Reply {
  const view = receiptView(kudos);
  const isRepetition = ctx.team?.conversationId === kudos.conversationId && isAllShown(kudos);
  return { card: receiptCard(view, own(ctx)), data: Receipt.parse(view), isRepetition };
}

const tack: Command = {
  names: ["tack", "thanks"],
  synonyms: thanksSynonyms,
  mayStandLast: true,
  help: { sv: kudosTexts.sv.commandHelp, en: kudosTexts.en.commandHelp },
  listed: { scopes: commandScopes, rank: 10 },
  access: "conversation",
  async run(ctx, input) {
    const prepared = await openFormFromCommand(ctx, input);
    const t = translator(kudosTexts, prepared.locale);
    return { card: "form" in prepared ? kudosFormCard(prepared.form, t) : draftCard(prepared.draft, t) };
  },
  async answerInPersonalChat(ctx, { called = "", text, nonce }) {
    const thanks = answersThanks(called, text) ? await latestThanks(ctx) : undefined;
    return thanks && { card: answerThanksCard(await answerView(ctx, thanks, nonce), own(ctx)) };
  },
};

const thankFromCompose: Extension = {
  access: "conversation",
  commandId: "tack",
  title: { sv: kudosTexts.sv.formTitle, en: kudosTexts.en.formTitle },
  listed: {
    description: { sv: kudosTexts.sv.formDescription, en: kudosTexts.en.formDescription },
    inCompose: true,
    rank: 10,
  },
  async form(ctx, draft) {
    return kudosFormCard(await openFormInDialog(ctx, draft), own(ctx));
  },
};

const offers: readonly Offer[] = [
  {
    on: "message",
    form: thankFromCompose.commandId,
    draft: ({ from, text }): PrefilledThanks => ({ recipients: from ? [from.id] : [], about: text.trim() }),
  },
  {
    on: "suggestion",
    key: "thank",
    label: labelOf(kudosTexts, "thank"),
    rank: 10,
    verb: kudosVerbs.give,
    draft: ({ person }): ThanksTo => ({ to: [person] }),
  },
];

/** The tab's routes for thanks. */
const routes: readonly Route[] = [
  {
    method: "get",
    access: "team",
    path: "/teams/:team/thanks-form",
    answers: "form",
    run: (ctx, { params, query }) => thanksForm(ctx, params.team ?? "", parse(InChannel, query)),
  },
  {
    method: "get",
    access: "self",
    path: "/me/thanks/to-me",
    run: (ctx, { query }) => thanksToMe(ctx, parse(PageQuery, query).after),
  },
  {
    method: "get",
    access: "self",
    path: "/me/thanks/from-me",
    run: (ctx, { query }) => thanksFromMe(ctx, parse(PageQuery, query).after),
  },
];

export const kudosFeature: Feature = {
  name: "kudos",
  order: 10,
  errors: kudosErrors,
  ownActs: {
    sender: { key: "thanked", label: labelOf(kudosTexts, "actThanked") },
    also: { key: "joined", label: labelOf(kudosTexts, "actJoined") },
  },
  noticed: (ctx, teamId, since) => thankedBy(ctx, ctx.actor.id, teamId, since),
  timeline: thanksOfTeam,
  counts: {
    thanks: labelOf(kudosTexts, "countThanks"),
    progress: labelOf(kudosTexts, "countProgress"),
    milestones: labelOf(kudosTexts, "countMilestones"),
  },
  commands: [tack],
  extensions: [thankFromCompose],
  offers,
  verbs: {
    [kudosVerbs.give]: action(
      "conversation",
      KudosDraft,
      kudosErrors,
      async (ctx, draft) => receiptOf(ctx, await giveKudos(ctx, draft)),
      async (ctx, sent) => kudosFormCard(await openSentForm(ctx, sent), own(ctx)),
    ),
    [kudosVerbs.openDraft]: action("conversation", AboutDraft, kudosErrors, async (ctx, about) => {
      const opened = await openFormFromDraft(ctx, about);
      return "given" in opened ? receiptOf(ctx, opened.given) : { card: kudosFormCard(opened.form, own(ctx)) };
    }),
    [kudosVerbs.receipt]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) =>
      receiptOf(ctx, await receipt(ctx, kudosId)),
    ),
    [kudosVerbs.showThanks]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) =>
      wishReply(ctx, await showThanks(ctx, kudosId), "openly"),
    ),
    [kudosVerbs.keepBetweenUs]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) =>
      wishReply(ctx, await keepBetweenUs(ctx, kudosId), "betweenUs"),
    ),
    [kudosVerbs.alsoThank]: action("conversation", AboutKudos, kudosErrors, async (ctx, { kudosId }) =>
      cardInChannel(ctx, await joinThanks(ctx, kudosId), true),
    ),
    [kudosVerbs.undoAlso]: action("conversation", AboutKudos, kudosErrors, async (ctx, { kudosId }) =>
      cardInChannel(ctx, await undoJoin(ctx, kudosId), false),
    ),
    [kudosVerbs.mine]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) => ({
      card: mineCard(await mineView(ctx, kudosId), own(ctx)),
    })),
    [kudosVerbs.remove]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) => ({
      card: withdrawnCard(kudosId, await removeKudos(ctx, kudosId), own(ctx)),
    })),
    [kudosVerbs.restore]: action("self", AboutKudos, kudosErrors, async (ctx, { kudosId }) => {
      const kudos = await restoreKudos(ctx, kudosId);
      return kudos.sender.id === ctx.actor.id
        ? receiptOf(ctx, kudos)
        : { card: forYouCard(await forYouView(ctx, kudos), own(ctx)) };
    }),
  },
  jobs: {
    [kudosJobs.share]: { delivery: "atLeastOnce", run: deliverKudosToChannel },
    [kudosJobs.handOver]: { delivery: "atLeastOnce", run: deliverKudosToRecipient },
    [kudosJobs.formUsed]: { delivery: "atLeastOnce", run: formUsed },
  },
  routes,
  sample: () => import("./sample/sample.ts"),
  retention: labelOf(kudosTexts, "kudosRetention"),
  personalData: {
    summary: { sv: kudosTexts.sv.kudosStored, en: kudosTexts.en.kudosStored },
    export: exportThanks,
    lists: thanksLists,
    erase: eraseThanks,
    subjects: thanksSubjects,
    destroy: destroyThanks,
  },
};
