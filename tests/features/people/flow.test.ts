import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyTeams } from "#bot/kernel/contract.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft, aQuestion, idIn, text } from "../../support/cards.ts";
import { everythingStored } from "../../support/everything.ts";

const newest = (post: { versions: readonly { activity: unknown }[] } | undefined): string =>
  text(post?.versions.at(-1)?.activity);
const inChannel = (team: Team): readonly string[] => team.channelPosts().map(newest);

const aNewTeam = (parts: Parameters<typeof aTeam>[0] = {}) => aTeam({ ...parts, isNotInstalled: true });

/** Anna installs Gnista on a Tuesday at 09:00. */
async function installedTeam(parts: Parameters<typeof aTeam>[0] = {}): Promise<Team> {
  const team = await aNewTeam(parts);
  team.seats(true);
  await team.installs("anna");
  await team.settle();
  return team;
}

const FIRST =
  "Anna Ask har lagt till Gnista: tacka varandra och fråga innan något bestäms. Inga poäng, inga topplistor. " +
  "Gnista ser bara det ni skickar hit och vilka som är med. Allt är frivilligt.";

describe("the introduction after the installation", () => {
  it("asks the installer, with a preview of the first card, who leads the team, and sends nothing to anybody else", async () => {
    const team = await installedTeam();

    const [asked, ...more] = team.personalPosts("anna");
    expect(more).toEqual([]);
    expect(newest(asked)).toContain("Leder du teamet?");
    expect(newest(asked)).toContain(FIRST);
    expect(newest(asked)).toContain("annars i dag 10:00");
    expect(team.channelPosts()).toEqual([]);
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      expect(team.personalPosts(who)).toEqual([]);
    }
  });

  it.each([
    ["yes", peopleVerbs.takeLead, "Anna Ask leder teamet i Gnista."],
    ["no", peopleVerbs.declineLead, "Ingen leder teamet i Gnista än."],
    ["somebody else", peopleVerbs.handOverLead, "Bo Berg leder teamet i Gnista."],
  ])("posts the first card once when the installer answers %s, and removes the question", async (_, verb, says) => {
    const team = await installedTeam();
    const click = () => team.as("anna").clicks(verb, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });

    const [first] = await Promise.all([click(), click()]);
    await click();
    await team.settle();
    await team.at("2026-02-05T12:00:00+01:00");

    expect(first.status).toBe(200);
    expect(first.error).toBeUndefined();
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain(FIRST);
    expect(inChannel(team)[0]).toContain(says);
    expect(team.personalPosts("anna")).toHaveLength(1);
    expect(newest(team.personalPosts("anna")[0])).not.toContain("Leder du teamet?");
  });

  it("posts the first card once after an hour without an answer, even when Teams repeats the installation", async () => {
    const team = await installedTeam();
    await Promise.all([team.installs("anna"), team.installs("anna"), team.installs("bo")]);
    await team.at("2026-02-03T09:59:00+01:00");
    const before = team.channelPosts().length;

    await team.at("2026-02-03T10:00:00+01:00");
    await team.installs("anna");
    await team.at("2026-02-04T10:00:00+01:00");

    expect(before).toBe(0);
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain("Jag leder teamet");
    expect(team.personalPosts("anna")).toHaveLength(1);
  });

  it("posts the first card in working time when the installer is not a member and saw no preview", async () => {
    const team = await aNewTeam({ members: ["bo", "cia"], now: "2026-02-06T18:00:00+01:00" });
    team.seats(true);
    await team.installs("anna");
    await team.settle();
    await team.at("2026-02-08T12:00:00+01:00");
    const onSunday = team.channelPosts().length;

    await team.at("2026-02-09T08:00:00+01:00");

    expect(onSunday).toBe(0);
    expect(team.personalPosts("anna")).toEqual([]);
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain(FIRST);
  });

  it("posts the first card at once, without a question, when the installer cannot be reached", async () => {
    const team = await aNewTeam();
    team.seats(true);
    team.cannotReach("anna");

    await team.installs("anna");
    await team.settle();

    expect(inChannel(team)).toHaveLength(1);
  });

  it("speaks Swedish to the team and the installer's own language to the installer", async () => {
    const team = await aNewTeam({ locale: "en" });
    team.seats(true);
    await team.installs("anna");
    await team.settle();

    await team.as("anna").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });
    await team.settle();

    expect(text(team.personalPosts("anna")[0]?.versions[0])).toContain("Do you lead the team?");
    expect(inChannel(team)[0]).toContain(FIRST);
  });

  it("keeps the team's values and leader when Gnista is removed and installed again, and posts no second first card", async () => {
    const team = await aTeam({ leaders: ["anna"], values: ["Mod"] });
    const removal = { ...team.activityOf("anna"), type: "installationUpdate", action: "remove" };
    await team.sends(removal);
    await team.sends(removal);
    const meanwhile = await team.as("bo").asks(`/teams/${TEAM}/overview`);

    await team.installs("bo");
    await team.settle();
    await team.at("2026-02-04T12:00:00+01:00");

    expect(meanwhile.status).toBe(403);
    expect(await team.store.get(`team|${TEAM}`, "team")).toMatchObject({
      data: { values: ["Mod"], leaders: [{ id: idOf("anna") }] },
    });
    expect(await team.store.get(`team|${TEAM}`, "left")).toBeUndefined();
    expect(team.channelPosts()).toEqual([]);
  });
});

