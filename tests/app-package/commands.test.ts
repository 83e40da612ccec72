import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { type Command, type CommandScope, commandScopes } from "#bot/core/command.ts";
import type { Feature } from "#bot/core/feature.ts";
import { helpCard } from "#bot/teams/help.ts";
import { helpCommand } from "#bot/teams/help-command.ts";
import { LIMITS } from "../../appPackage/command-limits.ts";
import { isCommandKey, manifestCommands } from "../../appPackage/commands.ts";
import { manifestFiles, withCommands } from "../../appPackage/manifest.ts";
import { MANIFEST_VERSION, problemsIn } from "../../appPackage/schema.ts";
import { madeUpFeatures } from "./made-up-features.ts";

const committed = await manifestFiles();
const help = helpCommand.names[0];

const generateFiles = (made: readonly Feature[]) => {
  const files = withCommands(committed, made);
  return {
    files,
    manifest: parsed(files["manifest.json"]),
    sv: JSON.parse(files["sv.json"]),
    en: JSON.parse(files["en.json"]),
  };
};
/** Parses a manifest with its placeholders filled in, because the schema requires ids and addresses. */
const parsed = (source: string) =>
  JSON.parse(source.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => (name.endsWith("_ID") ? ID : "x.example")));
const ID = "00000000-0000-4000-8000-000000000001";

const rankIn = (scope: CommandScope) => (command: Command) =>
  command.listed?.scopes.includes(scope) ? [{ title: command.names[0], rank: command.listed.rank }] : [];

/** A feature with one listed command. */
const aFeature = (name: string, word: string, rank: number, scopes: readonly CommandScope[] = ["team"]): Feature => ({
  name,
  commands: [
    {
      names: [word, `${word}-en`],
      help: { sv: `Gör ${word}`, en: `Does ${word}` },
      access: "self",
      listed: { scopes, rank },
      run: async () => ({ text: "" }),
    },
  ],
});
const aForm = (name: string, commandId: string, rank: number, description = "Gör"): Feature => ({
  name,
  extensions: [
    {
      access: "self",
      commandId,
      title: { sv: `Öppna ${commandId}`, en: "Open" },
      listed: { rank, inCompose: false, description: { sv: description, en: "Does" } },
      form: async () => ({ type: "AdaptiveCard" }),
    },
  ],
  offers: [{ on: "message", form: commandId, draft: (about) => about }],
});

/**
 * Where Teams must list a form: in the compose box if the form declares it, on messages if the feature offers it there.
 */
function contextsOf(made: readonly Feature[], commandId: string): readonly string[] {
  const form = made.flatMap(({ extensions }) => extensions ?? []).find((one) => one.commandId === commandId);
  const isOffered = made
    .flatMap(({ offers }) => offers ?? [])
    .some((one) => one.on === "message" && one.form === commandId);
  return [...(form?.listed.inCompose ? ["compose"] : []), ...(isOffered ? ["message"] : [])];
}

describe("the app package's files, written for generated features", () => {
  it("the manifest and both language files satisfy Microsoft's schema for any features", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        const { manifest, sv, en } = generateFiles(made);

        expect(problemsIn("manifest.json", manifest)).toEqual([]);
        expect(problemsIn("sv.json", sv)).toEqual([]);
        expect(problemsIn("en.json", en)).toEqual([]);
      }),
    );
  });

  it("each scope lists its first commands by rank, then help, and scopes with the same commands share one list", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        const lists = manifestCommands(made, helpCommand).commandLists;
        const all = made.flatMap(({ commands }) => commands ?? []);

        for (const scope of commandScopes) {
          const own = lists
            .filter(({ scopes }) => scopes.includes(scope))
            .map(({ commands }) => commands.map(({ title }) => title));
          const ranked = all.flatMap(rankIn(scope)).toSorted((a, b) => a.rank - b.rank);
          expect(own).toEqual([[...ranked.slice(0, LIMITS.inList - 1).map(({ title }) => title), help]]);
        }
        const contents = lists.map(({ commands }) => JSON.stringify(commands));
        expect(new Set(contents).size).toBe(contents.length);
      }),
    );
  });

  it("the manifest lists the first ten forms by rank, with title, description, contexts and id as declared", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        const forms = made
          .flatMap(({ extensions }) => extensions ?? [])
          .toSorted((a, b) => a.listed.rank - b.listed.rank);

        expect(manifestCommands(made, helpCommand).extensionCommands).toEqual(
          forms.slice(0, LIMITS.extensions).map(({ commandId, title, listed }) => ({
            id: commandId,
            type: "action",
            title: title.sv,
            description: listed.description.sv,
            context: contextsOf(made, commandId),
            triggers: ["slash"],
            fetchTask: true,
          })),
        );
      }),
    );
  });

  it("the Swedish file repeats the manifest's command texts, and the English file translates all of them", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        const { manifest, sv, en } = generateFiles(made);
        const translated = new Map<string, string>(
          [helpCommand, ...made.flatMap(({ commands }) => commands ?? [])].map((one) => [
            one.names[0],
            `${one.names[1]}|${one.help.en}`,
          ]),
        );

        expect(Object.keys(en)).toEqual(Object.keys(sv));
        expect(manifest.bots[0].commandLists.length).toBeGreaterThan(0);
        for (const [list, { commands }] of manifest.bots[0].commandLists.entries()) {
          for (const [index, { title, description }] of commands.entries()) {
            const key = `bots[0].commandLists[${list}].commands[${index}]`;
            expect([sv[`${key}.title`], sv[`${key}.description`]]).toEqual([title, description]);
            expect(`${en[`${key}.title`]}|${en[`${key}.description`]}`).toBe(translated.get(title));
          }
        }
        const inManifest = manifest.bots[0].commandLists.flatMap(
          ({ commands }: { commands: unknown[] }) => commands,
        ).length;
        expect(Object.keys(sv).filter(isCommandKey).length).toBe(
          2 * (inManifest + manifest.composeExtensions[0].commands.length),
        );
      }),
    );
  });

  it("the help card names every command, listed or not, in both languages", () => {
    fc.assert(
      fc.property(madeUpFeatures, fc.constantFrom("sv" as const, "en" as const), (made, locale) => {
        const card = JSON.stringify(helpCard(made, locale, { wasUnderstood: true, isInTeam: true }));
        const names = made
          .flatMap(({ commands }) => commands ?? [])
          .map(({ names: [sv, en] }) => (locale === "sv" ? sv : en));

        // A button begins with a capital letter.
        expect(names.filter((name) => !card.toLowerCase().includes(`"${name.toLowerCase()}"`))).toEqual([]);
      }),
    );
  });

  it("the written files do not depend on the order of the features, and a second run changes nothing", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        const { files } = generateFiles(made);

        expect(withCommands(committed, made.toReversed())).toEqual(files);
        expect(withCommands(files, made)).toEqual(files);
      }),
    );
  });

  it("rewriting the files for the real features restores the committed files, byte for byte", () => {
    fc.assert(
      fc.property(madeUpFeatures, (made) => {
        expect(withCommands(generateFiles(made).files, allFeatures)).toEqual(committed);
      }),
    );
  });
});

