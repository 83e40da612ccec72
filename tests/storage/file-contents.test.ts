import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { readContents } from "#bot/storage/file-contents.ts";
import { aFolder } from "./a-copy.ts";

describe("readContents", () => {
  it("readContents refuses a file that a server uses, and a file that does not exist", async () => {
    const folder = aFolder();
    const running = openEmbedded({ file: join(folder, "gnista.sqlite") });
    onTestFinished(() => running.close());

    expect(() => readContents(join(folder, "gnista.sqlite"))).toThrow(/Another Gnista/);
    expect(() => readContents(join(folder, "elsewhere.sqlite"))).toThrow(/GNISTA_DATA/);
  });
});
