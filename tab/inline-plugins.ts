import { pathToFileURL } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";
import { isPlain, type Texts } from "#bot/i18n/translate.ts";

/*
 * What the build takes out of the tab because a browser needs none of it: a quarter of the first page.
 */

/**
 * Reads the messages when the tab is built, so that the reader of ICU, which weighs more than all our words, stays at
 * home. What a file of words exports is left as data; `translate.ts` says the same from it.
 */
export function precompileTexts(): Plugin {
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
 * Lets a page take a verb or a limit from a contract or an `api.ts` and leave its schemas: a bundler cannot know that making a schema
 * does nothing else, so each is put where it is made only if somebody asks for it.
 */
export function dropSchemas(): Plugin {
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

/** Takes out what keeps acts in TanStack Query: ours are done by `useAct`, and none waits in a cache. */
export function dropMutations(): Plugin {
  return {
    name: "gnista-no-mutations",
    load: (id) => (/\/@tanstack\/query-core\/.*\/mutationCache\.js$/.test(id) ? noMutations : undefined),
  };
}

/** All that a QueryClient asks of it. */
const noMutations = `
export class MutationCache {
  findAll() { return []; }
  clear() {}
  resumePausedMutations() { return Promise.resolve(); }
}
`;

/**
 * Takes out what teams-js says to itself: the logger that it brings along, which says nothing unless a developer asks it
 * to, and a moment in words as it loads, for which a browser first reads all that it knows of days and zones: half of what
 * the whole script takes.
 */
export function dropTeamsLogger(): Plugin {
  return {
    name: "gnista-teams-js",
    load: (id) => (/\/teams-js\/.*\/debug\/src\/browser\.js$/.test(id) ? quietLogger : undefined),
    transform: (code, id) =>
      id.includes("/teams-js/") ? code.replace("(new Date).toLocaleString()", '""') : undefined,
  };
}

/** What teams-js takes of it, under the name that its bundle has for it: under another, building fails. */
const quietLogger = `
const quiet = Object.assign(() => undefined, { extend: () => quiet });
export const b = { debug: Object.assign(() => quiet, { formatArgs: () => undefined }) };
`;

/**
 * Computes Fluent's tokens: each but a few is its own name as a CSS variable, and the list of their names weighs more than
 * all that the first page styles with them.
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
 * Runs the script that asks Teams and the server (`src/begin.ts`) before all else: it waits for nothing, not even for our
 * styles. What draws is fetched beside it, and run by it (`#draws`) when it has asked. While all are on their way the page's
 * own script runs (`firstScript`).
 */
export function bootstrapFirst(): Plugin {
  return {
    name: "gnista-begin",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, path }) {
        const begins = Object.values(bundle).find(
          (one) => one.type === "chunk" && one.moduleIds.some((id) => id.endsWith("/src/begin.ts")),
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
 * A browser's first date makes it read all that it knows of the world's languages, 20 ms of its time: here while the page's
 * scripts are on their way, else before anything is drawn.
 */
const firstScript = "new Intl.DateTimeFormat";

const SCRIPT = /\s*<script type="module" crossorigin src="([^"]+)"><\/script>/g;
