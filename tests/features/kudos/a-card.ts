import { aTeam, type Team } from "../../support/a-team.ts";
import { cardOf, press, text } from "../../support/cards.ts";

/** A team of six, some of whom have chosen how they wish to be thanked. */
export const sixOf = (wishes: Readonly<Record<string, "openly" | "betweenUs" | "inPerson">> = {}) =>
  withWishes(
    { members: ["anna", "bo", "cia", "dan", "eva", "filip"], locale: "sv", now: "2026-02-03T09:00:00+01:00" },
    wishes,
  );

async function withWishes(parts: Parameters<typeof aTeam>[0], wishes: Readonly<Record<string, string>>): Promise<Team> {
  const team = await aTeam(parts);
  for (const [who, wants] of Object.entries(wishes)) {
    await team.where(who, { wants: wants as "openly" });
  }
  return team;
}

/** The id with which the form's list offers this person. */
export function choiceValue(form: unknown, name: string): string {
  const [, id] = new RegExp(`"title":"${name}[^"]*","value":"([^"]+)"`, "i").exec(text(form)) ?? [];
  if (id === undefined) {
    throw new Error(`the form does not offer ${name}`);
  }
  return id;
}

/** Anna, the sender, takes the thanks back; every other person removes their own name. */
export async function removes(team: Team, who: string, card: unknown): Promise<void> {
  const more = press(card, "Fler val");
  const ownCard = await team.as(who).clicks(more.verb, more.data);
  const remove = press(ownCard.card, who === "anna" ? "Ta bort tacket" : "Ta bort mitt namn");
  await team.as(who).clicks(remove.verb, remove.data);
  await team.settle();
}

/** The card of thanks that Anna gave Bo, who wishes to be thanked openly. */
export async function aCardInChannel() {
  const team = await sixOf({ bo: "openly" });
  const { replies } = await team.as("anna").says("tack");
  const form = cardOf(replies[0]);
  const send = press(form, "Tacka öppet", { recipients: choiceValue(form, "bo"), words: "Tack för hjälpen" });
  await team.as("anna").clicks(send.verb, send.data);
  await team.settle();
  const post = team.channelPosts().find((one) => text(one.card).includes("Tack för hjälpen"));
  return { team, id: post?.id, card: post?.card };
}
