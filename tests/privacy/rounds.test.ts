import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { removeTeam } from "#bot/features/people/personal-data/purge.ts";
import { ParticipationTally, roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting, type Meeting } from "../features/rounds/a-meeting.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "../features/rounds/days-of-meetings.ts";
import { fullName, idOf, TENANT, type Team, type TeamParts } from "../support/a-team.ts";
import { sharedStorage } from "../support/cosmos/shared-storage.ts";
import { everythingSaid, everythingStored } from "../support/everything.ts";

/*
 * What a round reveals about a person. While it runs, passing cannot be told from speaking; afterwards nothing is left.
 * Answers at the end of a meeting cannot be derived from anything observable, whoever looks and however often.
 */

const { next, pass, raise, greet, write, reveal, answer, close } = roundVerbs;
const people = ["anna", "bo", "cia", "dan", "eva", "filip"];

/** Everything sent to everybody but `who`: views, and replies to their own acts. */
const toldTo = (meeting: Meeting, who: string): readonly string[] =>
  people.filter((one) => one !== who).map((one) => meeting.panel(one).sent.map(bare).join("\n"));

/** Without the values that are random in every run. */
const bare = (view: string) => view.replace(/[\w-]{22}/g, "<id>");

/** Everything observable of a round in which the first speaker finishes or passes. */
async function aTurn(how: "next" | "pass") {
  const meeting = await aMeeting(people);
  await meeting.starts("anna", "speaking");
  const who = people.find((one) => meeting.panel(one).view().round?.me === "speaking") ?? "";
  const before = people.map((one) => meeting.panel(one).sent.length);
  const { headers, status, body } = await meeting.team.as(who).acts(how === "next" ? next : pass, {
    teamId: meeting.team.teamId,
    roundId: (await meeting.loadPanels())?.round?.id,
    turn: 1,
  });
  await Promise.all(people.map((one) => meeting.panel(one).until(({ round }) => round?.turn === 2)));
  const names = new Map(people.map((one) => [fullName(one), one === who ? "<who>" : "<name>"]));
  const anon = (text: string) => [...names].reduce((rest, [name, as]) => rest.replaceAll(name, as), bare(text));
  return {
    reply: { status, body, length: headers.get("content-length"), etag: headers.get("etag") },
    views: people
      .filter((one) => one !== who)
      .map((one) => anon(meeting.panel(one).sent.slice(before[people.indexOf(one)]).join("\n")))
      .toSorted(),
    stored: JSON.stringify(await meeting.loadPanels()),
    who,
  };
}

