import { type Command, type CommandScope, commandScopes } from "#bot/core/command.ts";
import type { Locale } from "#bot/core/context.ts";
import type { Feature } from "#bot/core/feature.ts";
import { messageOffer } from "#bot/core/offer.ts";
import {
  type CommandEntry,
  type Entry,
  type FormContext,
  type FormEntry,
  LIMITS,
  named,
  refuse,
} from "./command-limits.ts";

interface ListEntry {
  readonly title: string;
  readonly description: string;
}

interface CommandList {
  readonly scopes: readonly CommandScope[];
  /** By a mention, which all see, and by `/`, which nobody else sees. */
  readonly triggers: readonly ["mention", "slash"];
  readonly commands: readonly ListEntry[];
}

interface ExtensionEntry extends ListEntry {
  readonly id: string;
  readonly type: "action";
  readonly context: readonly FormContext[];
  /** Teams opens the form from `/`, without the bot. */
  readonly triggers: readonly ["slash"];
  readonly fetchTask: true;
}

export interface ManifestCommands {
  /** In Swedish, the manifest's default language. */
  readonly commandLists: readonly CommandList[];
  readonly extensionCommands: readonly ExtensionEntry[];
  /** The keys of each language file. */
  readonly words: Readonly<Record<Locale, Readonly<Record<string, string>>>>;
  /** Entries that do not fit in a list where they are declared, one line each. */
  readonly leftOut: readonly string[];
}

type Help = Pick<Command, "names" | "help">;

/**
 * Builds the manifest's lists from the features' declarations. Each scope has its first commands by rank, and help
 * last; scopes with the same commands share a list, so there are at most as many lists as scopes.
 *
 * @throws Error that names every two entries with the same rank, and every text that Teams would refuse
 */
export function manifestCommands(features: readonly Feature[], help: Help): ManifestCommands {
  const commands = features.flatMap(commandsOf).toSorted(byRank);
  const forms = features.flatMap(formsOf).toSorted(byRank);
  const last: CommandEntry = { owner: "teams", ...wordsOf(help), rank: Number.MAX_SAFE_INTEGER, scopes: commandScopes };
  refuse(commands, forms, last);

  const lists = listsOf(commands, last);
  const shownForms = forms.slice(0, LIMITS.extensions);
  return {
    commandLists: lists.map(({ scopes, shown }) => ({
      scopes,
      triggers: ["mention", "slash"],
      commands: shown.map((one) => entryIn("sv", one)),
    })),
    extensionCommands: shownForms.map((form) => ({
      id: form.id,
      type: "action",
      ...entryIn("sv", form),
      context: form.contexts,
      triggers: ["slash"],
      // Teams fetches every form from the bot (bot/src/teams/dialog.ts).
      fetchTask: true,
    })),
    words: { sv: languageKeys("sv", lists, shownForms), en: languageKeys("en", lists, shownForms) },
    leftOut: [
      ...commandScopes.flatMap((scope) =>
        inScope(commands, scope)
          .slice(LIMITS.inList - 1)
          .map((one) => `${named(one)} in ${scope}: it works when it is typed, and is listed in help`),
      ),
      ...forms.slice(LIMITS.extensions).map((one) => `${named(one)} among the forms: Teams does not offer it`),
    ],
  };
}

const commandsOf = ({ name, commands = [] }: Feature): readonly CommandEntry[] =>
  commands.flatMap((command) => (command.listed ? [{ owner: name, ...wordsOf(command), ...command.listed }] : []));

const formsOf = (feature: Feature): readonly FormEntry[] =>
  (feature.extensions ?? []).map(({ commandId, title, listed: { inCompose, ...listed } }) => ({
    owner: feature.name,
    id: commandId,
    title,
    ...listed,
    contexts: [
      ...(inCompose ? (["compose"] as const) : []),
      ...(messageOffer(feature, commandId) ? (["message"] as const) : []),
    ],
  }));

const wordsOf = ({ names: [sv, en], help }: Help) => ({ title: { sv, en }, description: help });

const byRank = (a: Entry, b: Entry): number => a.rank - b.rank;

const inScope = (commands: readonly CommandEntry[], scope: CommandScope): readonly CommandEntry[] =>
  commands.filter(({ scopes }) => scopes.includes(scope));

interface ShownList {
  readonly scopes: CommandScope[];
  readonly shown: readonly CommandEntry[];
}

function listsOf(commands: readonly CommandEntry[], last: CommandEntry): readonly ShownList[] {
  const lists: ShownList[] = [];
  for (const scope of commandScopes) {
    const shown = [...inScope(commands, scope).slice(0, LIMITS.inList - 1), last];
    const same = lists.find(
      (list) => list.shown.length === shown.length && list.shown.every((one, i) => one === shown[i]),
    );
    if (same) {
      same.scopes.push(scope);
    } else {
      lists.push({ scopes: [scope], shown });
    }
  }
  return lists;
}

const entryIn = (locale: Locale, { title, description }: Entry): ListEntry => ({
  title: title[locale],
  description: description[locale],
});

/** True for keys of a language file that `npm run manifest` writes. */
export const isCommandKey = (key: string): boolean =>
  key.startsWith("bots[0].commandLists[") || key.startsWith("composeExtensions[0].commands[");

function languageKeys(locale: Locale, lists: readonly ShownList[], forms: readonly FormEntry[]) {
  const keys = (path: string, entries: readonly Entry[]) =>
    entries.flatMap((entry, index) =>
      Object.entries(entryIn(locale, entry)).map(([what, words]) => [`${path}.commands[${index}].${what}`, words]),
    );
  return Object.fromEntries([
    ...lists.flatMap(({ shown }, list) => keys(`bots[0].commandLists[${list}]`, shown)),
    ...keys("composeExtensions[0]", forms),
  ]);
}
