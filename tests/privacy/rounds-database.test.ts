import { describe, expect, it } from "vitest";
import type { DocumentStore, Item } from "#bot/core/document-store.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting, type Meeting } from "../features/rounds/a-meeting.ts";
import { aCrowd, answersOf, aTeamThatMeets, type Days } from "../features/rounds/days-of-meetings.ts";

/*
 * The attacker may write the database but cannot read the key vault. Sealed entries that were copied, removed, swapped
 * or truncated are never counted and never shown.
 */

const { answer, close, reveal, write } = roundVerbs;
const writers = ["bo", "cia", "dan", "eva", "filip", "gun"];

/** A sealed text or answer. `rest` stands for fields that a version may add. */
interface Sealed {
  readonly sealed: string;
  readonly [rest: string]: unknown;
}
interface Counters {
  readonly n: number;
  readonly [rest: string]: unknown;
}

/** The open box of a round: its entries and their counters. */
interface StoredBox {
  readonly pk: string;
  readonly store: DocumentStore;
  readonly entries: readonly Item<Sealed>[];
  readonly counters: Item<Counters>;
}

async function readBox({ team }: Meeting | Days, kind: "writing" | "closing", roundId: string): Promise<StoredBox> {
  const pk = `${kind === "writing" ? "round" : "heard"}|${team.teamId}`;
  const { items } = await team.store.range<Sealed>(pk, { from: `a|${roundId}|`, to: `a|${roundId}|~~` });
  const counters = await team.store.get<Counters>(pk, `o|${roundId}`);
  if (!counters || items.length < 2) {
    throw new Error("no stored box");
  }
  return { pk, store: team.store, entries: items, counters };
}

const putDocument = ({ pk, store }: StoredBox, id: string, data: unknown) =>
  store.write(pk, [{ kind: "put", id, data }]);
const deleteDocuments = ({ pk, store }: StoredBox, items: readonly Item[]) =>
  store.write(
    pk,
    items.map(({ id }) => ({ kind: "delete", id }) as const),
  );
const setCount = (box: StoredBox, n: number) => putDocument(box, box.counters.id, { ...box.counters.data, n });
const first = ({ entries }: StoredBox): Item<Sealed> => entries[0] ?? never();
const second = ({ entries }: StoredBox): Item<Sealed> => entries[1] ?? never();

function never(): never {
  throw new Error("no entry");
}

async function copyFirst(box: StoredBox, copies: number): Promise<void> {
  for (let nth = 0; nth < copies; nth++) {
    const place = `${nth}`.repeat(32);
    await putDocument(box, `${first(box).id.slice(0, -32)}${place}`, first(box).data);
  }
}

const tampering: Readonly<Record<string, (box: StoredBox) => Promise<unknown>>> = {
  "copied under made-up places, the others removed and the counter corrected": async (box) => {
    await copyFirst(box, 7);
    await deleteDocuments(box, box.entries.slice(1));
    await setCount(box, 8);
  },
  "copied under a made-up place": (box) => copyFirst(box, 1),
  "copied under a made-up place, and the counter corrected": async (box) => {
    await copyFirst(box, 1);
    await setCount(box, box.entries.length + 1);
  },
  "copied over somebody else's": (box) => putDocument(box, second(box).id, first(box).data),
  removed: (box) => deleteDocuments(box, [first(box)]),
  "removed, all but one": (box) => deleteDocuments(box, box.entries.slice(1)),
  swapped: async (box) => {
    await putDocument(box, first(box).id, second(box).data);
    await putDocument(box, second(box).id, first(box).data);
  },
  truncated: (box) =>
    putDocument(box, first(box).id, { ...first(box).data, sealed: first(box).data.sealed.slice(0, 8) }),
  "truncated to nothing": (box) => putDocument(box, first(box).id, { ...first(box).data, sealed: "" }),
  "taken out of its document": (box) => putDocument(box, first(box).id, {}),
};
const attacks = Object.keys(tampering);

async function tamper(
  meeting: Meeting | Days,
  kind: "writing" | "closing",
  roundId: string,
  attack: string,
): Promise<void> {
  await tampering[attack]?.(await readBox(meeting, kind, roundId));
}

