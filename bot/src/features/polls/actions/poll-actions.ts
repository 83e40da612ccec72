import { action, type FormBuilder, parse } from "../../../core/action.ts";
import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { translator } from "../../../i18n/translate.ts";
import { formCard } from "../cards/form-card.ts";
import { AboutPoll, ChangeOptions, Decision, MoreTime, PollDraft, pollVerbs, Vote } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { askAgainForm } from "../queries/ask-again.ts";
import { sentFormView } from "../queries/form-views.ts";
import { visiblePoll, visiblePollOrTakenBack } from "../queries/poll-view.ts";
import { pollTexts } from "../texts.ts";
import { askPoll } from "../verbs/ask-poll.ts";
import { castVote } from "../verbs/cast-vote.ts";
import { changeOptions } from "../verbs/change-options.ts";
import { closePoll } from "../verbs/close-poll.ts";
import { decidePoll } from "../verbs/decide-poll.ts";
import { takeBackPoll } from "../verbs/take-back-poll.ts";
import { takeMoreTime } from "../verbs/take-more-time.ts";
import { tellAgain } from "../verbs/tell-again.ts";
import { askedReply } from "./ask-command.ts";
import { manageCard, ownPollView, takenBackView, votedPollView, votersCardFor } from "./poll-views.ts";

/** The card with the fields for a poll's outcome, more time or other options. */
const sentManageCard: FormBuilder = async (ctx, sent) =>
  manageCard(ctx, await visiblePoll(ctx, parse(AboutPoll, sent).pollId));

/** What a person does with a poll: ask, answer, close, decide, take back. */
export const pollActions: NonNullable<Feature["verbs"]> = {
  [pollVerbs.ask]: action(
    "conversation",
    PollDraft,
    pollErrors,
    async (ctx, draft) => askedReply(ctx, await askPoll(ctx, draft)),
    async (ctx, sent) => formCard(await sentFormView(ctx, sent), own(ctx)),
  ),
  [pollVerbs.vote]: action(
    "conversation",
    Vote,
    pollErrors,
    async (ctx, vote) => ({ card: await votedPollView(ctx, await castVote(ctx, vote)) }),
    async (ctx, sent) => ownPollView(ctx, await visiblePoll(ctx, parse(AboutPoll, sent).pollId)),
  ),
  [pollVerbs.card]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => {
    const poll = await visiblePollOrTakenBack(ctx, pollId);
    return { card: await (poll.isTakenBack ? takenBackView(ctx, poll) : ownPollView(ctx, poll)) };
  }),
  [pollVerbs.mine]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => {
    const poll = await visiblePollOrTakenBack(ctx, pollId);
    return { card: await (poll.isTakenBack ? takenBackView(ctx, poll) : manageCard(ctx, poll)) };
  }),
  [pollVerbs.who]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
    card: await votersCardFor(ctx, await visiblePoll(ctx, pollId)),
  })),
  [pollVerbs.changeOptions]: action(
    "conversation",
    ChangeOptions,
    pollErrors,
    async (ctx, change) => ({ card: await manageCard(ctx, await changeOptions(ctx, change), true) }),
    sentManageCard,
  ),
  [pollVerbs.close]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
    card: await ownPollView(ctx, await closePoll(ctx, pollId)),
  })),
  [pollVerbs.decide]: action(
    "conversation",
    Decision,
    pollErrors,
    async (ctx, decision) => ({ card: await manageCard(ctx, await decidePoll(ctx, decision)) }),
    sentManageCard,
  ),
  [pollVerbs.moreTime]: action(
    "conversation",
    MoreTime,
    pollErrors,
    async (ctx, more) => ({ card: await manageCard(ctx, await takeMoreTime(ctx, more)) }),
    sentManageCard,
  ),
  [pollVerbs.tellAgain]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
    card: await manageCard(ctx, await tellAgain(ctx, pollId)),
  })),
  [pollVerbs.takeBack]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
    card: await takenBackView(ctx, await takeBackPoll(ctx, pollId)),
  })),
  [pollVerbs.askAgain]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
    card: formCard(await askAgainForm(ctx, pollId), own(ctx)),
  })),
};

const own = (ctx: Context) => translator(pollTexts, ctx.locale);