describe("the team's leader", () => {
  it.each([
    ["takes the role", peopleVerbs.takeLead, "Anna Ask leder nu teamet i Gnista."],
    ["names somebody else", peopleVerbs.handOverLead, "Bo Berg leder nu teamet i Gnista."],
  ])(
    "announces the leader in a post of its own when the installer %s after the first card was posted",
    async (_, verb, says) => {
      const team = await installedTeam();
      await team.at("2026-02-03T10:00:00+01:00");

      await team.as("anna").clicks(verb, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });
      await team.settle();

      expect(inChannel(team)).toHaveLength(2);
      expect(inChannel(team)[0]).not.toContain("Jag leder teamet");
      expect(inChannel(team)[1]).toContain(says);
    },
  );

  it("any member can take the lead from the first card when nobody leads, and the team is told", async () => {
    const team = await installedTeam();
    await team.at("2026-02-03T10:00:00+01:00");
    const first = team.channelPosts()[0];

    const answer = await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { activityId: first?.id });
    await team.settle();

    expect(text(answer.card)).toContain("Du leder teamet");
    expect(inChannel(team)).toHaveLength(2);
    expect(inChannel(team)[0]).not.toContain("Jag leder teamet");
    expect(inChannel(team)[0]).toContain("Bo Berg leder teamet i Gnista.");
    expect(inChannel(team)[1]).toContain("Bo Berg leder nu teamet i Gnista.");
  });

  it("gives the lead to one of two who take it at once, and tells the other who leads", async () => {
    const team = await aTeam();

    const answers = await Promise.all(
      ["bo", "cia"].map((who) => team.as(who).clicks(peopleVerbs.takeLead, { teamId: TEAM })),
    );
    await team.settle();

    const refused = answers.filter(({ error }) => error?.code === "NOT_LEADER");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.error?.message).toMatch(/Fråga (Bo Berg|Cia Ceder)\./);
    expect(inChannel(team)).toHaveLength(1);
  });

  it("only the leader can hand over the lead, only to a member, and it is announced once", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const hand = (who: string, to: string) =>
      team.as(who).clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf(to) });

    const byBo = await hand("bo", "bo");
    const toStranger = await hand("anna", "sture");
    const toNobody = await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM });
    await hand("anna", "cia");
    const again = await hand("anna", "cia");
    await team.settle();

    expect(byBo.error?.code).toBe("NOT_LEADER");
    expect(toStranger.error?.code).toBe("NOBODY_CHOSEN");
    expect(toNobody.error?.message).toBe("Välj någon som är med i teamet.");
    expect(again.error).toBeUndefined();
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain("Anna Ask har lämnat över: Cia Ceder leder nu teamet i Gnista.");
  });

  it("the lead can be taken again when the leader has left the team or no longer wants to lead", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await team.has(["bo", "cia"]);

    const taken = await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM });
    await team.as("bo").clicks(peopleVerbs.declineLead, { teamId: TEAM });
    const after = await team.as("bo").clicks(peopleVerbs.editTeam, { teamId: TEAM });

    expect(taken.error).toBeUndefined();
    expect(after.error?.code).toBe("NO_LEADER_YET");
    expect(after.error?.message).toContain("Skriv vårt team");
  });

  it("refuses the lead to a person outside the team", async () => {
    const team = await aTeam();
    await team.has(["bo", "cia"]);

    const answer = await team.as("anna").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });

    expect(answer.error?.code).toBe("NOT_YOUR_TEAM");
  });
});

