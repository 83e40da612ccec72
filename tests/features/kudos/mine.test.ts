import { expect, it } from "vitest";
import { Receipt, ThanksForm, ThanksFromMePage, ThanksToMePage, WishAnswer } from "#bot/features/kudos/api.ts";
import { kudosVerbs, MAX_RECIPIENTS } from "#bot/features/kudos/contract.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";

const toMe = async (team: Team, who: string, after?: string) =>
  ThanksToMePage.parse((await team.as(who).asks(`/me/thanks/to-me${pageAfter(after)}`)).body);
const fromMe = async (team: Team, who: string, after?: string) =>
  ThanksFromMePage.parse((await team.as(who).asks(`/me/thanks/from-me${pageAfter(after)}`)).body);
const pageAfter = (after: string | undefined) => (after === undefined ? "" : `?after=${encodeURIComponent(after)}`);

/** Gives thanks from the tab, with the form that the tab received. */
async function thanks(team: Team, from: string, to: readonly string[], more: object = {}): Promise<Receipt> {
  const { nonce } = ThanksForm.parse((await team.as(from).asks(`/teams/${TEAM}/thanks-form`)).body);
  const { body } = await team
    .as(from)
    .acts(kudosVerbs.give, aDraft(team, { nonce, recipients: to.map(idOf), ...more }));
  await team.settle();
  return Receipt.parse((body as { data: unknown }).data);
}

it("the form lists the other members by name, or requires a search, and carries a nonce of its own", async () => {
  const small = await aTeam({ members: ["cia", "anna", "bo"], values: ["Mod"] });
  const large = await aTeam({
    members: ["anna", ...Array.from({ length: 101 }, (_, i) => `m${String(i).padStart(3, "0")}`)],
  });
  const form = async (team: Team) => ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body);

  const [few, many, again] = [await form(small), await form(large), await form(small)];

  expect(few).toMatchObject({ values: ["Mod"], isSearchNeeded: false });
  expect(few.members.map(({ name }) => name)).toEqual([fullName("bo"), fullName("cia")]);
  expect([many.members, many.isSearchNeeded]).toEqual([[], true]);
  expect(few.nonce).not.toBe(again.nonce);
});

it("answers the sender at once how each recipient is reached, and gives once when it is sent again", async () => {
  const team = await aTeam({ values: ["Mod"] });
  await team.where("bo", { wants: "openly" });
  await team.where("dan", { wants: "betweenUs" });
  const nonce = ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body).nonce;
  const draft = aDraft(team, { nonce, recipients: ["bo", "cia", "dan"].map(idOf), value: "Mod" });
  const send = async () => (await team.as("anna").acts(kudosVerbs.give, draft)).body as { data: Receipt };

  const sent = await Promise.all([send(), send()]);
  await team.settle();
  sent.push(await send());

  expect(sent[0]?.data).toMatchObject({
    isShown: true,
    isRemoved: false,
    reached: { shown: [fullName("bo")], asked: [fullName("cia")], private: [fullName("dan")], inPerson: [] },
  });
  expect(new Set(sent.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect((await fromMe(team, "anna")).lines).toHaveLength(1);
  expect(team.channelPosts()).toHaveLength(1);
});

it("a refusal tells what to do next in the request's language, and the same form can be sent again", async () => {
  const team = await aTeam({ members: ["anna", "bo", ...Array.from({ length: MAX_RECIPIENTS }, (_, i) => `m${i}`)] });
  const { nonce } = ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body);
  const send = async (more: object, language: string) => {
    const body = JSON.stringify({ verb: kudosVerbs.give, data: aDraft(team, { nonce, ...more }) });
    const headers = { "accept-language": language };
    const answer = await team.as("anna").asks("/acts", { method: "POST", body, headers });
    return [answer.status, (answer.body as { title?: string }).title];
  };
  const everybody = ["bo", ...Array.from({ length: MAX_RECIPIENTS }, (_, i) => `m${i}`)].map(idOf);

  const refused = [
    await send({ recipients: everybody }, "sv"),
    await send({ recipients: [idOf("anna")] }, "en"),
    await send({ recipients: [idOf("bo")], words: "" }, "sv"),
  ];
  const [status] = await send({ recipients: [idOf("bo")] }, "sv");

  expect(refused).toEqual([
    [422, "Välj högst tjugo personer, eller hela teamet."],
    [422, "You can't thank yourself. Do share what got done!"],
    [422, "Skriv några ord om vad som betydde något."],
  ]);
  expect(status).toBe(200);
});

it("lists thanks to me and from me, newest first, and private ones for sender and recipient only", async () => {
  const team = await aTeam();
  await thanks(team, "anna", ["bo"], { words: "Äldst", audience: "private" });
  await team.at("2026-02-04T09:00:00+01:00");
  await thanks(team, "anna", ["bo", "cia"], { words: "Nyast" });

  const [bos, cias, annas, dans] = [
    await toMe(team, "bo"),
    await toMe(team, "cia"),
    await fromMe(team, "anna"),
    await toMe(team, "dan"),
  ];

  expect(bos.lines.map(({ words, reach, mayShow }) => [words, reach, mayShow])).toEqual([
    ["Nyast", "asked", true],
    ["Äldst", "private", false],
  ]);
  expect(bos.lines[0]).toMatchObject({ team: { id: TEAM, name: "Laget" }, sender: { name: fullName("anna") } });
  // A recipient does not learn who else was thanked.
  expect(JSON.stringify(bos)).not.toContain("Cia");
  expect(cias.lines.map(({ words }) => words)).toEqual(["Nyast"]);
  expect(annas.lines.map(({ recipients }) => recipients.length)).toEqual([2, 1]);
  expect(dans.lines).toEqual([]);
});

