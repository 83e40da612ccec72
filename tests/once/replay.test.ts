import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, type Team } from "../support/a-team.ts";
import { type Act, type FeatureActs, says } from "../support/acts.ts";
import { aQuestion, idIn, text } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { featureTests } from "../support/feature-tests.ts";
import { unknownKinds } from "../support/lifetimes.ts";

/** Everything that a person could notice of an act: the stored documents and the posts. */
function observableState(team: Team) {
  const documents = everythingStored(team.file)
    .documents.filter(({ pk }) => !pk.startsWith("due|") && !pk.endsWith("|said"))
    .map(({ pk, id, data }) => `${pk} ${id} ${inOrder(JSON.parse(data))}`);
  const posts = team.teams.posts.map(({ conversationId, threadId, text, card }) =>
    JSON.stringify({ conversationId, isAnswer: threadId !== undefined, text, card }),
  );
  return { documents, posts };
}

/** JSON with sorted fields, so that the order of two parallel writes makes no difference. */
const inOrder = (data: unknown): string =>
  JSON.stringify(data, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** The same state for two teams with the same history: ids and tokens, which differ between teams, are left out. */
function shape(team: Team) {
  const { documents, posts } = observableState(team);
  const bare = (line: string) =>
    line
      .replace(/lead-[\w-]{22}/g, "lead-…")
      .replace(/\b[0-9a-z]{8}\.[\w-]{16}|(?<![\w-])[\w-]{22}(?![\w-])|(?<![\w-])[\w-]{32}(?![\w-])/g, "…")
      .replace(/\b1[67]\d{11}\b|"sealed":"[^"]*"|127\.0\.0\.1:\d+/g, "…");
  return { documents: documents.map(bare).toSorted(), posts: posts.map(bare).toSorted() };
}

/** The same words under a new id may be a person's: they are answered, and what they do is done once. */
const isSaid = (name: string): boolean => /, said( alone)?$/.test(name);

/** The stored acts, and the posts that answer nobody. */
function shownToOthers(team: Team) {
  const { documents, posts } = shape(team);
  return {
    documents: documents.filter((line) => /^[^|]+\|(?:poll|kudos)\|/.test(line)),
    posts: posts.filter((line) => line.includes('"isAnswer":false') && line.includes(team.place)),
  };
}

const ballotsIn = (team: Team): number =>
  everythingStored(team.file).documents.filter(({ pk, id }) => pk.includes("|poll|") && id.startsWith("v|")).length;

async function aTeamBefore(act: Act) {
  const team = await aTeam({ leaders: ["anna"] });
  await team.where("bo", { wants: "openly" });
  return { team, deliver: await act(team) };
}

const waitSeconds = (team: Team, seconds: number) => team.at(new Date(team.now().getTime() + seconds * 1000));

const ofFeatures = await featureTests<FeatureActs>("acts.ts");
const everyAct = ofFeatures.flatMap(({ module }) => Object.entries({ ...module?.acts, ...module?.otherEntryPoints }));

it.each([...everyAct, ["something unknown, said", says("hur mår ni?")] as const])(
  "%s acts once: in parallel, sent again, and under a new activity id",
  async (name, act) => {
    const others = isSaid(name) ? [] : [undefined, undefined];
    const single = await aTeamBefore(act);
    await single.deliver("1800000000001");
    await single.team.settle();
    const { team, deliver } = await aTeamBefore(act);

    const inParallel = await Promise.all(
      ["1800000000001", "1800000000001", "1800000000001", ...others].map((id) => deliver(id)),
    );
    await team.settle();
    const after = observableState(team);
    await waitSeconds(team, 10);
    const again = [await deliver("1800000000001"), ...(isSaid(name) ? [] : [await deliver()])];
    await waitSeconds(team, 10);

    for (const { status, error } of [...inParallel, ...again]) {
      expect([status, error]).toEqual([200, undefined]);
    }
    expect(shape(team)).toEqual(shape(single.team));
    expect(unknownKinds(team)).toEqual([]);
    expect(observableState(team)).toEqual(after);
  },
);

it.each(everyAct.filter(([name]) => isSaid(name)))(
  "%s is answered again under a new activity id, and shows others nothing twice",
  async (_, act) => {
    const single = await aTeamBefore(act);
    await single.deliver("1800000000001");
    await single.team.settle();
    const { team, deliver } = await aTeamBefore(act);

    await Promise.all(["1800000000001", undefined, undefined].map((id) => deliver(id)));
    await team.settle();
    await deliver();
    await team.settle();

    expect(shownToOthers(team)).toEqual(shownToOthers(single.team));
  },
);

it.each(allFeatures.map(({ name, verbs = {} }) => [name, Object.keys(verbs)] as const))(
  "%s brings each of its verbs to where it acts, in its own tests, and no verb that it does not declare",
  (name, verbs) => {
    const { file, module } = ofFeatures.find(({ feature }) => feature === name) ?? {};
    const acts = Object.keys(module?.acts ?? {});

    expect(verbs.filter((verb) => !acts.includes(verb)).map((verb) => `add ${verb} to ${file}`)).toEqual([]);
    expect(acts.filter((verb) => !verbs.includes(verb)).map((verb) => `${file}: ${verb} is not a verb`)).toEqual([]);
  },
);

it.each(["named", "anonymous"])(
  "a changed vote in a %s question is counted, and its replay changes nothing",
  async (answers) => {
    const team = await aTeam();
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt\nKex", answers }));
    await team.settle();
    const pollRef = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    const votes = (choices: string, id: string) =>
      team.as("bo").clicks(pollVerbs.vote, { ...pollRef, edition: 0, choices }, { activity: { id } });
    const cardTexts: string[] = [];

    for (const [nth, choices] of ["0", "1", "0", "2", "1"].entries()) {
      const id = `18000000000${nth}`;
      await Promise.all([votes(choices, id), votes(choices, id)]);
      await votes(choices, `${id}9`);
      cardTexts.push(text((await team.as("bo").clicks(pollVerbs.mine, pollRef)).card));
    }
    await team.settle();

    const shown = cardTexts.map((card) => /Ditt svar: (\w+)/.exec(card)?.[1]);
    expect(shown).toEqual(["Bulle", "Frukt", "Bulle", "Kex", "Frukt"]);
    const countText = answers === "anonymous" ? "Färre än fem svar hittills." : "1 svar hittills.";
    expect(text(team.channelPosts()[0]?.card)).toContain(countText);
    expect(ballotsIn(team)).toBe(1);
  },
);