describe("the team's settings", () => {
  const draft = (more: object = {}) => ({
    teamId: TEAM,
    values: "Mod\nOmtanke",
    locale: "en",
    zone: "Europe/Helsinki",
    ...more,
  });

  it("every member can see the team's settings, and only the leader can change them", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    const shown = await team.as("bo").says("vårt team");
    const refused = await team.as("bo").clicks(peopleVerbs.saveTeam, draft());
    const saved = await team.as("anna").clicks(peopleVerbs.saveTeam, draft());
    const after = await team.as("bo").says("our team");

    expect(text(shown.replies)).toContain("Anna Ask leder teamet");
    expect(refused.error?.message).toBe("Det här ställer teamets ledare in. Fråga Anna Ask.");
    expect(text(saved.card)).toContain("Sparat.");
    expect(text(after.replies)).toContain("What we stand for: Mod and Omtanke");
    expect(text(after.replies)).toContain("Europe/Helsinki");
  });

  it.each([
    ["thirteen values", { values: Array.from({ length: 13 }, (_, i) => `Värde ${i}`).join("\n") }, "TOO_MANY_VALUES"],
    ["a value that is too long", { values: "x".repeat(41) }, "VALUE_TOO_LONG"],
    ["no zone", { zone: "Mars/Olympus" }, "UNKNOWN_ZONE"],
    ["an offset, which knows no summer", { zone: "+01:00" }, "UNKNOWN_ZONE"],
    ["another language", { locale: "de" }, "MALFORMED"],
  ])("refuses to save the team's settings with %s", async (_, wrong, code) => {
    const team = await aTeam({ leaders: ["anna"] });

    const answer = await team.as("anna").clicks(peopleVerbs.saveTeam, draft(wrong));

    expect(answer.status).toBe(200);
    expect(answer.error?.code).toBe(code);
  });

  it("stores each value once, without invisible characters", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    await team
      .as("anna")
      .clicks(peopleVerbs.saveTeam, draft({ values: " Mod \n\n\u202eMod\nmod, Omtanke\r\nÄrlighet" }));

    const stored = await team.store.get<{ values: string[] }>(`team|${TEAM}`, "team");
    expect(stored?.data.values).toEqual(["mod", "Omtanke", "Ärlighet"]);
  });

  it("the leader can mark only this week and the next as pressed, and clear the mark again", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const mark = (week: string, pressed: boolean | string, who = "anna") =>
      team.as(who).clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week, pressed });

    await mark("2026-W06", true);
    await mark("2026-W06", "true");
    const both = await mark("2026-W07", true);
    const later = await mark("2026-W08", true);
    const byBo = await mark("2026-W06", false, "bo");
    const cleared = await mark("2026-W06", false);

    expect(text(both.card)).toContain("Gnista påminner inte");
    expect(later.error?.code).toBe("FORM_TOO_OLD");
    expect(byBo.error?.code).toBe("NOT_LEADER");
    expect(text(cleared.card)).toContain("Pressad vecka nu");
    const stored = await team.store.get<{ pressedWeeks: string[] }>(`team|${TEAM}`, "team");
    expect(stored?.data.pressedWeeks).toEqual(["2026-W07"]);
  });

  it("keeps all changes when the settings are saved and weeks are marked at once", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    await Promise.all([
      team.as("anna").clicks(peopleVerbs.saveTeam, draft()),
      team.as("anna").clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W06", pressed: true }),
      team.as("anna").clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W07", pressed: true }),
    ]);

    const stored = await team.store.get(`team|${TEAM}`, "team");
    expect(stored?.data).toMatchObject({ values: ["Mod", "Omtanke"], pressedWeeks: ["2026-W06", "2026-W07"] });
  });
});