it("a recipient shows, hides, removes and restores their name from the tab", async () => {
  const team = await aTeam();
  const { kudosId } = await thanks(team, "anna", ["bo"]);
  const reach = async () => (await toMe(team, "bo")).lines.map((line) => line.reach);
  const steps: unknown[] = [await reach()];

  for (const verb of [kudosVerbs.showThanks, kudosVerbs.keepBetweenUs, kudosVerbs.remove, kudosVerbs.restore]) {
    const { status } = await team.as("bo").acts(verb, { kudosId });
    await team.settle();
    steps.push([status, ...(await reach())]);
  }

  expect(steps).toEqual([["asked"], [200, "shown"], [200, "private"], [200], [200, "private"]]);
  const undo = await team.as("anna").acts(kudosVerbs.remove, { kudosId });
  expect([undo.status, (await fromMe(team, "anna")).lines, await reach()]).toEqual([200, [], []]);
  const { body } = await team.as("anna").acts(kudosVerbs.restore, { kudosId });
  expect((body as { data: Receipt }).data).toMatchObject({ kudosId, isRemoved: false });
});

it("lists no thanks for a recipient who prefers to hear them in person, and names that person to the sender", async () => {
  const team = await aTeam();
  await team.where("bo", { wants: "inPerson" });
  const { reached } = await thanks(team, "anna", ["bo", "cia"], { words: "Säg det till mig" });

  expect(reached.inPerson).toEqual([fullName("bo")]);
  expect((await toMe(team, "bo")).lines).toEqual([]);
  const [line] = (await fromMe(team, "anna")).lines;
  expect([line?.recipients.map(({ name }) => name), line?.inPerson]).toEqual([[fullName("cia")], [fullName("bo")]]);
});

it("pages through all thanks once, newest first, however many other acts lie between them", async () => {
  const team = await aTeam({ members: ["anna", "bo"] });
  await thanks(team, "anna", ["bo"], { words: "Nu" });
  const kudos = (await team.store.range(`user|${idOf("bo")}`, { from: "ref|", to: "ref|~~" })).items[0];
  const [, , , kudosId = ""] = kudos?.id.split("|") ?? [];
  const stored = await team.store.get<object>(`kudos|${kudosId}`, "kudos");
  const given = Array.from({ length: 240 }, (_, n) => ({
    id: `k${String(n).padStart(21, "0")}`,
    at: 1_700_000_000_000 + n * 60_000,
  }));
  for (const [n, { id, at }] of given.entries()) {
    const when = new Date(at).toISOString();
    const isThanks = n % 5 === 0;
    await team.store.write(`kudos|${id}`, [
      { kind: "put", id: "kudos", data: { ...stored?.data, id, words: `Nummer ${n}`, givenAt: when } },
    ]);
    const data = {
      schema: 1,
      slice: isThanks ? "kudos" : "polls",
      role: isThanks ? "recipient" : "voter",
      pk: `kudos|${id}`,
      id: "kudos",
    };
    await team.store.write(`user|${idOf("bo")}`, [{ kind: "put", id: `ref|${when}|${data.slice}|${id}`, data }]);
  }

  const words: string[] = [];
  const sizes: number[] = [];
  let after: string | undefined;
  do {
    const page = await toMe(team, "bo", after);
    words.push(...page.lines.map((line) => line.words));
    sizes.push(page.lines.length);
    after = page.next;
  } while (after !== undefined);

  expect(words).toEqual(["Nu", ...given.flatMap((_, n) => (n % 5 === 0 ? [`Nummer ${n}`] : [])).toReversed()]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  expect((await team.as("bo").asks("/me/thanks/to-me?after=in|x")).status).toBe(400);
});

it("tells a recipient that their first choice to show or hide their name is remembered, and no later one", async () => {
  const team = await aTeam();
  const { kudosId } = await thanks(team, "anna", ["bo"]);
  const { kudosId: other } = await thanks(team, "anna", ["cia"]);
  const confirmation = async (who: string, verb: string, id: string) =>
    WishAnswer.parse(((await team.as(who).acts(verb, { kudosId: id })).body as { data: unknown }).data).said;

  const shown = await confirmation("bo", kudosVerbs.showThanks, kudosId);
  const hidden = await confirmation("cia", kudosVerbs.keepBetweenUs, other);
  const hiddenOnce = await confirmation("bo", kudosVerbs.keepBetweenUs, kudosId);

  expect([shown, hidden].every((words) => words.includes("Jag minns det till nästa gång"))).toBe(true);
  expect(hiddenOnce).not.toContain("Jag minns");
});