describe("the rewritten files of the app package", () => {
  it("the rewritten files are formatted as Biome formats them", () => {
    const [made = []] = fc.sample(madeUpFeatures, { numRuns: 1, seed: 7 });
    const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");

    for (const [name, source] of Object.entries(generateFiles(made).files)) {
      const args = [biome, "format", `--stdin-file-path=appPackage/${name}`];
      const formatted = spawnSync(process.execPath, args, { input: source, encoding: "utf8" });
      expect(formatted.stdout, formatted.stderr).toBe(source);
    }
  });

  it("a feature's new command is written to the manifest and to both language files", () => {
    const { manifest, sv, en } = generateFiles([...allFeatures, aFeature("wave", "vinka", 15, commandScopes)]);

    expect(manifest.bots[0].commandLists[0].commands[1]).toEqual({ title: "vinka", description: "Gör vinka" });
    expect(sv["bots[0].commandLists[0].commands[1].title"]).toBe("vinka");
    expect(en["bots[0].commandLists[0].commands[1].description"]).toBe("Does vinka");
  });
});

describe("manifestCommands, given commands that cannot be listed", () => {
  const refusal =
    (...made: readonly Feature[]) =>
    () =>
      manifestCommands(made, helpCommand);

  it("refuses two commands with the same rank in one list, and names both commands and both features", () => {
    const names = /"vinka" of wave and "heja" of cheer have the same rank, 7/;

    expect(
      refusal(aFeature("wave", "vinka", 7, ["team", "personal"]), aFeature("cheer", "heja", 7, ["personal"])),
    ).toThrow(names);
    expect(refusal(aFeature("wave", "vinka", 7, ["team"]), aFeature("cheer", "heja", 7, ["personal"]))).not.toThrow();
  });

  it("refuses two commands with the same rank even when the list has no room for either", () => {
    const full = Array.from({ length: 12 }, (_, n) => aFeature(`f${n}`, `ord${n}`, n));

    expect(refusal(...full, aFeature("wave", "vinka", 50), aFeature("cheer", "heja", 50))).toThrow(
      /wave and "heja" of cheer/,
    );
  });

  it("refuses two forms with the same rank or the same id", () => {
    expect(refusal(aForm("wave", "a", 1), aForm("cheer", "b", 1))).toThrow(
      '"Öppna a" of wave and "Öppna b" of cheer have the same rank, 1',
    );
    expect(refusal(aForm("wave", "a", 1), aForm("cheer", "a", 2))).toThrow("of cheer have the same command id, a");
  });

  it("refuses a text or an id that is longer than the schema allows", () => {
    expect(refusal(aFeature("wave", "v".repeat(129), 1))).toThrow(/title \(sv\) of "v+" of wave is longer than 128/);
    expect(refusal(aForm("wave", "a", 1, "d".repeat(129)))).toThrow(
      /description \(sv\) of "Öppna a" of wave is longer than 128/,
    );
    expect(refusal(aForm("wave", "a".repeat(65), 1))).toThrow(/id of .* of wave is longer than 64/);
  });

  it("LIMITS equals the limits of Microsoft's schema", () => {
    const folder = `@microsoft/app-manifest/build/json-schemas/teams/v${MANIFEST_VERSION}`;
    const path = createRequire(import.meta.url).resolve("@microsoft/app-manifest/package.json");
    const schema = JSON.parse(
      readFileSync(
        path.replace("@microsoft/app-manifest/package.json", `${folder}/MicrosoftTeams.schema.json`),
        "utf8",
      ),
    );
    const lists = schema.properties.bots.items.properties.commandLists;
    const commands = lists.items.properties.commands;
    const extensions = schema.properties.composeExtensions.items.properties.commands;
    const maxLengthOf = (list: typeof commands, what: string) => list.items.properties[what].maxLength;

    expect(LIMITS).toEqual({
      lists: lists.maxItems,
      inList: commands.maxItems,
      extensions: extensions.maxItems,
      command: { title: maxLengthOf(commands, "title"), description: maxLengthOf(commands, "description") },
      extension: {
        id: maxLengthOf(extensions, "id"),
        title: maxLengthOf(extensions, "title"),
        description: maxLengthOf(extensions, "description"),
      },
    });
    // There cannot be more lists than scopes.
    expect(commandScopes.length).toBeLessThanOrEqual(LIMITS.lists);
  });
});
