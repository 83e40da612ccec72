import { action, type Command, type Extension, parse, type Reply, type Slice, silence } from "../../core/actions.ts";
import type { Context } from "../../core/context.ts";
import { sayTime } from "../../i18n/dates.ts";
import { translator } from "../../i18n/translate.ts";
import { openedIn } from "../people/service/forms.ts";
import { teamSettings } from "../people/service.ts";
import { askedCard, formCard } from "./card/form.ts";
import type { Asked } from "./contract/tab.ts";
import { AboutPoll, ChangeOptions, Decision, MoreTime, type Poll, PollDraft, pollVerbs, Vote } from "./contract.ts";
import { close, forget, formUsed } from "./handlers/end.ts";
import { eraseInQuestion } from "./handlers/erase.ts";
import { dialogForm, formAsked } from "./handlers/forms.ts";
import { owed, remind } from "./handlers/remind.ts";
import { redraw, share } from "./handlers/share.ts";
import { tabRoutes } from "./handlers/tab.ts";
import { mine, ownView, seenPoll, whoChoseWhat } from "./handlers/views.ts";
import { questionSaid } from "./rules/asking.ts";
import { ask } from "./service/ask.ts";
import { changeOptions } from "./service/change-options.ts";
import { closeNow } from "./service/close.ts";
import { decide, takeMoreTime } from "./service/decide.ts";
import { aboutQuestion, destroyQuestion } from "./service/erase.ts";
import { pollJobs } from "./service/store.ts";
import { castVote } from "./service/vote.ts";
import { exportQuestions } from "./service.ts";
import { pollTexts } from "./texts.ts";

const own = (ctx: Context) => translator(pollTexts, ctx.locale);

async function asked(ctx: Context, poll: Poll): Promise<Reply> {
  const { zone } = await teamSettings(ctx, poll.teamId);
  const { id: pollId, closesAt } = poll;
  const data: Asked = { pollId, closesAt };
  return { card: askedCard(sayTime(new Date(closesAt), ctx.locale, zone, ctx.now), own(ctx)), data };
}

const fraga: Command = {
  names: ["fråga", "ask"],
  help: { sv: pollTexts.sv.commandHelp, en: pollTexts.en.commandHelp },
  access: "conversation",
  async run(ctx, said) {
    const place = await openedIn(ctx);
    const { team } = place;
    if (said.text === "") {
      const locale = said.isPrivate ? ctx.locale : team.locale;
      return { card: formCard(await formAsked(ctx, place, said), translator(pollTexts, locale)) };
    }
    const poll = await ask(ctx, parse(PollDraft, { teamId: team.id, nonce: said.nonce, ...questionSaid(said.text) }));
    return said.isPrivate ? asked(ctx, poll) : silence;
  },
};

const askFromCompose: Extension = {
  access: "conversation",
  commandId: "fraga",
  title: { sv: pollTexts.sv.formTitle, en: pollTexts.en.formTitle },
  async form(ctx, about, draft, error) {
    return formCard(await dialogForm(ctx, about, draft, error), own(ctx));
  },
};

export const pollsSlice: Slice = {
  name: "polls",
  commands: [fraga],
  extensions: [askFromCompose],
  actions: {
    [pollVerbs.ask]: action("conversation", PollDraft, async (ctx, draft) => asked(ctx, await ask(ctx, draft))),
    [pollVerbs.vote]: action("conversation", Vote, async (ctx, vote) => ({
      card: await ownView(ctx, await castVote(ctx, vote), true),
    })),
    [pollVerbs.card]: action("conversation", AboutPoll, async (ctx, { pollId }) => ({
      card: await ownView(ctx, await seenPoll(ctx, pollId)),
    })),
    [pollVerbs.mine]: action("conversation", AboutPoll, async (ctx, { pollId }) => ({
      card: await mine(ctx, await seenPoll(ctx, pollId)),
    })),
    [pollVerbs.who]: action("conversation", AboutPoll, async (ctx, { pollId }) => ({
      card: await whoChoseWhat(ctx, await seenPoll(ctx, pollId)),
    })),
    [pollVerbs.changeOptions]: action("conversation", ChangeOptions, async (ctx, change) => ({
      card: await mine(ctx, await changeOptions(ctx, change), true),
    })),
    [pollVerbs.close]: action("conversation", AboutPoll, async (ctx, { pollId }) => ({
      card: await ownView(ctx, await closeNow(ctx, pollId)),
    })),
    [pollVerbs.decide]: action("conversation", Decision, async (ctx, decision) => ({
      card: await mine(ctx, await decide(ctx, decision)),
    })),
    [pollVerbs.moreTime]: action("conversation", MoreTime, async (ctx, more) => ({
      card: await mine(ctx, await takeMoreTime(ctx, more)),
    })),
  },
  jobs: {
    [pollJobs.share]: { delivery: "atLeastOnce", run: share },
    [pollJobs.redraw]: { delivery: "atLeastOnce", run: redraw },
    [pollJobs.close]: { delivery: "atLeastOnce", run: close },
    [pollJobs.cleanUp]: { delivery: "atLeastOnce", run: forget },
    [pollJobs.remind]: { delivery: "atMostOnce", run: remind },
    [pollJobs.owed]: { delivery: "atMostOnce", run: owed },
    [pollJobs.formUsed]: { delivery: "atLeastOnce", run: formUsed },
  },
  routes: tabRoutes,
  personalData: {
    says: { sv: pollTexts.sv.pollsStored, en: pollTexts.en.pollsStored },
    export: exportQuestions,
    erase: eraseInQuestion,
    about: aboutQuestion,
    destroy: destroyQuestion,
  },
};
