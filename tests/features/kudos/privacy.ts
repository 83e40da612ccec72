import { PostRecord } from "#bot/core/upsert-post.ts";
import {
  AlsoThanks,
  InboxThanks,
  Kudos,
  kudosVerbs,
  StoredDraft,
  StoredThanks,
  ThankedToday,
} from "#bot/features/kudos/contract.ts";
import { UsedForm } from "#bot/kernel/contract.ts";
import { idOf } from "../../support/a-team.ts";
import { aDraft, cardOf, filledIn, idIn, objectsIn, press } from "../../support/cards.ts";
import { DAY, type FeaturePrivacy, under, YEAR } from "../../support/feature-privacy.ts";

export const lifetimes: FeaturePrivacy["lifetimes"] = {
  "team/g": YEAR,
  "team/post": YEAR,
  "kudos/kudos": YEAR,
  "kudos/also": YEAR,
  "kudos/told": YEAR,
  "kudos/lost": YEAR,
  "kudos/form": 7 * DAY,
  "inbox/kudos": YEAR,
  "user/ref as sender": YEAR,
  "user/ref as recipient": YEAR,
  "user/ref as also": YEAR,
  "user/ref as draft": 7 * DAY,
  "user/thanked": 3 * DAY,
  "user/draft": 7 * DAY,
};

export const documents: FeaturePrivacy["documents"] = {
  "team/g": StoredThanks,
  "team/post": PostRecord,
  "kudos/kudos": Kudos,
  "kudos/also": AlsoThanks,
  "kudos/told": PostRecord,
  "kudos/lost": PostRecord,
  "kudos/form": UsedForm,
  "inbox/kudos": InboxThanks,
  "user/thanked": ThankedToday,
  "user/draft": StoredDraft,
};

/** When a thank-you cannot be delivered. */
export const rare: FeaturePrivacy["rare"] = ["kudos/lost"];

export const busyHour: FeaturePrivacy["busyHour"] = async (team) => {
  await team.where("bo", { wants: "openly" });
  for (const audience of ["team", "private"]) {
    await team
      .as("anna")
      .clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Hemliga ord", audience }));
    await team.settle();
  }
  await team.as("dan").clicks(kudosVerbs.alsoThank, { kudosId: idIn(team.channelPosts()[0]?.card) });
  const answer = await team.as("eva").says("tack @cia för de hemliga orden");
  const draft = objectsIn(cardOf(answer.replies[0])).find(({ draftId }) => draftId !== undefined) ?? {};
  const { card } = await team.as("eva").clicks(kudosVerbs.openDraft, draft);
  const send = press(card, "Tacka öppet", filledIn(card));
  await team.as("eva").clicks(send.verb, send.data, { activityId: answer.replies[0]?.id });
  await team.as("filip").says("tack @cia för mer hemligt");
  const empty = (await team.as("filip").says("tack")).replies[0];
  const thank = press(cardOf(empty), "Tacka privat", { recipients: idOf("dan"), words: "Hemliga ord" });
  await team.as("filip").clicks(thank.verb, thank.data, { activityId: empty?.id });
  await team.settle();
};

const person = ["id", "name"];
const thanks = ["kudosId", "kind", "wholeTeam", "words", "value", "givenAt", ...under("recipients[]", person)];
const mineToRead = ["next", ...under("lines[].team", person)];
const choosable = ["isSearchNeeded", ...under("members[]", person)];

/** A field whose name ends in # may be a number. */
export const answers: FeaturePrivacy["answers"] = {
  "/me/thanks/to-me": [
    ...mineToRead,
    ...under("lines[]", [
      "kudosId",
      "kind",
      "words",
      "value",
      "givenAt",
      "reach",
      "mayShow",
      ...under("sender", person),
    ]),
  ],
  "/me/thanks/from-me": [...mineToRead, ...under("lines[]", [...thanks, "isShown", "isAsked", "inPerson[]"])],
  "/teams/:team/thanks-form": ["nonce", "values[]", ...choosable],
};

export const offered: NonNullable<FeaturePrivacy["offered"]> = ["to[].id", "to[].name"];

export const input: FeaturePrivacy["input"] = {
  words: "Tack så mycket",
  kind: "thanks",
  wholeTeam: false,
  value: "",
  audience: "team",
  door: "dialog",
};

export const variants: FeaturePrivacy["variants"] = {
  kind: ["thanks", "progress", "milestone"],
  wholeTeam: [true, "false"],
  audience: ["team", "private"],
  door: ["dialog", "message"],
};