describe("a person's preferences", () => {
  it("preferences are not shown in a channel: a button there opens them for the person who clicks it", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "inPerson" });

    const commandAnswer = await team.as("cia").says("inställningar");
    const opened = await team.as("cia").clicks(peopleVerbs.preferences, {});

    expect(text(commandAnswer.replies)).toContain("Mina inställningar");
    expect(text(commandAnswer.replies)).not.toContain("inPerson");
    expect(text(opened.card)).toContain('"value":"inPerson"');
  });

  it("saves all preferences at once, and answers in the language just chosen", async () => {
    const team = await aTeam();
    const chosen = { wish: "betweenUs", locale: "en", zone: "Asia/Tokyo", owedAnswer: "false" };

    const saved = await team.as("bo").clicks(peopleVerbs.savePreferences, chosen, { in: "personal" });
    const later = await team.as("bo").says("settings", { inPersonalChat: true });

    expect(text(saved.card)).toContain("Saved.");
    expect(text(later.replies)).toContain("Between us");
    expect(await team.store.get(`user|${idOf("bo")}`, "settings")).toMatchObject({
      data: { wish: "betweenUs", locale: "en", zone: "Asia/Tokyo", optOuts: ["owedAnswer"] },
    });
  });

  it("a person can take back one preference and keep the others", async () => {
    const team = await aTeam();
    await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "openly", locale: "en" });

    await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "none" });

    const stored = await team.store.get<object>(`user|${idOf("bo")}`, "settings");
    expect(stored?.data).toEqual({ schema: 1, locale: "en", optOuts: [] });
  });

  it("a person turns a kind of reminder off with one click and on again with another", async () => {
    const team = await aTeam();
    const reminder = { kind: "owedAnswer" };

    const off = await team.as("bo").clicks(peopleVerbs.remindersOff, reminder);
    await team.as("bo").clicks(peopleVerbs.remindersOff, reminder);
    const stored = await team.store.get(`user|${idOf("bo")}`, "settings");
    const on = await team.as("bo").clicks(peopleVerbs.remindersOn, reminder);

    expect(text(off.card)).toContain("avstängda");
    expect(stored?.data).toMatchObject({ optOuts: ["owedAnswer"] });
    expect(text(on.card)).toContain("på igen");
  });

  it("a person chooses a wish with one click", async () => {
    const team = await aTeam();

    const answer = await team.as("bo").clicks(peopleVerbs.chooseWish, { wish: "openly" });

    expect(text(answer.card)).toContain("Sparat.");
    expect(await team.store.get(`user|${idOf("bo")}`, "settings")).toMatchObject({ data: { wish: "openly" } });
  });
});

describe("a person's data", () => {
  it("shows a person's data in the personal chat only, and exports all of it as text", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("bo", { wants: "betweenUs" });
    await team.as("bo").says("vårt team");

    const inTheChannel = await team.as("bo").says("mina uppgifter");
    const alone = await team.as("bo").says("my data", { inPersonalChat: true });
    const exported = await team.as("bo").clicks(peopleVerbs.exportData, { part: 0 });

    expect(text(inTheChannel.replies)).not.toContain("Laget");
    expect(text(alone.replies)).toContain("Dina team: Laget");
    expect(text(exported.card)).toContain("betweenUs");
    expect(text(exported.card)).toContain("Dina uppgifter, del 1 av 1");
  });

  it("tells for every feature which personal data it keeps and for how long, and offers to erase it", async () => {
    const team = await aTeam();

    const sv = text((await team.as("bo").clicks(peopleVerbs.myData, {})).card);
    const en = text((await team.as("bo").clicks(peopleVerbs.myData, {}, { locale: "en-GB" })).card);

    for (const { personalData, retention } of features) {
      expect(sv).toContain(retention?.sv ?? "");
      expect(en).toContain(retention?.en ?? "");
      expect(sv).toContain(personalData?.summary?.sv ?? "");
      expect(en).toContain(personalData?.summary?.en ?? "");
    }
    expect(features.filter(({ personalData }) => personalData?.summary).map(({ name }) => name)).toEqual(
      features.filter(({ personalData }) => personalData).map(({ name }) => name),
    );
    expect(sv).toContain("Radera mina uppgifter");
    expect(en).toContain("Erase my data");
  });

  it("the export contains everything stored in the person's partitions, also what others stored there", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("cia", { wants: "betweenUs" });
    await team.where("bo", { wants: "betweenUs" });
    await team.as("bo").says("hej", { inPersonalChat: true });
    await team.as("bo").says("tack @cia för hjälpen");
    const draft = { recipients: idOf("cia"), words: "Tack för kaffet", audience: "private" };
    await team.as("bo").clicks(kudosVerbs.give, aDraft(team, draft));
    await team.as("cia").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Tack själv" }));
    await team.settle();

    const { body } = await team.as("bo").asks("/me/data");

    const own = everythingStored(team.file).documents.filter(({ pk }) => pk.endsWith(`|${idOf("bo")}`));
    expect(own.length).toBeGreaterThan(6);
    const words = leafValues(body);
    for (const { id, data } of own.filter(({ id }) => !/^(?:in|ref|nudges)\|/.test(id))) {
      const lost = leafValues(JSON.parse(data)).filter((leaf) => !words.includes(leaf));
      expect([id, lost]).toEqual([id, lost.filter((leaf) => isIdOrVersion(leaf))]);
    }
  });

  it("the tab's export contains the person's own data and nobody else's", async () => {
    const team = await aTeam();
    await team.where("bo", { wants: "inPerson" });

    const own = await team.as("bo").asks("/me/data");
    const annas = await team.as("anna").asks("/me/data");

    expect(own.body).toMatchObject({
      person: { id: idOf("bo"), name: fullName("bo") },
      people: { settings: { wish: "inPerson" } },
    });
    expect(text(annas.body)).not.toContain("inPerson");
  });
});

