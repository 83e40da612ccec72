import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type DocumentStore, Unavailable } from "#bot/core/document-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { text } from "../../../support/cards.ts";
import { everythingStored } from "../../../support/everything.ts";
import {
  advanceDays,
  aLifeInTheTeam,
  erasesHimself,
  MONDAY,
  ofBo,
  postedText,
  weeksOf,
} from "../a-life-in-the-team.ts";

it("tells an erased person how many messages could not be changed when Gnista is no longer in the conversation", async () => {
  const { team } = await aLifeInTheTeam();
  const stand = team.channelPosts().filter(({ card, text: said }) => ofBo.test(text([card, said]))).length;
  team.seats(false);

  await erasesHimself(team);
  await team.settle();

  const confirmation = team.personalPosts("bo").at(-1)?.text ?? "";
  expect(Number(/(\d+) meddelanden kunde inte ändras/u.exec(confirmation)?.[1])).toBeGreaterThanOrEqual(stand);
  expect(everythingStored(team.file).text.match(ofBo)).toBeNull();
});

it("the erasure completes, however often the process is killed during it", { timeout: 240_000 }, async () => {
  for (const every of [2, 3, 5, 7]) {
    let isDying = false;
    let writes = 0;
    const folder = mkdtempSync(join(tmpdir(), "gnista-erase-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "gnista.sqlite");
    const { team } = await aLifeInTheTeam({
      openedBy: async (_, now) => {
        const store = openEmbedded({ file, now });
        const dies = (pk: string) => isDying && !pk.startsWith("due|") && ++writes % every === 0;
        const dying: DocumentStore = {
          ...store,
          async write(pk, ops) {
            // The work after the simulated crash is done by a later run of the scheduler.
            if (dies(pk)) {
              if (writes % 2 === 0) {
                await store.write(pk, ops);
              }
              throw new Unavailable("the process has ended");
            }
            return store.write(pk, ops);
          },
        };
        return { store: dying, keys: keyFiles(join(folder, "keys")) };
      },
    });
    const weeks = await weeksOf(team);
    await erasesHimself(team);

    isDying = true;
    for (let minutes = 0; minutes < 20 * 60; minutes += 20) {
      await team.at(new Date(Date.parse(MONDAY) + minutes * 60_000));
    }
    expect(writes).toBeGreaterThan(every);
    isDying = false;
    await advanceDays(team, "2026-02-03T06:00:00+01:00", 8);

    expect(everythingStored(file).text.match(ofBo)).toBeNull();
    expect(postedText(team).match(ofBo)).toBeNull();
    expect((await weeksOf(team)).length).toBe(weeks.length);
  }
});
