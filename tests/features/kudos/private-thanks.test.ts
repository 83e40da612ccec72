import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft, cardOf, filledIn, idIn, press, text } from "../../support/cards.ts";
import { everythingSaid, everythingStored, lineOf, namesOf } from "../../support/everything.ts";

const everybody = ["anna", "bo", "cia", "dan", "eva", "filip", "gun"] as const;

/** Cia chose privacy, Dan has not chosen, Eva prefers to be told in person: no channel may name them. */
const hiddenRecipients = ["cia", "dan", "eva"] as const;

/** A unique word for each private thank-you: its presence shows that the text has leaked. */
const secret = (what: string) => `Hemlighet-${what}`;

/** A day with thanks through every entry point and every possible response to them. Gun only looks on. */
async function aDayOfThanks(): Promise<Team> {
  const team = await aTeam({ members: everybody, leaders: ["anna"], values: ["Mod"] });
  await team.where("bo", { wants: "openly" });
  await team.where("cia", { wants: "betweenUs" });
  await team.where("eva", { wants: "inPerson" });

  const gives = async (who: string, to: readonly string[], what: string, audience: "team" | "private") => {
    const draft = aDraft(team, { recipients: to.map(idOf), words: `Tack för ${secret(what)}`, audience });
    const answer = await team.as(who).clicks(kudosVerbs.give, draft);
    await team.settle();
    return answer;
  };

  // By the form's button, to each of them, for the channel and in private.
  await gives("anna", ["cia"], "knapp-kanal", "team");
  await gives("anna", ["cia"], "knapp-privat", "private");
  await gives("bo", ["cia", "dan", "eva"], "knapp-flera", "team");
  // By command, whose message mentions the recipient in the channel, and from the form that only its sender can open.
  const message = await team.as("filip").says(`tack @cia för ${secret("kommando")}`);
  const door = press(cardOf(message.replies[0]), "Öppna");
  const form = (await team.as("filip").clicks(door.verb, door.data)).card;
  const send = press(form, "Tacka öppet", filledIn(form));
  await team.as("filip").clicks(send.verb, send.data, { activityId: message.replies[0]?.id });
  await team.settle();
  // From the compose box and from a message by Dan.
  const dialog = (await team.as("bo").opens("tack", { about: { from: "dan", text: secret("meddelande") } })).card;
  const submit = press(dialog, "Tacka privat", { ...filledIn(dialog), words: `Tack för ${secret("dialog")}` });
  await team.as("bo").submits("tack", submit.data);
  await team.settle();
  // Dan keeps his thanks private. Cia opens hers, removes herself from one and undoes it.
  const requestCard = team.personalPosts("dan")[0]?.card;
  await team.as("dan").clicks(kudosVerbs.keepBetweenUs, { kudosId: idIn(requestCard) }, { in: "personal" });
  const about = { kudosId: idIn(team.personalPosts("cia")[0]?.card) };
  for (const verb of [kudosVerbs.mine, kudosVerbs.remove, kudosVerbs.restore]) {
    await team.as("cia").clicks(verb, about, { in: "personal" });
    await team.settle();
  }
  for (const verb of [...Object.values(kudosVerbs), peopleVerbs.team]) {
    await team.as("gun").clicks(verb, { ...about, teamId: TEAM });
  }
  await team.as("gun").clicks(door.verb, door.data);
  await team.as("gun").asks(`/teams/${TEAM}/overview`);
  await team.as("gun").asks("/me/data");
  await team.settle();
  return team;
}