describe("while people speak in turn", () => {
  it("replies, other people's views and the document have the same shape whether a person spoke or passed", async () => {
    const spoke = await aTurn("next");
    const passed = await aTurn("pass");

    expect(passed.reply).toEqual(spoke.reply);
    expect(passed.views.map((one) => one.length)).toEqual(spoke.views.map((one) => one.length));
    expect(passed.views.map((one) => one.match(/"\w+":/g))).toEqual(spoke.views.map((one) => one.match(/"\w+":/g)));
    expect(JSON.parse(passed.stored).round.done).toEqual([idOf(passed.who)]);
    expect(JSON.parse(spoke.stored).round.done).toEqual([idOf(spoke.who)]);
    expect(Object.keys(JSON.parse(passed.stored).round)).toEqual(Object.keys(JSON.parse(spoke.stored).round));
  });

  it("sends nothing to anybody else when a person further back in the order passes", async () => {
    const six = ["anna", "bo", "cia", "dan", "eva", "filip"];
    const meeting = await aMeeting(six);
    await meeting.starts("anna", "speaking");
    const { next: shown = [] } = meeting.panel("anna").view().round ?? {};
    const far = six.find((one) => {
      const view = meeting.panel(one).view().round;
      return view?.me === "waiting" && one !== "anna" && !shown.some(({ name }) => name === fullName(one));
    });
    const before = six.filter((one) => one !== far).map((one) => meeting.panel(one).sent.length);

    expect(await meeting.does(far ?? "", pass)).toBe("done");
    await meeting.panel(far ?? "").until(({ round }) => round?.me === "done");

    expect(six.filter((one) => one !== far).map((one) => meeting.panel(one).sent.length)).toEqual(before);
  });

  it("no view names or counts the people who have spoken or passed", async () => {
    const meeting = await aMeeting(people);
    await meeting.starts("anna", "speaking");
    const first = people.find((one) => meeting.panel(one).view().round?.me === "speaking") ?? "";
    await meeting.does(first, pass);
    await Promise.all(people.map((one) => meeting.panel(one).until(({ round }) => round?.turn === 2)));

    const last = toldTo(meeting, first).map((one) => one.split("\n").at(-1) ?? "");

    expect(
      last.filter((view) => view.includes(fullName(first)) && !view.includes(`"host":"${fullName(first)}"`)),
    ).toEqual([]);
    expect(last.join()).not.toMatch(/"done":|"waiting":\[|"count"|"left"/);
  });
});

/** Four rounds in which one person passes, one is silent, people write and people answer. */
async function aWholeMeeting(parts: TeamParts = {}): Promise<{
  readonly team: Team;
  readonly meeting: Meeting;
  readonly roundIds: string[];
}> {
  const meeting = await aMeeting(people, { members: aCrowd, ...parts });
  const { team, starts, does, panel } = meeting;
  const roundIds: string[] = [];
  roundIds.push(await starts("anna", "greeting"));
  await does("bo", greet, { text: "Hemligt hej" });
  await does("anna", close);
  roundIds.push(await starts("anna", "speaking"));
  const waiting = people.find((one) => one !== "anna" && panel(one).view().round?.me === "waiting") ?? "";
  await does(waiting, pass);
  await does(waiting, raise);
  await does("anna", close);
  roundIds.push(await starts("anna", "writing"));
  for (const who of people.slice(1)) {
    await does(who, write, { text: `Hemliga ord av ${who}` });
  }
  await does("anna", reveal);
  await does("anna", close);
  roundIds.push(await starts("anna", "closing"));
  for (const [nth, who] of people.slice(1).entries()) {
    await does(who, answer, { heard: 1 + nth });
  }
  await does("anna", close);
  await team.settle();
  return { team, meeting, roundIds };
}

describe("after a meeting's rounds", () => {
  it("after the rounds, no byte on disk reveals who passed, wrote or answered, and no key is left", async () => {
    const { team, roundIds } = await aWholeMeeting();

    const { documents, bytes } = everythingStored(team.file);
    const live = documents.filter(({ pk }) => /\|(round|heard)\|/.test(pk)).map(({ id }) => id);

    expect(bytes).not.toMatch(/Hemlig|"speakerId"|"hands":|"waiting":|"done":\[/);
    expect(live.filter((id) => /^[ao]\|/.test(id))).toEqual([]);
    const { keys } = team.gnista.jobContextFor(TENANT, "r");
    for (const roundId of roundIds) {
      expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
    }
    const tally = documents.find(({ pk, id }) => pk.includes("|heard|") && id === "heard");
    const { people: marks, ...block } = JSON.parse(tally?.data ?? "{}");
    expect(Object.keys(block).toSorted()).toEqual(["block", "last", "meetings", "schema", "tally"]);
    expect(block.meetings).toBe(1);
    // The order of the markers must not reveal whose they are or who answered when.
    expect(marks).toHaveLength(people.length - 1);
    expect(marks).toEqual(marks.toSorted());
    expect(people.filter((who) => tally?.data.includes(idOf(who)))).toEqual([]);
  });

  it("after the rounds, no document in Cosmos DB reveals who passed, wrote or answered", async () => {
    const storage = await sharedStorage();
    const { team, roundIds } = await aWholeMeeting({ storage });

    const documents = storage.double.dump().split("\n");

    const ofRounds = documents.filter((line) => /\|(round|heard)\|/.test(line));
    expect(ofRounds.length).toBeGreaterThan(1);
    expect(documents.join("\n")).not.toMatch(/Hemlig|"speakerId"|"hands":|"waiting":|"done":\[/);
    expect(ofRounds.filter((line) => /"id":"[ao]\|/.test(line))).toEqual([]);
    const keys = (await storage.openStorage(team.now)).keys;
    for (const roundId of roundIds) {
      expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
    }
    const tallyLine = ofRounds.find((line) => line.includes('"id":"heard"')) ?? "";
    expect(tallyLine).toContain('"meetings":1');
    expect(people.filter((who) => tallyLine.includes(idOf(who)))).toEqual([]);
  });

  it("after the rounds, no log line, no post and no person's own data contains texts or names from the rounds", async () => {
    const { team } = await aWholeMeeting();

    const { logs, inChannel } = everythingSaid(team);
    const { body } = await team.as("bo").asks("/me/data");

    expect(logs.join("\n")).not.toMatch(/Hemlig|rounds\/(pass|raise|next)/);
    expect(logs.filter((line) => people.some((who) => line.includes(idOf(who))))).toEqual([]);
    expect(inChannel.join("\n")).not.toMatch(/Hemlig/);
    expect(JSON.stringify(body)).not.toMatch(/Hemlig/);
    expect(inChannel.filter((line) => line.includes("är klar")).join()).not.toMatch(/Anna|Bo |Cia|Dan/);
  });

  it("stores nothing about the people in a meeting half an hour after the last panel was closed", async () => {
    const { team, meeting } = await aWholeMeeting();
    for (const who of people) {
      await meeting.panel(who).close();
    }
    while (((await meeting.loadPanels())?.here.length ?? 0) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    await team.at(new Date(team.now().getTime() + 31 * 60_000));

    const { documents, bytes } = everythingStored(team.file);
    expect(documents.filter(({ pk, id }) => pk.includes("|round|") && id === "round")).toEqual([]);
    expect(bytes).not.toMatch(/"emptySince"|"leads":/);
  });
});

describe("when the team is erased or removes Gnista while a closing round is open", () => {
  it.each(["erased", "taken out"] as const)(
    "leaves no answer of a closing round and no key to one when the team is erased or removes Gnista (%s)",
    async (how) => {
      const storage = await sharedStorage();
      const { team, meeting } = await aWholeMeeting({ storage });
      await meeting.starts("anna", "closing");
      await meeting.does("dan", answer, { heard: 3 });
      expect(storage.vault.secrets()).toHaveLength(2);

      if (how === "erased") {
        await removeTeam(team.gnista.jobContextFor(TENANT, "r"), allFeatures, team.teamId);
      } else {
        await team.sends({ ...team.activityOf("anna"), type: "installationUpdate", action: "remove" });
      }
      await team.settle();
      await team.at(new Date(team.now().getTime() + 60_000));

      expect(storage.vault.dump()).toBe("[[],[]]");
      const remaining = storage.double.dump().split("\n");
      expect(remaining.filter((line) => line.includes(`heard|${team.teamId}`) || line.includes('"answers":'))).toEqual(
        [],
      );
    },
  );
});

describe("what Cosmos DB shows of a closing round", () => {
  it("documents, their order, sizes, times, ETags and the replies are the same whatever was answered in a closing round", async () => {
    const traces = await Promise.all([1, 3, 5].map(tracesOf));

    expect(traces[0]?.length).toBeGreaterThan(4);
    expect(traces[1]).toEqual(traces[0]);
    expect(traces[2]).toEqual(traces[0]);
  });

  it("an answer in a closing round changes neither the panels nor the document they show", async () => {
    const meeting = await aMeeting(people);
    await meeting.starts("anna", "closing");
    const before = JSON.stringify(await meeting.loadPanels());
    const sent = people.map((who) => meeting.panel(who).sent.length);

    for (const who of people) {
      expect(await meeting.does(who, answer, { heard: 2 })).toBe("done");
    }

    expect(JSON.stringify(await meeting.loadPanels())).toBe(before);
    expect(people.map((who) => meeting.panel(who).sent.length)).toEqual(sent);
  });

  it("stores no single answer of a closing round, and two consecutive states of the tally do not reveal one", async () => {
    const days = await aTeamThatMeets();
    const states: ParticipationTally[] = [];
    for (const heard of [4, 1, 5]) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd.slice(0, 6), () => heard));
      const item = await days.team.store.get(`heard|${days.team.teamId}`, "heard");
      states.push(ParticipationTally.parse(item?.data));
      await days.sleeps();
    }

    expect(new Set(states.map(({ tally }) => tally?.length)).size).toBe(1);
    expect(new Set(states.map(({ tally }) => tally)).size).toBe(3);
    // The same people have the same markers, whatever they answered and how often.
    expect(states[0]?.people).toHaveLength(6);
    expect(states[2]?.people).toEqual(states[0]?.people);
  });

  it("the markers of people who answered lead to nobody, and differ between two blocks", async () => {
    const days = await aTeamThatMeets();
    const marks: string[] = [];
    for (let day = 0; day < 5; day++) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd, (nth) => 1 + (nth % 5)));
      const item = await days.team.store.get(`heard|${days.team.teamId}`, "heard");
      const block = ParticipationTally.parse(item?.data);
      if (day === 3) {
        expect(block).toMatchObject({ people: [], meetings: 0, shown: { shows: "mean" } });
        expect(await days.team.gnista.jobContextFor(TENANT, "r").keys.get(`heard-${block.retired}`)).toBeUndefined();
      }
      if (day === 2 || day === 4) {
        marks.push(...block.people);
      }
      await days.sleeps();
    }

    expect(marks).toHaveLength(2 * aCrowd.length);
    expect(new Set(marks).size).toBe(marks.length);
  });
});

