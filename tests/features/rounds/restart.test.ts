import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { type ParticipationTally, roundVerbs } from "#bot/features/rounds/contract.ts";
import { forgetAll } from "#bot/features/rounds/verbs/close-round.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { TENANT } from "../../support/a-team.ts";
import { dyingAt } from "../../support/dying-store.ts";
import { aMeeting } from "./a-meeting.ts";
import { aCrowd } from "./days-of-meetings.ts";

const { answer, close, reveal, write } = roundVerbs;
const people = ["anna", "bo", "cia", "dan", "eva", "filip"];

/** A meeting whose server can be killed, and restarts with what it had written. */
async function killableMeeting() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-rounds-"));
  const keys = keyFiles(join(folder, "keys"));
  const opened: DocumentStore[] = [];
  const meeting = await aMeeting(people, {
    members: aCrowd,
    storage: {
      async openedBy(_, now) {
        opened.push(openEmbedded({ file: join(folder, "gnista.sqlite"), now }));
        const store = () => opened.at(-1) ?? never();
        return {
          keys,
          store: {
            get: (pk, id) => store().get(pk, id),
            range: (pk, bounds) => store().range(pk, bounds),
            write: (pk, ops) => store().write(pk, ops),
            purge: () => store().purge(),
            close: async () => opened[0]?.close(),
          },
        };
      },
    },
  });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    ...meeting,
    keys,
    dies: (dying: ReturnType<typeof dyingAt>) => void opened.push(dying.through(opened[0] ?? never())),
    comesBack: () => void opened.splice(1),
  };
}

function never(): never {
  throw new Error("no store was opened");
}

const moments: readonly (readonly [string, boolean])[] = [
  ["before it is written", false],
  ["after it is written, and before anybody hears of it", true],
];

it.each(moments)(
  "after a kill at any write of ending a round, %s, the answers count, the line is posted once and the key is destroyed",
  async (_, isWritten) => {
    let wasEnded = false;
    for (let nth = 0; !wasEnded; nth++) {
      const { team, starts, does, loadPanels, keys, dies, comesBack } = await killableMeeting();
      const roundId = await starts("anna", "closing");
      for (const who of people) {
        expect(await does(who, answer, { heard: 4 })).toBe("done");
      }

      dies(dyingAt(nth, isWritten));
      wasEnded = (await does("anna", close)) === "done";
      comesBack();
      await team.settle();
      // Someone who still sees the round running presses again; otherwise nobody does.
      if ((await loadPanels())?.round) {
        expect(await does("anna", close)).toBe("done");
      }
      await team.at(new Date(team.now().getTime() + 60_000));

      const lines = team.teams.posts.filter(({ text }) => text?.startsWith("Avrundningen är klar"));
      expect(lines, `killed at write ${nth}`).toHaveLength(1);
      expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
      expect(await team.store.get(`heard|${team.teamId}`, "heard")).toMatchObject({ data: { meetings: 1 } });
    }
  },
);

it.each(moments)(
  "after a kill at any write of revealing, %s, the keys of the revealed texts are destroyed",
  async (_, isWritten) => {
    let wasShown = false;
    for (let nth = 0; !wasShown; nth++) {
      const { team, starts, does, loadPanels, keys, dies, comesBack } = await killableMeeting();
      const roundId = await starts("anna", "writing");
      for (const who of people) {
        expect(await does(who, write, { text: `Ord av ${who}` })).toBe("done");
      }

      dies(dyingAt(nth, isWritten));
      wasShown = (await does("anna", reveal)) === "done";
      comesBack();
      await team.settle();
      expect(await does("bo", write, { text: "Andra ord" })).toBe(
        (await loadPanels())?.round?.revealed ? "ROUND_OVER" : "done",
      );
      expect(await does("anna", reveal)).toBe("done");
      await team.at(new Date(team.now().getTime() + 60_000));

      expect((await loadPanels())?.round?.revealed, `killed at write ${nth}`).toHaveLength(people.length);
      expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
    }
  },
);

it("counts the answers and destroys the key even when the rest of the round was lost", async () => {
  const { team, starts, does, keys } = await killableMeeting();
  const roundId = await starts("anna", "closing");
  for (const who of people) {
    await does(who, answer, { heard: 4 });
  }
  await team.store.write(`round|${team.teamId}`, [{ kind: "delete", id: "round" }]);

  await team.at(new Date(team.now().getTime() + 23 * 3600_000));

  expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
  expect(await team.store.get(`heard|${team.teamId}`, "heard")).toMatchObject({ data: { meetings: 1 } });
});

it.each(moments)(
  "after a kill at any write of an erasure, %s, a second erasure leaves no key of an answer",
  async (_, isWritten) => {
    let isErased = false;
    for (let nth = 0; !isErased; nth++) {
      const { team, starts, does, keys, dies, comesBack } = await killableMeeting();
      await starts("anna", "closing");
      for (const who of people) {
        await does(who, answer, { heard: 4 });
      }
      await does("anna", close);
      await team.settle();
      const tally = await team.store.get<ParticipationTally>(`heard|${team.teamId}`, "heard");
      const key = `heard-${tally?.data.block}`;
      expect(await keys.get(key)).toBeDefined();
      const erases = () => forgetAll(team.gnista.jobContextFor(TENANT, "erasing"), team.teamId);

      dies(dyingAt(nth, isWritten));
      isErased = await erases().then(
        () => true,
        () => false,
      );
      comesBack();
      await team.settle();
      await erases();
      await team.at(new Date(team.now().getTime() + 60_000));

      expect(await keys.get(key), `killed at write ${nth}`).toBeUndefined();
      expect(await team.store.get(`heard|${team.teamId}`, "heard")).toBeUndefined();
    }
  },
);
