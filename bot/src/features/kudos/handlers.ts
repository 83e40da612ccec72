import { action, type Command, type Extension, type Reply, type Slice } from "../../core/actions.ts";
import type { Context } from "../../core/context.ts";
import { translator } from "../../i18n/translate.ts";
import { personSettings } from "../people/service.ts";
import { draftCard, formCard } from "./card/form.ts";
import { forYouCard, mineCard, publicCard, receiptCard, removedCard, takenAwayCard } from "./card.ts";
import { Receipt, WishSaid } from "./contract/tab.ts";
import { AboutDraft, AboutKudos, type Kudos, KudosDraft, kudosVerbs } from "./contract.ts";
import { eraseThanks } from "./handlers/erase.ts";
import { dialogForm, formAsked, openDraft } from "./handlers/forms.ts";
import { formUsed, handOver, share } from "./handlers/jobs.ts";
import { tabRoutes } from "./handlers/tab.ts";
import { cardLanguage, forYouView, mine, receipt, receiptView } from "./handlers/views.ts";
import { publicPart } from "./rules.ts";
import { alsoThank, keepBetweenUs, remove, restore, showThanks, undoAlso } from "./service/answer.ts";
import { give } from "./service/give.ts";
import { kudosJobs } from "./service/store.ts";
import { aboutThanks, destroyThanks, exportThanks } from "./service.ts";
import { kudosTexts } from "./texts.ts";

const own = (ctx: Context) => translator(kudosTexts, ctx.locale);
const saidOf = (ctx: Context, said: "nowShown" | "shownThisOne" | "nowKept" | "keptThisOne") =>
  WishSaid.parse({ said: own(ctx)(said) });
const wishNow = async (ctx: Context) => (await personSettings(ctx, ctx.actor.id)).wish;
const shared = async (ctx: Context, kudos: Kudos) => translator(kudosTexts, await cardLanguage(ctx, kudos));

async function cardInChannel(ctx: Context, kudos: Kudos, haveJoined: boolean): Promise<Reply> {
  const t = await shared(ctx, kudos);
  const line = publicPart(kudos);
  return { card: line ? publicCard(line, t, haveJoined) : removedCard(t, { kudosId: kudos.id }) };
}

/** What became of it, for the sender. */
function receiptOf(ctx: Context, kudos: Kudos): Reply {
  const view = receiptView(kudos);
  return { card: receiptCard(view, own(ctx)), data: Receipt.parse(view) };
}

const tack: Command = {
  names: ["tack", "thanks"],
  help: { sv: kudosTexts.sv.commandHelp, en: kudosTexts.en.commandHelp },
  access: "conversation",
  async run(ctx, said) {
    const asked = await formAsked(ctx, said);
    const t = translator(kudosTexts, asked.locale);
    return { card: "form" in asked ? formCard(asked.form, t) : draftCard(asked.draft, t) };
  },
};

const thankFromCompose: Extension = {
  access: "conversation",
  commandId: "tack",
  title: { sv: kudosTexts.sv.formTitle, en: kudosTexts.en.formTitle },
  async form(ctx, about, draft, error) {
    return formCard(await dialogForm(ctx, about, draft, error), own(ctx));
  },
};

export const kudosSlice: Slice = {
  name: "kudos",
  commands: [tack],
  extensions: [thankFromCompose],
  actions: {
    [kudosVerbs.give]: action("conversation", KudosDraft, async (ctx, draft) => receiptOf(ctx, await give(ctx, draft))),
    [kudosVerbs.openDraft]: action("conversation", AboutDraft, async (ctx, about) => {
      const opened = await openDraft(ctx, about);
      return "given" in opened ? receiptOf(ctx, opened.given) : { card: formCard(opened.form, own(ctx)) };
    }),
    [kudosVerbs.receipt]: action("self", AboutKudos, async (ctx, { kudosId }) =>
      receiptOf(ctx, await receipt(ctx, kudosId)),
    ),
    [kudosVerbs.showThanks]: action("self", AboutKudos, async (ctx, { kudosId }) => {
      const kudos = await showThanks(ctx, kudosId);
      const said = (await wishNow(ctx)) === "openly" ? "nowShown" : "shownThisOne";
      return { card: forYouCard(forYouView(ctx, kudos), await shared(ctx, kudos), said), data: saidOf(ctx, said) };
    }),
    [kudosVerbs.keepBetweenUs]: action("self", AboutKudos, async (ctx, { kudosId }) => {
      const kudos = await keepBetweenUs(ctx, kudosId);
      const said = (await wishNow(ctx)) === "betweenUs" ? "nowKept" : "keptThisOne";
      return { card: forYouCard(forYouView(ctx, kudos), await shared(ctx, kudos), said), data: saidOf(ctx, said) };
    }),
    [kudosVerbs.alsoThank]: action("conversation", AboutKudos, async (ctx, { kudosId }) =>
      cardInChannel(ctx, await alsoThank(ctx, kudosId), true),
    ),
    [kudosVerbs.undoAlso]: action("conversation", AboutKudos, async (ctx, { kudosId }) =>
      cardInChannel(ctx, await undoAlso(ctx, kudosId), false),
    ),
    [kudosVerbs.mine]: action("self", AboutKudos, async (ctx, { kudosId }) => ({
      card: mineCard(await mine(ctx, kudosId), own(ctx)),
    })),
    [kudosVerbs.remove]: action("self", AboutKudos, async (ctx, { kudosId }) => ({
      card: takenAwayCard(kudosId, await remove(ctx, kudosId), own(ctx)),
    })),
    [kudosVerbs.restore]: action("self", AboutKudos, async (ctx, { kudosId }) => {
      const kudos = await restore(ctx, kudosId);
      return kudos.sender.id === ctx.actor.id
        ? receiptOf(ctx, kudos)
        : { card: forYouCard(forYouView(ctx, kudos), own(ctx)) };
    }),
  },
  jobs: {
    [kudosJobs.share]: { delivery: "atLeastOnce", run: share },
    [kudosJobs.handOver]: { delivery: "atLeastOnce", run: handOver },
    [kudosJobs.formUsed]: { delivery: "atLeastOnce", run: formUsed },
  },
  routes: tabRoutes,
  personalData: {
    says: { sv: kudosTexts.sv.kudosStored, en: kudosTexts.en.kudosStored },
    export: exportThanks,
    erase: eraseThanks,
    about: aboutThanks,
    destroy: destroyThanks,
  },
};
