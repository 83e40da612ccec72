import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Plugin } from "esbuild";

/**
 * What the libraries load and Gnista never calls: in the bundle each is a thing that says so, should it ever be used. Of
 * teams-ai and botbuilder what is for AI, dialogs, skills and streaming, six megabytes of tokenizers, languages and
 * clients; of Azure Cosmos DB the keys of its own for sealing fields.
 */
const UNUSED = new RegExp(
  `^(?:${[
    "gpt-tokenizer|openai|botbuilder-dialogs|yaml|jsonschema|axios|htmlparser2|fs-extra|botframework-streaming",
    "@azure/keyvault-keys",
  ].join("|")})(?:/|$)`,
);

/** Loaded at the first use instead of at the start: they are large, and most starts have no use for them for a while. */
const LAZY = [
  { module: "date-holidays", from: /working-time\.ts$/ },
  { module: "@azure/identity", from: /botframework-connector/ },
];

const leftOut: Plugin = {
  name: "left-out",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({ contents: sayingSo(path) }));
  },
};

/** What the sample team did is for `npm start` alone (`core/sample.ts`). */
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

/** Classes may be extended while modules load; only what makes or calls one is a mistake. */
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
 * Of teams-ai the application and its adapter: its own index loads planners, models and everything else, and the
 * application loads AI and the ways of signing in at a bot, for bots that have them.
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
 * Azure's libraries are imported here and required there, and four packages of the bot's SDK bring the same zod along:
 * without this each would be in the bundle several times.
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

/** Red days are Sweden's (`core/working-time.ts`): of the world's zones, which weigh more than Gnista, Europe's are enough. */
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

/** Node's own addresses instead of an implementation with 260 KB of tables, which node-fetch loads and does not use. */
const ownAddresses: Plugin = {
  name: "own-addresses",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^whatwg-url$/ }, ({ path }) => ({ path, namespace: "own-addresses" }));
    onLoad({ filter: /./, namespace: "own-addresses" }, () => ({ contents: 'module.exports = require("node:url");' }));
  },
};

/**
 * Requests are UTF-8 (RFC 8259, section 8.1), so half a megabyte of other alphabets' tables stays out; who says that
 * theirs is something else gets body-parser's own 415.
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

/** Nobody reads zod's own words: what was wrong is said in Gnista's. */
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

/** A long string is passed over where a long literal is read, and read only where it is used. */
const dataAsStrings: Plugin = {
  name: "data-as-strings",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, "utf8")));
      return text.length < LONG ? undefined : { contents: `module.exports = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

/** What makes the server's bundle small and quick to start, without changing what it does. */
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
