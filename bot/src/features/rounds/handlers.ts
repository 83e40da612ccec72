import type { ZodType, z } from "zod";
import { type Action, action, type Live, type Slice, silence } from "../../core/actions.ts";
import type { Context } from "../../core/context.ts";
import { mintNonce } from "../../core/nonce.ts";
import {
  AboutRound,
  AnswerHeard,
  EndTurn,
  Greet,
  Heard,
  MyWords,
  Panels,
  roundVerbs,
  StartForm,
  StartRound,
  WriteText,
} from "./contract.ts";
import { cleanUp, destroyAnswers, findLeader, forget, summary, tell } from "./handlers/jobs.ts";
import { heldBy } from "./rules/presence.ts";
import { viewsOf } from "./rules/view.ts";
import { answer } from "./service/closing.ts";
import { closeRound, forgetAll, meetingEnded } from "./service/end.ts";
import { present } from "./service/presence.ts";
import { endTurn, lowerHand, passMe, raiseHand, sayHello, startRound } from "./service/run.ts";
import { ROUND, roundJobs, roundPartition } from "./service/store.ts";
import { myWords, revealTexts, writeText } from "./service/writing.ts";
import { heard } from "./service.ts";
import { roundTexts } from "./texts.ts";

/** The panel shows what came of it, to everybody at once: the answer is the same whatever was done. */
const act = <S extends ZodType<{ readonly teamId: string }>>(
  schema: S,
  run: (ctx: Context, data: z.output<S>) => Promise<void>,
): Action =>
  action("team", schema, async (ctx, data) => {
    await run(ctx, data);
    return silence;
  });

const panels = (stored: unknown) => (stored === undefined ? undefined : Panels.parse(stored));

const live: Live = {
  access: "team",
  path: "/teams/:team/rounds/live",
  place: (teamId) => ({ pk: roundPartition(teamId), id: ROUND }),
  views: (stored) => viewsOf(panels(stored)),
  heldIn: (stored) => heldBy(panels(stored)?.here ?? []),
  present,
};

export const roundsSlice: Slice = {
  name: "rounds",
  actions: {
    [roundVerbs.start]: act(StartRound, startRound),
    [roundVerbs.next]: act(EndTurn, endTurn),
    [roundVerbs.pass]: act(AboutRound, passMe),
    [roundVerbs.raise]: act(AboutRound, raiseHand),
    [roundVerbs.lower]: act(AboutRound, lowerHand),
    [roundVerbs.greet]: act(Greet, sayHello),
    [roundVerbs.write]: act(WriteText, writeText),
    [roundVerbs.reveal]: act(AboutRound, revealTexts),
    [roundVerbs.answer]: act(AnswerHeard, answer),
    [roundVerbs.close]: act(AboutRound, closeRound),
  },
  routes: [
    {
      method: "get",
      access: "team",
      path: "/teams/:team/heard",
      run: async (ctx, { params }) => Heard.parse(await heard(ctx, params.team ?? "")),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/rounds/start-form",
      answers: "form",
      run: async ({ now }) => StartForm.parse({ nonce: mintNonce(now) }),
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
    removed: (world, team) => forgetAll(world, team.id),
    meetingEnded: (world, team) => meetingEnded(world, team.id),
  },
  jobs: {
    [roundJobs.findLeader]: { delivery: "atLeastOnce", run: findLeader },
    [roundJobs.tell]: { delivery: "atMostOnce", run: tell },
    [roundJobs.cleanUp]: { delivery: "atLeastOnce", run: cleanUp },
    [roundJobs.summary]: { delivery: "atLeastOnce", run: summary },
    [roundJobs.forget]: { delivery: "atLeastOnce", run: forget },
    [roundJobs.destroyHeard]: { delivery: "atLeastOnce", run: destroyAnswers },
  },
  personalData: {
    says: { sv: roundTexts.sv.roundsStored, en: roundTexts.en.roundsStored },
    /** Nothing is kept that leads to anybody: what is there while a panel is open, the panel shows. */
    export: async () => [],
  },
};
