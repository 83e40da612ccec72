import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Modules that the libraries load and Gnista never calls. The bundle replaces each by a stub that throws when it is
 * used: of teams-ai and botbuilder the AI, dialog, skill and streaming parts (6 MB of tokenizers, language models and
 * clients); of Azure Cosmos DB the client-side encryption.
 */
const UNUSED = new RegExp(
  `^(?:${[
    "gpt-tokenizer|openai|botbuilder-dialogs|yaml|jsonschema|axios|fs-extra|botframework-streaming",
    "@azure/keyvault-keys",
  ].join("|")})(?:/|$)`,
);

/** Loaded at first use instead of at start: these modules are large, and most processes do not need them soon. */
const LAZY = [
  { module: "date-holidays", from: /working-time\.ts$/ },
  { module: "@azure/identity", from: /botframework-connector/ },
];

const leftOut: Plugin = {
  name: "left-out",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: "left-out" }));
    // Gnista parses the HTML of messages with it; botbuilder's middleware for speech, which Gnista does not use, loads it too.
    onResolve({ filter: /^htmlparser2$/ }, ({ path, importer }) =>
      /node_modules[\\/]botbuilder/.test(importer) ? { path, namespace: "left-out" } : undefined,
    );
    onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({ contents: sayingSo(path) }));
  },
};

/** Leaves sample acts out of the bundle; only `npm start` uses them (`core/sample.ts`). */
const noSamples: Plugin = {
  name: "no-samples",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/sample(\.ts|\/)/ }, ({ path, kind, importer }) =>
      kind === "dynamic-import" && /src[\\/]features[\\/]\w[\w-]*[\\/]feature\.ts$/.test(importer)
        ? { path, namespace: "left-out" }
        : undefined,
    );
  },
};

/** Modules extend these classes while they load; only an instance or a call is an error. */
const sayingSo = (path: string) => `
  module.exports = new Proxy({}, {
    get: (_, name) => name === "__esModule" || class {
      constructor() { throw new Error(${JSON.stringify(`${path} is not in Gnista's bundle: see bot/bundle-plugins.ts`)}); }
    },
  });`;

const atFirstUse: Plugin = {
  name: "at-first-use",
  setup({ onResolve, onLoad }) {
    for (const { module, from } of LAZY) {
      onResolve({ filter: new RegExp(`^${module}$`) }, ({ path, importer, kind, resolveDir }) =>
        from.test(importer) && kind !== "dynamic-import"
          ? { path, namespace: "at-first-use", pluginData: resolveDir }
          : undefined,
      );
    }
    onLoad({ filter: /./, namespace: "at-first-use" }, ({ path, pluginData }) => ({
      resolveDir: pluginData,
      contents: `
        const load = () => require(${JSON.stringify(path)});
        module.exports = new Proxy(class {}, {
          get: (_, name) => load()[name],
          construct: (_, parts) => new (load().default ?? load())(...parts),
        });`,
    }));
  },
};

/**
 * Bundles only the application and the adapter of teams-ai. The package's index also loads planners, models, AI and
 * OAuth.
 */
const partOfTeamsAi: Plugin = {
  name: "part-of-teams-ai",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/(AI|(authentication\/)?Authentication)$/ }, ({ path, importer }) =>
      /teams-ai[\\/]lib[\\/]((Application|authentication[\\/]BotAuthenticationBase)\.js)$/.test(importer)
        ? { path, namespace: "left-out" }
        : undefined,
    );
    onLoad({ filter: /teams-ai[\\/]lib[\\/]index\.js$/ }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: `
        exports.Application = require("./Application").Application;
        exports.TeamsAdapter = require("./TeamsAdapter").TeamsAdapter;`,
    }));
  },
};

/**
 * Resolves every import of a package to one copy. Azure's libraries are both imported and required, and four packages
 * of the bot SDK bring the same zod.
 */
const oneCopy: Plugin = {
  name: "one-copy",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^zod$/ }, ({ path, kind, importer, resolveDir }) => {
      const first = resolveDir.replace(
        /(node_modules[\\/])(botbuilder-core|botframework-\w+)([\\/].*)?$/,
        "$1botbuilder",
      );
      return first === resolveDir ? undefined : resolve(path, { kind, importer, resolveDir: first });
    });
    onResolve(
      { filter: /^@(azure\/(identity|core|logger|abort|msal|keyvault|monitor)|typespec\/|opentelemetry\/)/ },
      ({ path, kind, importer, resolveDir }) =>
        /^(import-statement|dynamic-import)$/.test(kind)
          ? resolve(path, { kind: "require-call", importer, resolveDir })
          : undefined,
    );
  },
};

/**
 * Keeps only Europe's time zones: public holidays are Sweden's (`core/working-time.ts`), and the data of all zones is
 * larger than Gnista.
 */
const zonesOfEurope: Plugin = {
  name: "zones-of-europe",
  setup({ onLoad }) {
    onLoad({ filter: /moment-timezone[\\/]data[\\/]packed[\\/]latest\.json$/ }, async ({ path }) => {
      const { version, zones, links } = JSON.parse(await readFile(path, "utf8"));
      const ofEurope = (all: readonly string[]) => all.filter((one) => /(^|\|)Europe\//.test(one));
      const contents = JSON.stringify({ version, zones: ofEurope(zones), links: ofEurope(links), countries: [] });
      return { contents, loader: "json" };
    });
  },
};

/** Uses Node's own URL instead of `whatwg-url`, which node-fetch loads with 260 KB of tables and does not need. */
const ownAddresses: Plugin = {
  name: "own-addresses",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^whatwg-url$/ }, ({ path }) => ({ path, namespace: "own-addresses" }));
    onLoad({ filter: /./, namespace: "own-addresses" }, () => ({ contents: 'module.exports = require("node:url");' }));
  },
};

/**
 * Drops 500 KB of character tables. Requests are UTF-8 (RFC 8259, section 8.1); for any other charset body-parser
 * answers 415.
 */
const onlyUtf8: Plugin = {
  name: "only-utf8",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^iconv-lite$/ }, ({ path }) => ({ path, namespace: "only-utf8" }));
    onLoad({ filter: /./, namespace: "only-utf8" }, () => ({
      contents: `
        const { StringDecoder } = require("node:string_decoder");
        exports.encodingExists = (name) => /^utf-?8$/i.test(name);
        exports.getDecoder = (name) => {
          if (!exports.encodingExists(name)) throw new Error("Encoding not recognized: '" + name + "'");
          return new StringDecoder("utf8");
        };
        exports.decode = (bytes) => bytes.toString("utf8");`,
    }));
  },
};

/** Drops zod's own messages: errors for people come from the features. */
const zodInEnglish: Plugin = {
  name: "zod-in-english",
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      resolveDir: dirname(path),
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

const LONG = 20_000;

/** Stores large data as a string: V8 skips a string when it parses the bundle, and parses it at first use. */
const dataAsStrings: Plugin = {
  name: "data-as-strings",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, "utf8")));
      return text.length < LONG ? undefined : { contents: `module.exports = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

/** Plugins that make the server's bundle small and quick to start. Behaviour does not change. */
export const bundlePlugins: Plugin[] = [
  leftOut,
  noSamples,
  atFirstUse,
  partOfTeamsAi,
  oneCopy,
  ownAddresses,
  onlyUtf8,
  zodInEnglish,
  zonesOfEurope,
  dataAsStrings,
];
