import { action, silence } from "../../core/action.ts";
import type { FeatureOfAll } from "../../core/compose-features.ts";
import { labelOf } from "../../i18n/translate.ts";
import { AboutSuggestion, pulseVerbs } from "./contract.ts";
import { retireRests } from "./jobs/retire-rests.ts";
import { restsPersonalData } from "./personal-data.ts";
import { figuresFile } from "./queries/figures-file.ts";
import { myRhythm } from "./queries/my-rhythm.ts";
import { myWaiting, teamWaiting } from "./queries/my-waiting.ts";
import { overview } from "./queries/overview.ts";
import { suggestions } from "./queries/suggestions.ts";
import { weeks } from "./queries/weeks.ts";
import { RETIRE_RESTS } from "./store.ts";
import { pulseTexts } from "./texts.ts";
import { restSuggestion } from "./verbs/rest-suggestion.ts";
import { unrestSuggestion } from "./verbs/unrest-suggestion.ts";

/**
 * Shows what other features stored. It stores only the people a leader has thought of, in a form that does not identify
 * them.
 */
export const pulseFeature: FeatureOfAll = (all) => ({
  name: "pulse",
  order: 80,
  verbs: {
    [pulseVerbs.restThought]: action("team", AboutSuggestion, {}, async (ctx, about) => {
      await restSuggestion(ctx, about);
      return silence;
    }),
    [pulseVerbs.unrestThought]: action("team", AboutSuggestion, {}, async (ctx, about) => {
      await unrestSuggestion(ctx, about);
      return silence;
    }),
  },
  routes: [
    {
      method: "get",
      access: "team",
      path: "/teams/:team/overview",
      run: (ctx, { params }) => overview(ctx, all(), params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/weeks",
      run: (ctx, { params }) => weeks(ctx, all(), params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/figures.csv",
      answers: "file",
      run: (ctx, { params }) => figuresFile(ctx, all(), params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/worth-a-thought",
      run: (ctx, { params }) => suggestions(ctx, all(), params.team ?? ""),
    },
    {
      method: "get",
      access: "team",
      path: "/teams/:team/waiting",
      run: (ctx, { params }) => teamWaiting(ctx, all(), params.team ?? ""),
    },
    { method: "get", access: "self", path: "/me/waiting", run: (ctx) => myWaiting(ctx, all()) },
    { method: "get", access: "self", path: "/me/rhythm", run: (ctx) => myRhythm(ctx, all()) },
  ],
  jobs: {
    [RETIRE_RESTS]: { delivery: "atLeastOnce", run: retireRests },
  },
  retention: labelOf(pulseTexts, "pulseRetention"),
  personalData: restsPersonalData,
});
