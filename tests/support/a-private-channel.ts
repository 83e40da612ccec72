import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, userIdOf } from "./a-team.ts";
import { aDraft, aQuestion, idIn } from "./cards.ts";

/** A private channel of the team. Anna and Bo are its only members. */
export const ROOM = "19:salary-talks@thread.tacv2";

export const inRoom = {
  activity: {
    conversation: { id: ROOM, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: "Laget" }, channel: { id: ROOM } },
  },
};

export const member = (who: string) => ({
  id: userIdOf(who),
  name: fullName(who),
  objectId: idOf(who),
  userPrincipalName: `${who}@contoso.example`,
  tenantId: TENANT,
  userRole: "user",
});

export async function aPrivateChannel() {
  const team = await aTeam({ leaders: ["cia"] });
  team.teams.room(ROOM, [member("anna"), member("bo")]);
  await team.where("bo", { wants: "openly" });
  const posts = () => team.teams.posts.filter(({ conversationId }) => conversationId === ROOM);
  const newest = () => posts().at(-1)?.versions.at(-1)?.activity;

  async function asks(question: string, isDecided: boolean): Promise<string> {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question, options: "Ja\nNej" }), inRoom);
    await team.settle();
    const pollId = idIn(newest(), "pollId");
    if (isDecided) {
      await team.as("anna").clicks(pollVerbs.close, { pollId }, inRoom);
      await team.settle();
      await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Hemligt skäl" }, inRoom);
      await team.settle();
    }
    return pollId;
  }

  const decidedPoll = await asks("Hemlig fråga ett?", true);
  const open = await asks("Hemlig fråga två?", false);
  const draft = aDraft(team, { recipients: idOf("bo"), words: "Hemligt tack" });
  await team.as("anna").clicks(kudosVerbs.give, draft, inRoom);
  await team.settle();
  return { team, decidedPoll, open, kudosId: idIn(newest()) };
}
