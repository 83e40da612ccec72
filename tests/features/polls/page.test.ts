import { describe, expect, it } from "vitest";
import { AskedReceipt, QuestionForm, QuestionPage, WhoPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { subPageId, subPageNamed } from "#bot/kernel/sub-page.ts";
import { hostLinks } from "#bot/local/host-routes.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { aTeam, CHANNEL, fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aQuestion, objectsIn, text } from "../../support/cards.ts";

const pathOf = (pollId: string) => `/teams/${TEAM}/questions/${pollId}`;
const page = async (team: Team, who: string, pollId: string) =>
  QuestionPage.parse((await team.as(who).asks(pathOf(pollId))).body);
const problem = (body: unknown) => body as { readonly code: string; readonly title: string };

/** Asks a poll from the tab, with the nonce of the form that the tab loaded. */
async function asks(team: Team, who: string, more: object = {}): Promise<string> {
  const { nonce } = QuestionForm.parse((await team.as(who).asks(`/teams/${TEAM}/question-form`)).body);
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, { nonce, ...more }));
  await team.settle();
  return AskedReceipt.parse((body as { data: unknown }).data).pollId;
}

const does = async (team: Team, who: string, verb: string, data: object) => {
  const { status, body } = await team.as(who).acts(verb, data);
  await team.settle();
  return { status, ...problem(body) };
};

