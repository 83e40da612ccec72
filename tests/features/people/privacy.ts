import { PostRecord } from "#bot/core/upsert-post.ts";
import { EraseReport, Erasing, Installation, peopleVerbs, UnchangedMessages } from "#bot/features/people/contract.ts";
import { TeamSettings } from "#bot/kernel/contract.ts";
import { anything, DAY, type FeaturePrivacy, forever, under, untilDone, YEAR } from "../../support/feature-privacy.ts";

export const lifetimes: FeaturePrivacy["lifetimes"] = {
  "team/install": 30 * DAY,
  "team/left": 30 * DAY,
  "user/ref as installer": YEAR,
  "user/ref as lead": forever,
  "erasing/person": untilDone,
  "erasing/left": 90 * DAY,
  "erasing/told": DAY,
  "erasing/report": 90 * DAY,
};

export const documents: FeaturePrivacy["documents"] = {
  "team/install": Installation,
  "team/left": TeamSettings,
  "erasing/person": Erasing,
  "erasing/left": UnchangedMessages,
  "erasing/told": PostRecord,
  "erasing/report": EraseReport,
};

/** Documents that exist only after Gnista is removed, a person takes the lead or a person is erased. */
export const rare: FeaturePrivacy["rare"] = [
  "team/left",
  "user/ref as lead",
  "erasing/person",
  "erasing/left",
  "erasing/told",
  "erasing/report",
];

export const busyHour: FeaturePrivacy["busyHour"] = async (team) => {
  await team.as("cia").clicks(peopleVerbs.savePreferences, { wish: "inPerson" });
  await team.settle();
};

const person = ["id", "name"];
const choosable = ["isSearchNeeded", ...under("members[]", person)];

/** Where a field ends in #, it may be a number. */
export const answers: FeaturePrivacy["answers"] = {
  "/me": ["id", "name", "locale"],
  "/me/data": anything,
  "/me/data/lists": anything,
  "/me/preferences": [
    "schema#",
    "wish",
    "locale",
    "zone",
    "optOuts[]",
    "reminders[].kind",
    "reminders[].label",
    "reminders[].isOn",
  ],
  "/teams": ["isTeamMissing", ...under("teams[]", [...person, "isLeader"])],
  "/teams/:team/members": ["hasMore", ...under("members[]", person)],
  "/teams/:team/settings": [
    ...["values[]", "locale", "zone", "zones[]", "isLeader", "mayTakeLead", ...under("team", person)],
    ...[...under("leaders[]", person), ...under("weeks[]", ["week", "startsOn", "isPressed"])],
    ...under("handOver", choosable),
  ],
};

export const input: FeaturePrivacy["input"] = {
  kind: "owedAnswer",
  week: "2026-W06",
  pressed: "true",
  values: "Mod",
  locale: "sv",
  zone: "Europe/Helsinki",
  wish: "openly",
  part: 0,
  command: "tack",
  text: "Hej",
};

export const variants: FeaturePrivacy["variants"] = {
  pressed: [true, "false"],
  wish: ["openly", "betweenUs", "none"],
  command: ["tack", "fråga"],
};
