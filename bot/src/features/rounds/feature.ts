import type { ZodType, z } from "zod";
import { type Action, action, silence } from "../../core/action.ts";
import type { Context } from "../../core/context.ts";
import type { Feature } from "../../core/feature.ts";
import { mintIdempotencyToken } from "../../core/idempotency-token.ts";
import type { Live } from "../../core/live.ts";
import { labelOf } from "../../i18n/translate.ts";
import {
  AboutRound,
  AnswerClosing,
  EndTurn,
  ExtendWriting,
  Greet,
  MyWords,
  Panels,
  ParticipationBlock,
  roundVerbs,
  StartForm,
  StartRound,
  WriteText,
} from "./contract.ts";
import { roundErrors } from "./errors.ts";
import { destroyAnswers } from "./jobs/destroy-answers.ts";
import { notifyMembers } from "./jobs/notify-members.ts";
import { postSummary } from "./jobs/post-summary.ts";
import { myWords } from "./queries/my-words.ts";
import { personsByInstance } from "./rules/panels.ts";
import { viewsOf } from "./rules/view.ts";
import { ROUND, roundJobs, roundPartition, teamIdOfPanels } from "./store/panels.ts";
import { roundTexts } from "./texts.ts";
import { answerClosing } from "./verbs/answer-closing.ts";
import { cleanUpRound, closeRound, forgetAll, forgetIfEmpty, meetingEnded } from "./verbs/close-round.ts";
import { endTurn } from "./verbs/end-turn.ts";
import { extendWriting } from "./verbs/extend-writing.ts";
import { greetTeam } from "./verbs/greet-team.ts";
import { lowerHand } from "./verbs/lower-hand.ts";
import { askWhoLeads, notePresence } from "./verbs/note-presence.ts";
import { passTurn } from "./verbs/pass-turn.ts";
import { raiseHand } from "./verbs/raise-hand.ts";
import { revealTexts } from "./verbs/reveal-texts.ts";
import { showParticipation } from "./verbs/show-participation.ts";
import { startRound } from "./verbs/start-round.ts";
import { writeText } from "./verbs/write-text.ts";

/** The panel shows the result to everybody at once, so the answer is the same for every verb. */
const act = <S extends ZodType<{ readonly teamId: string }>>(
  schema: S,
  run: (ctx: Context, data: z.output<S>) => Promise<void>,
): Action =>
  action("team", schema, roundErrors, async (ctx, data) => {
    await run(ctx, data);
    return silence;
  });

const panels = (stored: unknown) => (stored === undefined ? undefined : Panels.parse(stored));

const live: Live = {
  access: "team",
  path: "/teams/:team/rounds/live",
  documentKey: (teamId) => ({ pk: roundPartition(teamId), id: ROUND }),
  views: (stored) => viewsOf(panels(stored)),
  connectionsIn: (stored) => personsByInstance(panels(stored)?.here ?? []),
  notePresence,
};

export const roundsFeature: Feature = {
  name: "rounds",
  order: 30,
  errors: roundErrors,
  verbs: {
    [roundVerbs.start]: act(StartRound, startRound),
    [roundVerbs.next]: act(EndTurn, endTurn),
    [roundVerbs.pass]: act(AboutRound, passTurn),
    [roundVerbs.raise]: act(AboutRound, raiseHand),
    [roundVerbs.lower]: act(AboutRound, lowerHand),
    [roundVerbs.greet]: act(Greet, greetTeam),
    [roundVerbs.write]: act(WriteText, writeText),
    [roundVerbs.extend]: act(ExtendWriting, extendWriting),
    [roundVerbs.reveal]: act(AboutRound, revealTexts),
    [roundVerbs.answer]: act(AnswerClosing, answerClosing),
    [roundVerbs.close]: act(AboutRound, closeRound),
  },
  routes: [
    {
      method: "get",
      access: "team",
      path: "/teams/:team/heard",
      run: async (ctx, { params }) => ParticipationBlock.parse(await showParticipation(ctx, params.team ?? "")),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/rounds/start-form",
      answers: "form",
      run: async ({ now }) => StartForm.parse({ nonce: mintIdempotencyToken(now) }),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/rounds/mine",
      run: async (ctx, { params }) => MyWords.parse(await myWords(ctx, params.team ?? "")),
    },
  ],
  live: [live],
  events: {
    removed: (services, team) => forgetAll(services, team.id),
    meetingEnded: (services, team) => meetingEnded(services, team.id),
  },
  jobs: {
    [roundJobs.findLeader]: { delivery: "atLeastOnce", run: (ctx, { pk }) => askWhoLeads(ctx, teamIdOfPanels(pk)) },
    [roundJobs.tell]: { delivery: "atMostOnce", run: notifyMembers },
    [roundJobs.cleanUp]: {
      delivery: "atLeastOnce",
      run: (ctx, { pk, part = "" }) => cleanUpRound(ctx, teamIdOfPanels(pk), part),
    },
    [roundJobs.summary]: { delivery: "atLeastOnce", run: postSummary },
    [roundJobs.forget]: { delivery: "atLeastOnce", run: (ctx, { pk }) => forgetIfEmpty(ctx, teamIdOfPanels(pk)) },
    [roundJobs.destroyHeard]: { delivery: "atLeastOnce", run: destroyAnswers },
  },
  retention: labelOf(roundTexts, "roundsRetention"),
  personalData: {
    summary: { sv: roundTexts.sv.roundsStored, en: roundTexts.en.roundsStored },
    /** Nothing stored identifies anybody; the state of an open panel is visible in the panel. */
    export: async () => [],
    lists: async () => [],
  },
};