describe("private thanks", () => {
  it("no mail address is stored or logged, and only recipients get the link to a chat with the sender", async () => {
    const team = await aDayOfThanks();

    expect(text(everythingStored(team.file))).not.toContain("contoso.example");
    expect(team.logs().join("\n")).not.toContain("contoso.example");
    expect(text(team.personalPosts("cia"))).toContain("users=anna%40contoso.example");
    expect(text(team.channelPosts())).not.toContain("contoso.example");
    expect(text(team.personalPosts("gun"))).not.toContain("contoso.example");
  });

  it("private thanks store no name, no id and no text in the team's partition", async () => {
    const team = await aDayOfThanks();

    const { documents } = everythingStored(team.file);

    const ofTheTeam = documents.filter(({ pk }) => pk.endsWith(`|team|${TEAM}`)).map(lineOf);
    const ofOneThankYou = documents.filter(({ pk }) => pk.includes("|kudos|"));
    expect(ofOneThankYou.length).toBeGreaterThan(5);
    for (const line of ofTheTeam) {
      expect(line).not.toContain("Hemlighet");
      for (const who of hiddenRecipients) {
        expect(line).not.toMatch(namesOf(who));
      }
    }
    const kudosIds = new Set(ofOneThankYou.map(({ pk }) => pk.split("|").at(-1) ?? ""));
    for (const kudosId of kudosIds) {
      expect(ofTheTeam.join("\n")).not.toContain(kudosId);
    }
    expect(ofTheTeam.some((line) => / w\|/.test(line))).toBe(false);
  });

  it("private thanks show no name and no text in any version of any post in the channel", async () => {
    const team = await aDayOfThanks();

    const { inChannel, inPrivate } = everythingSaid(team);

    expect(inPrivate.map(({ to }) => to)).toEqual(expect.arrayContaining(["cia", "dan"]));
    expect(inChannel.length).toBeGreaterThan(0);
    for (const post of inChannel.map(withoutLists)) {
      expect(post).not.toContain("Hemlighet");
      for (const who of hiddenRecipients) {
        expect(post).not.toMatch(namesOf(who));
      }
    }
  });

  it("private thanks reach their sender and recipients, and nobody else by any entry point", async () => {
    const team = await aDayOfThanks();

    const { inPrivate, answers } = everythingSaid(team);
    const readBy = (who: string) =>
      [...inPrivate.filter(({ to }) => to === who), ...answers.filter((one) => one.who === who)]
        .map(({ body }) => body)
        .join("\n");

    for (const what of ["knapp-kanal", "knapp-privat", "knapp-flera", "kommando"]) {
      expect(readBy("cia")).toContain(secret(what));
    }
    expect(readBy("dan")).toContain(secret("knapp-flera"));
    expect(readBy("dan")).toContain(secret("dialog"));
    expect(readBy("eva")).not.toContain("Hemlighet");
    expect(readBy("filip").replaceAll(secret("kommando"), "")).not.toContain("Hemlighet");
    expect(readBy("bo")).not.toMatch(/Hemlighet-(?:knapp-kanal|knapp-privat|kommando)/);
    expect(readBy("gun")).not.toContain("Hemlighet");
    for (const who of hiddenRecipients) {
      expect(readBy("gun")).not.toMatch(namesOf(who));
    }
  });

  it("jobs for private thanks store no name, no person's id and no text", async () => {
    const team = await aDayOfThanks();
    const ofKept = { kudosId: idIn(team.personalPosts("dan")[0]?.card) };
    const last = aDraft(team, { recipients: idOf("cia"), words: "Hemlighet-sist", door: "message" });
    await team.as("anna").clicks(kudosVerbs.give, last, { activityId: "1" });
    await team.as("dan").clicks(kudosVerbs.showThanks, ofKept, { in: "personal" });

    const due = everythingStored(team.file)
      .documents.filter(({ pk }) => pk.startsWith("due|"))
      .map(lineOf);

    expect(due.filter((line) => line.includes(" at|")).length).toBeGreaterThan(3);
    for (const line of due) {
      expect(line).not.toContain("Hemlighet");
      for (const who of everybody) {
        expect(line).not.toMatch(namesOf(who));
      }
    }
  });

  it("stores the text of private thanks only with the kudos, the recipient's inbox and the sender's drafts", async () => {
    const team = await aDayOfThanks();

    const { documents } = everythingStored(team.file);

    const naming = documents.filter((one) => lineOf(one).includes("Hemlighet"));
    expect(new Set(naming.map(({ pk }) => pk.split("|")[1]))).toEqual(new Set(["kudos", "inbox", "user"]));
    for (const { pk } of naming.filter(({ pk: at }) => !at.includes("|kudos|"))) {
      expect(pk).toMatch(new RegExp(`\\|(?:inbox\\|(?:${idOf("cia")}|${idOf("dan")})|user\\|${idOf("filip")})$`));
    }
  });
});

/** A form's choice list contains every member of the team, so it reveals nothing about any of them. */
const withoutLists = (post: string): string => post.replace(/"choices":\[.*?\]/g, "");
