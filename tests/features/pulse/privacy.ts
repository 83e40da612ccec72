import { allFeatures } from "#bot/all-features.ts";
import { pulseVerbs, RestedSuggestion, RestsAbout, RestsLink } from "#bot/features/pulse/contract.ts";
import { idOf, TEAM } from "../../support/a-team.ts";
import { DAY, type FeaturePrivacy, offeredIn, under } from "../../support/feature-privacy.ts";

export const lifetimes: FeaturePrivacy["lifetimes"] = {
  "user/rests": 35 * DAY,
  "user/ref as rests": 35 * DAY,
  "rests/about": 35 * DAY,
  "rests/r": 28 * DAY,
};

export const documents: FeaturePrivacy["documents"] = {
  "user/rests": RestsLink,
  "rests/about": RestsAbout,
  "rests/r": RestedSuggestion,
};

export const busyHour: FeaturePrivacy["busyHour"] = async (team) => {
  await team.as("anna").clicks(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("eva") });
  await team.settle();
};

const person = ["id", "name"];
const question = [
  ...["pollId", "question", "mode", "state", "openedAt", "closesAt", "answerBy", "isOverdue", "isMine", "mayAnswer"],
  ...["outcome", "why", "decidedAt"],
  ...[...under("asker", person), ...under("decidedBy", person)],
];
const thanks = ["kudosId", "kind", "wholeTeam", "words", "value", "givenAt", ...under("recipients[]", person)];
const waiting = [
  ...["now", "hasMore", "isTeamMissing"],
  ...under("items[]", ["feature", "key", "title", "dueAt", "page", ...under("team", person)]),
];

/** The keys of all counts that the features declare. */
const counted = allFeatures.flatMap(({ counts = {} }) => Object.keys(counts));

/** A field whose name ends in # may be a number. */
export const answers: FeaturePrivacy["answers"] = {
  "/me/waiting": waiting,
  "/teams/:team/waiting": waiting,
  "/me/rhythm": [...under("kinds[]", ["key", "label"]), ...under("weeks[]", ["week", "startsOn", "isOver", "acts[]"])],
  "/teams/:team/overview": [
    ...[
      "now",
      "isLeader",
      "isNew",
      "hasMoreQuestions",
      "hasMoreThanks",
      ...under("team", [...person, "locale", "zone"]),
    ],
    ...["owed[]", "open[]", "decided[]"].flatMap((list) => under(list, question)),
    ...under("thanks[]", [...thanks, "mayJoin", ...under("sender", person)]),
  ],
  "/teams/:team/weeks": [
    ...["shows", ...under("kinds[]", ["key", "label"])],
    ...under("weeks[]", [
      ...["week", "startsOn", "isOver"],
      ...under(
        "acts",
        counted.map((key) => `${key}#`),
      ),
    ]),
  ],
  "/teams/:team/figures.csv": [""],
  "/teams/:team/worth-a-thought": [
    ...under("people[]", [...person, "offers[].key", "offers[].label"]),
    offeredIn("people[].offers[].draft"),
  ],
};

export const leadersOnly: FeaturePrivacy["leadersOnly"] = ["/teams/:team/worth-a-thought"];