describe("a written round", () => {
  it.each(attacks)("a written round reveals no text when one was %s", async (attack) => {
    const meeting = await aMeeting(["anna", ...writers]);
    const { team, starts, does, panel } = meeting;
    const roundId = await starts("anna", "writing");
    for (const who of writers) {
      await does(who, write, { text: `Hemligt av ${who}` });
    }

    await tamper(meeting, "writing", roundId, attack);

    expect(await does("anna", reveal)).toBe("done");
    const { round } = await panel("anna").until((view) => view.round?.revealed !== undefined);
    expect(round).toMatchObject({ revealed: [], unshown: "unreadable" });
    await team.settle();
    expect((await team.store.range(`round|${team.teamId}`, { from: "a|", to: "p" })).items).toEqual([]);
  });

  it("a written round shows nobody another person's text as their own when two were swapped", async () => {
    const meeting = await aMeeting(["anna", "bo", "cia"]);
    const roundId = await meeting.starts("anna", "writing");
    for (const who of ["bo", "cia"]) {
      await meeting.does(who, write, { text: `Hemligt av ${who}` });
    }

    await tamper(meeting, "writing", roundId, "swapped");

    expect((await meeting.team.as("bo").asks("/teams/:team/rounds/mine")).body).toEqual({ now: expect.any(String) });
    expect((await meeting.team.as("cia").asks("/teams/:team/rounds/mine")).body).toEqual({ now: expect.any(String) });
  });

  it("a written round does not accept the old version of a text that its writer replaced", async () => {
    const meeting = await aMeeting(["anna", ...writers]);
    const { starts, does, panel } = meeting;
    const roundId = await starts("anna", "writing");
    for (const who of writers) {
      await does(who, write, { text: `Hemligt av ${who}` });
    }
    const before = await readBox(meeting, "writing", roundId);
    for (const who of writers) {
      await does(who, write, { text: "Ändrat" });
    }

    await putDocument(before, first(before).id, first(before).data);

    await does("anna", reveal);
    const { round } = await panel("anna").until((view) => view.round?.revealed !== undefined);
    expect(round).toMatchObject({ revealed: [], unshown: "unreadable" });
  });
});

describe("the figure of 'Kom du till tals?'", () => {
  it.each(attacks)(
    "the figure of 'Kom du till tals?' does not count a meeting in which an answer was %s",
    async (attack) => {
      const days = await aTeamThatMeets();
      await closes(days, 3);
      const roundId = await everybodyAnswers(days);

      await tamper(days, "closing", roundId, attack);

      await days.does("anna", close);
      await days.team.settle();
      expect(await days.figure()).toEqual({ shows: "nothing" });
      await closes(days, 1);
      expect(await days.figure()).toMatchObject({ shows: "mean", answers: 4 * aCrowd.length });
    },
  );

  it.each<[string, (block: Block) => object]>([
    ["made-up people are added", ({ people }) => ({ people: [...people, "z".repeat(32)] })],
    ["people are removed", ({ people }) => ({ people: people.slice(1) })],
    ["somebody is counted twice", ({ people }) => ({ people: [...people, people[0]] })],
    ["more meetings are claimed", ({ meetings }) => ({ meetings: meetings + 1 })],
    ["the tally is truncated", ({ tally }) => ({ tally: tally.slice(0, 20) })],
    ["the tally is removed", () => ({ tally: undefined })],
  ])("shows no figure of three meetings when %s", async (_, change) => {
    const days = await aTeamThatMeets();
    await closes(days, 3);
    const pk = `heard|${days.team.teamId}`;
    const item = await days.team.store.get<Block>(pk, "heard");
    const data = item?.data ?? never();

    await days.team.store.write(pk, [{ kind: "put", id: "heard", data: { ...data, ...change(data) } }]);

    await closes(days, 1);
    expect(await days.figure()).toEqual({ shows: "unreadable" });
    await closes(days, 2);
    expect(await days.figure()).toEqual({ shows: "unreadable" });
    await closes(days, 1);
    expect(await days.figure()).toMatchObject({ shows: "mean", answers: 4 * aCrowd.length });
  });

  it("shows no second figure of meetings that a figure was already shown of, when the earlier document is restored", async () => {
    const days = await aTeamThatMeets();
    await closes(days, 3);
    const pk = `heard|${days.team.teamId}`;
    const before = (await days.team.store.get(pk, "heard"))?.data;
    await closes(days, 1);
    const figure = await days.figure();

    await days.team.store.write(pk, [{ kind: "put", id: "heard", data: before }]);

    await closes(days, 1);
    expect(figure).toMatchObject({ shows: "mean" });
    expect(await days.figure()).toEqual({ shows: "unreadable" });
  });
});

interface Block {
  readonly people: readonly string[];
  readonly meetings: number;
  readonly tally: string;
}

/** Everybody answers on the next day, and the round stays open. */
async function everybodyAnswers(days: Days): Promise<string> {
  await days.sleeps();
  await days.opens(aCrowd);
  const roundId = await days.starts("closing");
  for (const [nth, who] of aCrowd.entries()) {
    await days.does(who, answer, { heard: 1 + (nth % 5) });
  }
  return roundId;
}

/** Holds closing rounds, one a day. */
async function closes(days: Days, rounds: number): Promise<void> {
  for (let nth = 0; nth < rounds; nth++) {
    await days.sleeps();
    await days.opens(aCrowd);
    await days.closes(answersOf(aCrowd, (at) => 1 + (at % 5)));
  }
}