/** All that can be observed of three answers, without random values. Bo answers `heard`, and changes it once. */
async function tracesOf(heard: number): Promise<readonly object[]> {
  const storage = await sharedStorage();
  const meeting = await aMeeting(people, { storage, liveSettings: { leaseMs: 600_000 } });
  const { team, starts, does } = meeting;
  await starts("anna", "closing");
  const replies: unknown[] = [];
  for (const [who, one] of [
    ["cia", 2],
    ["bo", heard],
    ["dan", 4],
    ["bo", 1 + (heard % 5)],
  ] as const) {
    replies.push(await does(who, answer, { heard: one }));
  }
  const documents = storage.double
    .dump()
    .split("\n")
    .filter((line) => line.includes(`|heard|${team.teamId}`))
    .map((line) => {
      const { id, _etag, _ts, d } = JSON.parse(line.slice(line.indexOf(" ") + 1));
      const shape = [d.sealed?.length, d.n, d.changed];
      return {
        lsn: Number(line.split(" ")[0]),
        kind: id.slice(0, 2),
        size: line.length,
        // The first part is random; the rest counts writes.
        etag: [_etag.length, Number.parseInt(_etag.slice(-13), 16)],
        _ts,
        shape,
      };
    })
    .toSorted((a, b) => a.lsn - b.lsn);
  const [first] = documents;
  return [
    ...documents.map(({ lsn, etag: [length = 0, count = 0], ...rest }) => ({
      ...rest,
      etag: [length, count - (first?.etag[1] ?? 0)],
      lsn: lsn - (first?.lsn ?? 0),
    })),
    { replies },
  ];
}