describe("the list of teams in the personal app", () => {
  const teamsOf = async (team: Team, who: string) => {
    const { teams, isTeamMissing } = MyTeams.parse((await team.as(who).asks("/teams")).body);
    expect(isTeamMissing).toBe(false);
    return { teams };
  };

  it("lists the teams where the person has done something and is still a member", async () => {
    const team = await aTeam();
    const before = await teamsOf(team, "bo");
    await team.as("bo").says("vårt team");
    await team.as("cia").says("vårt team");
    await team.has(["anna", "bo"]);

    const [bos, cias, dans] = await Promise.all(["bo", "cia", "dan"].map((who) => teamsOf(team, who)));

    expect(before).toEqual({ teams: [] });
    expect(bos).toEqual({ teams: [{ id: TEAM, name: "Laget" }] });
    expect([cias, dans]).toEqual([{ teams: [] }, { teams: [] }]);
  });

  it("lists a team where the person was thanked, became leader or opened a question", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await team.where("eva", { wants: "inPerson" });
    const draft = aDraft(team, { recipients: [idOf("bo"), idOf("eva")], audience: "private" });
    await team.as("anna").clicks(kudosVerbs.give, draft);
    const { body } = await team.as("anna").acts(pollVerbs.ask, aQuestion(team));
    await team.as("dan").asks(`/teams/${TEAM}/questions/${idIn(body, "pollId")}`);
    await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("cia") });

    const found = await Promise.all(["bo", "cia", "dan", "eva"].map((who) => teamsOf(team, who)));

    const laget = { teams: [{ id: TEAM, name: "Laget" }] };
    // Eva prefers to hear thanks in person, so Gnista has told her nothing.
    expect(found).toEqual([laget, laget, laget, { teams: [] }]);
  });

  it("does not list a team from which Gnista was removed", async () => {
    const team = await aTeam();
    await team.as("bo").says("vårt team");
    await team.sends({ ...team.activityOf("anna"), type: "installationUpdate", action: "remove" });
    team.seats(false);

    expect(await teamsOf(team, "bo")).toEqual({ teams: [] });
  });
});

/** Every string and number in the value, as text. */
const leafValues = (json: unknown): readonly string[] =>
  typeof json === "object" && json !== null ? Object.values(json).flatMap(leafValues) : [String(json)];

/** A schema version, or an id of something that is exported in full. */
const isIdOrVersion = (leaf: string): boolean =>
  leaf === "1" || leaf === TEAM || /^[\w-]{22}$/.test(leaf) || leaf === idOf("cia");

describe("the cards of people", () => {
  it("every card stays within the size and action limits of Teams with a hundred members and the longest values", async () => {
    const members = Array.from({ length: 101 }, (_, i) => `${"å".repeat(30)}m${String(i).padStart(3, "0")}`);
    const team = await aTeam({ members, leaders: [members[0] ?? ""], values: Array(12).fill("Ö".repeat(40)) });
    const leader = team.as(members[0] ?? "");
    const ofFifty = await aTeam({ members: members.slice(0, 50), leaders: [members[0] ?? ""] });

    const searched = (await leader.clicks(peopleVerbs.editTeam, { teamId: TEAM })).card;
    const listed = (await ofFifty.as(members[0] ?? "").clicks(peopleVerbs.editTeam, { teamId: TEAM })).card;
    const cards = [
      searched,
      listed,
      (await leader.clicks(peopleVerbs.preferences, {})).card,
      (await leader.clicks(peopleVerbs.team, { teamId: TEAM })).card,
      (await leader.clicks(peopleVerbs.myData, {})).card,
    ];

    expect(text(searched)).toContain("users?scope=currentContext");
    expect(text(listed)).toContain(idOf(members[49] ?? ""));
    for (const card of cards) {
      expect(card).toBeDefined();
      expect(Buffer.byteLength(text(card))).toBeLessThan(MAX_BYTES);
      expect((card as { actions: unknown[] }).actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    }
  });
});