describe("a poll's page in the tab", () => {
  it("the tab takes a poll from the form to the outcome, with the same verbs as the card", async () => {
    const team = await aTeam({ leaders: ["eva"] });
    const pollId = await asks(team, "anna", { options: ["Bulle", "Frukt"], answers: "named" });
    const fresh = await page(team, "anna", pollId);
    await does(team, "anna", pollVerbs.changeOptions, { pollId, options: ["Bulle", "Frukt", "Kex"] });
    const seen = await page(team, "bo", pollId);

    const first = await does(team, "bo", pollVerbs.vote, { pollId, edition: seen.edition, choices: ["2"] });
    const voted = await page(team, "bo", pollId);
    const others = await page(team, "cia", pollId);
    await does(team, "eva", pollVerbs.close, { pollId });
    const owed = await page(team, "anna", pollId);
    await does(team, "anna", pollVerbs.moreTime, { pollId, day: "2026-02-10" });
    const later = await page(team, "bo", pollId);
    await does(team, "eva", pollVerbs.decide, { pollId, outcome: "2", why: "Kex håller." });
    const told = await page(team, "bo", pollId);

    expect(fresh).toMatchObject({
      state: "open",
      mayChangeOptions: true,
      isDecider: true,
      mayAnswer: false,
      mayRun: true,
    });
    expect(seen).toMatchObject({ options: ["Bulle", "Frukt", "Kex"], mayAnswer: true, mayRun: false });
    expect(first.status).toBe(200);
    expect(voted).toMatchObject({ myAnswer: [2], answers: 1 });
    expect([others.myAnswer, others.soFar, others.answers]).toEqual([undefined, undefined, 1]);
    expect(owed).toMatchObject({ state: "closed", decide: { outcomes: ["Bulle", "Frukt", "Kex"] }, hasNames: true });
    expect([later.state, later.answerBy.slice(0, 10), later.decide]).toEqual(["moreTime", "2026-02-10", undefined]);
    expect(told).toMatchObject({ state: "decided", outcome: "Kex", why: "Kex håller.", decidedBy: { name: "Eva Ek" } });
    expect(text(team.channelPosts()[0]?.card)).toContain("Så blir det: Kex");
  });

  it("the page shows the outcome that a vote has settled, and interim figures as the asker chose", async () => {
    const team = await aTeam();
    const pollId = await asks(team, "anna", { mode: "vote", answers: "named", results: "afterMyVote" });
    await does(team, "bo", pollVerbs.vote, { pollId, edition: 0, choices: ["1"] });

    const [bos, cias] = [await page(team, "bo", pollId), await page(team, "cia", pollId)];
    await does(team, "anna", pollVerbs.close, { pollId });
    const owed = await page(team, "anna", pollId);
    const refused = await does(team, "anna", pollVerbs.decide, { pollId, outcome: "0", why: "Ändå." });

    expect([bos.soFar, cias.soFar]).toEqual([[0, 1, 0], undefined]);
    expect(owed.decide).toEqual({ outcomes: ["Ja", "Nej", "Spelar ingen roll"], bound: 1 });
    expect(refused).toMatchObject({ status: 422, code: "WINNER_IS_BOUND" });
    expect(refused.title).toContain("Flest röster avgör, och det blev Nej.");
  });

  it("the page states that fewer than five can answer, and not how many", async () => {
    const [small, large] = [await aTeam({ members: ["anna", "bo", "cia", "dan", "eva"] }), await aTeam()];

    const [advice, vote] = [await asks(small, "anna"), await asks(small, "anna", { mode: "vote" })];
    const named = await asks(large, "anna", { answers: "named" });

    expect((await page(small, "bo", advice)).isFewerThanFive).toBe(true);
    expect((await page(small, "bo", vote)).isFewerThanFive).toBe(false);
    expect((await page(large, "bo", named)).isFewerThanFive).toBe(false);
    expect(await page(small, "bo", advice)).not.toHaveProperty("eligible");
  });

  it("the page shows a closed poll as counting until it is counted", async () => {
    const team = await aTeam();
    const pollId = await asks(team, "anna", { answers: "named" });
    await team.as("anna").acts(pollVerbs.close, { pollId });

    const counting = await page(team, "anna", pollId);

    expect(counting).toMatchObject({ state: "counting", mayAnswer: false });
    expect([counting.decide, counting.result]).toEqual([undefined, undefined]);
  });

  it("the page names who chose what after the close of a named poll, and never of an anonymous one", async () => {
    const team = await aTeam();
    const named = await asks(team, "anna", { answers: "named" });
    const anonymous = await asks(team, "anna", { answers: "anonymous" });
    for (const pollId of [named, anonymous]) {
      for (const who of ["cia", "bo"]) {
        await does(team, who, pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
      }
    }
    const tooEarly = await team.as("dan").asks(`${pathOf(named)}/who`);
    for (const pollId of [named, anonymous]) {
      await does(team, "anna", pollVerbs.close, { pollId });
    }

    const who = WhoPage.parse((await team.as("dan").asks(`${pathOf(named)}/who`)).body);
    const never = await team.as("dan").asks(`${pathOf(anonymous)}/who`);

    expect(problem(tooEarly.body).code).toBe("POLL_STILL_OPEN");
    expect(who.options[0]).toEqual({ option: "Ja", names: [fullName("bo"), fullName("cia")], hasMore: false });
    expect([never.status, problem(never.body).code]).toEqual([404, "NOT_FOUND"]);
    expect((await page(team, "anna", anonymous)).hasNames).toBe(false);
  });

  it("answers NOT_FOUND alike for a missing poll, another team's poll and an invalid id", async () => {
    const team = await aTeam();
    const pollId = await asks(team, "anna");
    // In the same channel, so that only the team tells it apart.
    const stored = await team.store.get<object>(`poll|${pollId}`, "poll");
    const theirs = "t".repeat(22);
    const data = { ...stored?.data, id: theirs, teamId: "19:other@thread.tacv2" };
    await team.store.write(`poll|${theirs}`, [{ kind: "put", id: "poll", data }]);
    const missing = [theirs, "p".repeat(22), "x", `${pollId}x`];

    const answers = await Promise.all(missing.map((id) => team.as("bo").asks(pathOf(id))));

    expect(answers.map(({ status, body }) => [status, problem(body).code])).toEqual(
      missing.map(() => [404, "NOT_FOUND"]),
    );
  });

  it("answers 304 while a poll is unchanged, and forbids storing the form", async () => {
    const team = await aTeam();
    const pollId = await asks(team, "anna");
    const { headers } = await team.as("bo").asks(pathOf(pollId));

    const again = await team.as("bo").asks(pathOf(pollId), {
      headers: { "If-None-Match": headers.get("etag") ?? "", "Cache-Control": "max-age=0" },
    });
    const form = await team.as("bo").asks(`/teams/${TEAM}/question-form`);

    expect(again.status).toBe(304);
    expect(form.headers.get("cache-control")).toBe("no-store");
  });
});

describe("the poll form in the tab", () => {
  it.each(Array.from({ length: 8 }, (_, others) => others))(
    "the form offers anonymous answers only when five or more can answer, and shows the closing time: %i others",
    async (others) => {
      const everybody = ["anna", "bo", "cia", "dan", "eva", "filip", "gun", "hans"];
      const team = await aTeam({ members: everybody.slice(0, others + 1) });

      const form = QuestionForm.parse((await team.as("anna").asks(`/teams/${TEAM}/question-form`)).body);

      expect(form.mayBeAnonymous).toEqual({ advice: others >= 5, vote: others >= 4, consent: others >= 4 });
      expect(form.usualOptions.consent).toEqual(["Inga invändningar", "Jag har en invändning"]);
      expect(form.closesAt).toBe("2026-02-04T15:00:00.000Z");
    },
  );

  it("asks one poll however often the same form is sent", async () => {
    const team = await aTeam();
    const { nonce } = QuestionForm.parse((await team.as("anna").asks(`/teams/${TEAM}/question-form`)).body);
    const send = () => team.as("anna").acts(pollVerbs.ask, aQuestion(team, { nonce }));

    const sent = await Promise.all([send(), send(), send()]);
    await team.settle();
    sent.push(await send());

    expect(new Set(sent.map(({ body }) => JSON.stringify((body as { data: unknown }).data))).size).toBe(1);
    expect(team.channelPosts()).toHaveLength(1);
  });

  it("refuses an incomplete poll with what is missing and what to do, in the person's language", async () => {
    const team = await aTeam();
    const send = async (more: object, language: string) => {
      const body = JSON.stringify({ verb: pollVerbs.ask, data: aQuestion(team, more) });
      const { status, body: said } = await team.as("anna").asks("/acts", {
        method: "POST",
        body,
        headers: { "accept-language": language },
      });
      return [status, problem(said).title];
    };

    expect(await send({ question: " " }, "sv")).toEqual([422, "Skriv din fråga."]);
    expect(await send({ options: ["Ja"] }, "en")).toEqual([422, "Give at least two options to choose from."]);
  });
});

describe("the link from a card to the poll's page", () => {
  const links = teamsLinks({ appId: "00000000-0000-4000-8000-0000000000d1", webUrl: "https://gnista.example/tab" });
  const linksOn = (card: unknown) =>
    objectsIn(card)
      .filter(({ type }) => type === "Action.OpenUrl")
      .map(({ title, url }) => ({ title, url: String(url) }));

  it("private cards link to the poll's page in the reader's language, and channel cards do not", async () => {
    const team = await aTeam({ links });
    const pollId = await asks(team, "anna", { answers: "named" });
    const { card: bos } = await team.as("bo").clicks(pollVerbs.mine, { pollId }, { locale: "en-GB" });
    await does(team, "anna", pollVerbs.close, { pollId });
    const { card: annas } = await team.as("anna").clicks(pollVerbs.mine, { pollId });
    const asked = team.personalPosts("anna").at(-1)?.card;
    await does(team, "anna", pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
    const { card: told } = await team.as("anna").clicks(pollVerbs.mine, { pollId });

    expect(linksOn(bos)).toMatchObject([{ title: "Open in How we're doing" }]);
    for (const card of [asked, told, team.personalPosts("anna").at(-1)?.card]) {
      expect(linksOn(card)).toEqual(linksOn(annas));
    }
    expect(linksOn(annas)).toMatchObject([{ title: "Öppna i Läget" }]);
    expect(
      team.channelPosts().flatMap(({ versions }) => versions.flatMap(({ activity }) => linksOn(activity))),
    ).toEqual([]);
    const [, query = ""] = linksOn(annas)[0]?.url.split("/overview?") ?? [];
    expect(JSON.parse(new URLSearchParams(query).get("context") ?? "")).toEqual({
      subEntityId: subPageId({ kind: "question", pollId }),
      channelId: CHANNEL,
    });
  });

  it("cards have no link to the poll's page when no app id is configured", async () => {
    const team = await aTeam();
    const pollId = await asks(team, "anna");

    const { card } = await team.as("bo").clicks(pollVerbs.mine, { pollId });

    expect(linksOn(card)).toEqual([]);
  });

  it("the link opens Teams at the channel or chat, and in local runs the host page that replaces Teams", () => {
    const at = (conversationId: string) => ({ conversationId, subPageId: "question:x", viewerId: idOf("anna") });
    const contextIn = (url: string) => JSON.parse(new URL(url).searchParams.get("context") ?? "");

    const chat = links.toPage(at("19:chat@thread.v2"));
    const local = new URL(hostLinks("http://127.0.0.1:3978").toPage(at("19:x@thread.tacv2")));

    expect(contextIn(chat)).toEqual({ subEntityId: "question:x", chatId: "19:chat@thread.v2", contextType: "chat" });
    expect(contextIn(links.toPage(at("19:x@thread.tacv2")))).toMatchObject({ channelId: "19:x@thread.tacv2" });
    expect(new URL(chat).searchParams.get("webUrl")).toBe("https://gnista.example/tab");
    expect(chat.length).toBeLessThan(1_900);
    expect([local.pathname, local.searchParams.get("subPage")]).toEqual(["/host", "question:x"]);
  });

  it("a sub-page id is parsed as it is written, and an invalid one is ignored", () => {
    const pollId = "a".repeat(22);

    for (const place of [{ kind: "question", pollId } as const, { kind: "question", pollId, teamId: TEAM } as const]) {
      expect(subPageNamed(subPageId(place))).toEqual(place);
    }
    for (const none of [
      undefined,
      "",
      "question:",
      "question:../x",
      `thanks:${pollId}`,
      `question:${pollId}x`,
      `question:${pollId}@`,
      `question:${pollId}@../x`,
    ]) {
      expect(subPageNamed(none)).toBeUndefined();
    }
  });
});
