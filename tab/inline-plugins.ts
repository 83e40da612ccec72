import { pathToFileURL } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";
import { isPlain, type Texts } from "#bot/i18n/translate.ts";

/** Build plugins that remove what a browser does not need from the tab: a quarter of the first page. */
export const inlinePlugins = (): readonly Plugin[] => [
  precompileTexts(),
  dropSchemas(),
  dropMutations(),
  dropTeamsLogger(),
  computeTokens(),
  bootstrapFirst(),
];

/**
 * Parses ICU messages at build time, so that the parser, which is larger than all texts, is not shipped. A texts file
 * then exports data; `translate.ts` gives the same results from it.
 */
function precompileTexts(): Plugin {
  return {
    name: "gnista-words",
    enforce: "pre",
    async load(id) {
      if (!/\/(?:texts|i18n\/common)\.ts$/.test(id)) {
        return undefined;
      }
      const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(id).href);
      return Object.entries(module)
        .map(([name, words]) => `export const ${name} = ${JSON.stringify(readAll(words as Texts<string>))};`)
        .join("\n");
    },
  };
}

const readAll = ({ sv, en }: Texts<string>) => ({ sv: read(sv), en: read(en) });

const read = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(words).map(([key, text]) => [key, isPlain(text) ? text : parse(text, { ignoreTag: true })]),
  );

/**
 * Lets a page import a verb or a limit from a contract or an `api.ts` without its schemas: a bundler cannot know that
 * creating a schema has no side effects, so each is inlined where it is used, if at all.
 */
function dropSchemas(): Plugin {
  return {
    name: "gnista-contracts",
    transform(code, id) {
      if (!/\/(?:features\/[^/]+|kernel)\/(?:contract|api)\.ts$/.test(id)) {
        return undefined;
      }
      const made = this.parse(code)
        .body.map((node) => (node.type === "ExportNamedDeclaration" ? node.declaration : node))
        .flatMap((node) => (node?.type === "VariableDeclaration" ? node.declarations : []))
        .flatMap(({ init }) => (init?.type === "CallExpression" ? [init] : []));
      return made.reduceRight(
        (text, { start, end }) =>
          `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
        code,
      );
    },
  };
}

/** Removes TanStack Query's mutation cache: acts go through `useAct` and are not cached. */
function dropMutations(): Plugin {
  return {
    name: "gnista-no-mutations",
    load: (id) => (/\/@tanstack\/query-core\/.*\/mutationCache\.js$/.test(id) ? noMutations : undefined),
  };
}

/** The part of it that a QueryClient calls. */
const noMutations = `
export class MutationCache {
  findAll() { return []; }
  clear() {}
  resumePausedMutations() { return Promise.resolve(); }
}
`;

/**
 * Removes the logger of teams-js, which is silent unless a developer enables it, and its formatted date at load, for
 * which a browser loads all its locale data: half the time of the whole script.
 */
function dropTeamsLogger(): Plugin {
  return {
    name: "gnista-teams-js",
    load: (id) => (/\/teams-js\/.*\/debug\/src\/browser\.js$/.test(id) ? quietLogger : undefined),
    transform: (code, id) =>
      id.includes("/teams-js/") ? code.replace("(new Date).toLocaleString()", '""') : undefined,
  };
}

/** The part of the logger that teams-js calls, under its name in the bundle; the build fails when that name changes. */
const quietLogger = `
const quiet = Object.assign(() => undefined, { extend: () => quiet });
export const b = { debug: Object.assign(() => quiet, { formatArgs: () => undefined }) };
`;

/**
 * Computes Fluent's tokens: almost every token is its own name as a CSS variable, and the list of names is larger than
 * all styles of the first page.
 */
export function computeTokens(): Plugin {
  return {
    name: "gnista-tokens",
    async load(id) {
      if (!/\/@fluentui\/tokens\/lib\/tokens\.js$/.test(id)) {
        return undefined;
      }
      const { tokens }: { readonly tokens: Readonly<Record<string, string>> } = await import(pathToFileURL(id).href);
      const others = Object.fromEntries(Object.entries(tokens).filter(([name, value]) => value !== `var(--${name})`));
      return `export const tokens = /* @__PURE__ */ new Proxy(${JSON.stringify(others)}, {
        get: (others, name) => others[name] ?? "var(--" + name + ")",
      });`;
    },
  };
}

/**
 * Runs the script that calls Teams and the server (`src/bootstrap.ts`) first, before the styles. The script that
 * renders is fetched in parallel and run by it (`#draws`) after those calls have started. Until then the page runs
 * `firstScript`.
 */
function bootstrapFirst(): Plugin {
  return {
    name: "gnista-begin",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, path }) {
        const begins = Object.values(bundle).find(
          (one) => one.type === "chunk" && one.moduleIds.some((id) => id.endsWith("/src/bootstrap.ts")),
        );
        if (path !== "/index.html" || !begins) {
          return html;
        }
        const scripts = [...html.matchAll(SCRIPT)].map(([, address = ""]) => address);
        const attrs = { type: "module", async: true, crossorigin: true, src: `/tab/${begins.fileName}` };
        return {
          html: html.replace(SCRIPT, ""),
          tags: [
            { tag: "script", attrs, injectTo: "head-prepend" },
            ...scripts.map((href) => ({
              tag: "link",
              attrs: { rel: "modulepreload", crossorigin: true, href, id: href === scripts.at(-1) && "draws" },
            })),
            { tag: "script", children: firstScript },
          ],
        };
      },
    },
  };
}

/**
 * The first date makes a browser load its locale data, which takes 20 ms: done here while the scripts load, it does not
 * delay the first render.
 */
const firstScript = "new Intl.DateTimeFormat";

const SCRIPT = /\s*<script type="module" crossorigin src="([^"]+)"><\/script>/g;
