import { expect, it } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { exportThanks } from "#bot/features/kudos/personal-data/export.ts";
import { idOf, text, thanksInChannel } from "../kudos-harness.ts";

/** Wraps the store: its read or write with the number `step` waits until `interfere` has finished. */
function atStep(store: DocumentStore, step: number, interfere: () => Promise<unknown>): DocumentStore {
  let acts = 0;
  const runStep = async <T>(act: () => Promise<T>): Promise<T> => {
    acts++;
    if (acts === step) {
      await interfere();
    }
    return act();
  };
  return {
    ...store,
    get: <T>(pk: string, id: string) => runStep(() => store.get<T>(pk, id)),
    write: (pk, ops) => runStep(() => store.write(pk, ops)),
  };
}

it("a person can undo joining thanks, and neither the sender nor a recipient can join", async () => {
  const { h, kudosId } = await thanksInChannel();
  await h.click("cia", kudosVerbs.alsoThank, { kudosId });

  const undone = await h.click("cia", kudosVerbs.undoAlso, { kudosId });

  expect(text(undone)).toContain('"Tackar också"');
  expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
  for (const who of ["anna", "bo"] as const) {
    expect(await h.refusal(() => h.click(who, kudosVerbs.alsoThank, { kudosId }))).toBe(
      "Det här tacket är redan ditt.",
    );
  }
});

it.each([
  ["undone while it is said", kudosVerbs.alsoThank, kudosVerbs.undoAlso],
  ["said while it is undone", kudosVerbs.undoAlso, kudosVerbs.alsoThank],
])(
  "the export contains joined thanks whenever they are stored, at every step of a race: %s",
  async (_, first, second) => {
    const { h, kudosId } = await thanksInChannel();
    const isJoined = async () =>
      (await h.services().store.get(`kudos|${kudosId}`, `also|${idOf("cia")}`)) !== undefined;
    const isExported = async () => (await exportThanks(h.services(), idOf("cia"))).length > 0;

    const states: string[] = [];
    for (let step = 1; step <= 12; step++) {
      await h.click("cia", second, { kudosId });
      const store = atStep(h.services().store, step, () => h.click("cia", second, { kudosId }));
      await h.click("cia", first, { kudosId }, { store });
      states.push(`${await isJoined()} ${await isExported()}`);
    }

    expect(states).not.toContain("true false");
  },
);
