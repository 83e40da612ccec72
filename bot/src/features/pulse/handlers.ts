import { action, type Slice, silence } from "../../core/actions.ts";
import { AboutThought, pulseVerbs } from "./contract/mine.ts";
import { figuresFile } from "./handlers/figures.ts";
import { myQuestions, myRhythm } from "./service/mine.ts";
import { aboutRests, destroyRests, RETIRE_RESTS, restDays, retireRests } from "./service/rests.ts";
import { restThought, thoughts, unrestThought } from "./service/thoughts.ts";
import { weeks } from "./service/weeks.ts";
import { overview } from "./service.ts";
import { pulseTexts } from "./texts.ts";

/** Shows what other slices stored; all that it stores itself is of whom a leader has thought, without saying whom. */
export const pulseSlice: Slice = {
  name: "pulse",
  actions: {
    [pulseVerbs.restThought]: action("team", AboutThought, async (ctx, about) => {
      await restThought(ctx, about);
      return silence;
    }),
    [pulseVerbs.unrestThought]: action("team", AboutThought, async (ctx, about) => {
      await unrestThought(ctx, about);
      return silence;
    }),
  },
  routes: [
    {
      method: "get",
      access: "team",
      path: "/teams/:team/overview",
      run: (ctx, { params }) => overview(ctx, params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/weeks",
      run: (ctx, { params }) => weeks(ctx, params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/figures.csv",
      answers: "file",
      run: (ctx, { params }) => figuresFile(ctx, params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/worth-a-thought",
      run: (ctx, { params }) => thoughts(ctx, params.team ?? ""),
    },
    { method: "get", access: "self", path: "/me/questions", run: myQuestions },
    { method: "get", access: "self", path: "/me/rhythm", run: myRhythm },
  ],
  jobs: {
    [RETIRE_RESTS]: { delivery: "atLeastOnce", run: (ctx, { pk }) => retireRests(ctx, pk) },
  },
  personalData: {
    says: { sv: pulseTexts.sv.pulseStored, en: pulseTexts.en.pulseStored },
    export: restDays,
    erase: async (ctx, _, { pk }) => {
      await destroyRests(ctx, pk);
      return 0;
    },
    about: aboutRests,
    destroy: destroyRests,
  },
};
