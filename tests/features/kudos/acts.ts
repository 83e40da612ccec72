import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { idOf, type Team } from "../../support/a-team.ts";
import { type Act, clicks, type FeatureActs, fromTheTab, type Make, says, submits } from "../../support/acts.ts";
import { aDraft, cardOf, idIn, objectsIn } from "../../support/cards.ts";

/** Anna thanks Bo, who wishes to be thanked openly, and Cia, who has not chosen. */
const toBoAndCia = (team: Team) => aDraft(team, { recipients: [idOf("bo"), idOf("cia")].join(",") });

/** An act on kudos that Anna has given before. */
const onThanks =
  (who: string, verb: string, before: readonly (readonly [string, string])[] = []): Act =>
  async (team) => {
    await team.as("anna").clicks(kudosVerbs.give, toBoAndCia(team));
    await team.settle();
    const data = { kudosId: idIn(team.personalPosts("cia")[0]?.card) };
    for (const [one, earlierVerb] of before) {
      await team.as(one).clicks(earlierVerb, data);
      await team.settle();
    }
    return clicks(team, who, verb, data);
  };

export const acts: FeatureActs["acts"] = {
  [kudosVerbs.give]: async (team) => clicks(team, "anna", kudosVerbs.give, toBoAndCia(team)),
  [kudosVerbs.openDraft]: async (team) => {
    const { replies } = await team.as("anna").says("tack @cia för hjälpen");
    const draft = objectsIn(cardOf(replies[0])).find(({ draftId }) => draftId !== undefined) ?? {};
    return clicks(team, "anna", kudosVerbs.openDraft, draft);
  },
  [kudosVerbs.receipt]: onThanks("anna", kudosVerbs.receipt),
  [kudosVerbs.showThanks]: onThanks("cia", kudosVerbs.showThanks),
  [kudosVerbs.keepBetweenUs]: onThanks("bo", kudosVerbs.keepBetweenUs),
  [kudosVerbs.alsoThank]: onThanks("dan", kudosVerbs.alsoThank),
  [kudosVerbs.undoAlso]: onThanks("dan", kudosVerbs.undoAlso, [["dan", kudosVerbs.alsoThank]]),
  [kudosVerbs.mine]: onThanks("bo", kudosVerbs.mine),
  [kudosVerbs.remove]: onThanks("anna", kudosVerbs.remove),
  [kudosVerbs.restore]: onThanks("anna", kudosVerbs.restore, [["anna", kudosVerbs.remove]]),
};

const thanks =
  (audience: "team" | "private"): Make =>
  async (team, { word, options = {} }) => {
    const draft = aDraft(team, { recipients: idOf("bo"), words: `${word} ord`, audience });
    const { card } = await team.as("anna").clicks(kudosVerbs.give, draft, options);
    await team.settle();
    return { kudosId: idIn(card) };
  };

/**
 * Bo writes "tack" to a person who has not chosen, which stores a draft that only Bo can open. The number at the end
 * makes each text unique, since the same words twice count as one message.
 */
const draft: Make = async (team, { word, options = {} }) => {
  const { replies } = await team.as("bo").says(`tack @cia för ${word} hjälp ${team.teams.posts.length}`, options);
  await team.settle();
  const open = objectsIn(cardOf(replies[0])).find(({ draftId }) => draftId !== undefined);
  return open && { draftId: String(open.draftId), askerId: idOf("bo") };
};

export const things: FeatureActs["things"] = {
  kudosId: { makes: [thanks("team"), thanks("private")] },
  draftId: { makes: [draft], isPersonal: true },
};

export const people: FeatureActs["people"] = ["recipients"];

export const otherEntryPoints: NonNullable<FeatureActs["otherEntryPoints"]> = {
  "a form in the channel, which is taken down": async (team) => {
    const { replies } = await team.as("anna").says("tack");
    const draft = { ...toBoAndCia(team), door: "message", askerId: idOf("anna") };
    return clicks(team, "anna", kudosVerbs.give, draft, { activityId: replies[0]?.id ?? "" });
  },
  "thanks in private": async (team) =>
    clicks(team, "anna", kudosVerbs.give, { ...toBoAndCia(team), audience: "private" }),
  "thanks to the whole team": async (team) =>
    clicks(team, "anna", kudosVerbs.give, aDraft(team, { recipients: "team" })),
  "thanks in a dialog": submits("tack", kudosVerbs.give, toBoAndCia),
  "thanks from the tab": fromTheTab(kudosVerbs.give, toBoAndCia),
  "tack, said": says("tack"),
  "tack to somebody who has not chosen, said": says("tack @cia för hjälpen"),
};
