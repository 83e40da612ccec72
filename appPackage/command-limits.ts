import type { CommandScope } from "#bot/core/command.ts";
import type { Label } from "#bot/core/feature.ts";

/**
 * Source: Microsoft's manifest schema, version 1.30 (`schema.ts`). `tests/app-package/` compares these limits with it.
 */
export const LIMITS = {
  lists: 3,
  inList: 12,
  extensions: 10,
  command: { title: 128, description: 4000 },
  extension: { id: 64, title: 32, description: 128 },
} as const;

/** An entry of a list: its text in both languages, and the feature that owns it. */
export interface Entry {
  readonly owner: string;
  readonly title: Label;
  readonly description: Label;
  readonly rank: number;
}

export interface CommandEntry extends Entry {
  readonly scopes: readonly CommandScope[];
}

export interface FormEntry extends Entry {
  readonly id: string;
  readonly contexts: readonly FormContext[];
}

/** Where Teams lists a form. */
export type FormContext = "compose" | "message";

export const named = ({ title, owner }: Entry): string => `"${title.sv}" of ${owner}`;

/** @throws Error that names every two entries with the same rank, and every text that Teams would refuse */
export function refuse(commands: readonly CommandEntry[], forms: readonly FormEntry[], help: CommandEntry): void {
  const problems = [
    ...sameRanks(commands, (a, b) => a.scopes.some((scope) => b.scopes.includes(scope))),
    ...sameRanks(forms, () => true),
    ...sameIds(forms),
    ...[...commands, help].flatMap((one) => tooLong(one, LIMITS.command)),
    ...forms.flatMap((one) => tooLong(one, LIMITS.extension)),
  ];
  if (problems.length > 0) {
    throw new Error(`The manifest cannot be written:\n  ${problems.join("\n  ")}`);
  }
}

/** All pairs of entries that share a list and have the same rank. */
const sameRanks = <E extends Entry>(entries: readonly E[], shareList: (a: E, b: E) => boolean): readonly string[] =>
  pairs(entries)
    .filter(([a, b]) => a.rank === b.rank && shareList(a, b))
    .map(([a, b]) => `${named(a)} and ${named(b)} have the same rank, ${a.rank}. Give one of them another.`);

const sameIds = (forms: readonly FormEntry[]): readonly string[] =>
  pairs(forms)
    .filter(([a, b]) => a.id === b.id)
    .map(([a, b]) => `${named(a)} and ${named(b)} have the same command id, ${a.id}. Give one of them another.`);

const pairs = <E>(all: readonly E[]): readonly (readonly [E, E])[] =>
  all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));

const tooLong = (
  entry: Entry & { readonly id?: string },
  limits: { readonly id?: number; readonly title: number; readonly description: number },
): readonly string[] => {
  const texts = [
    { what: "id", text: entry.id ?? "", limit: limits.id ?? 0 },
    ...(["title", "description"] as const).flatMap((what) =>
      (["sv", "en"] as const).map((locale) => ({
        what: `${what} (${locale})`,
        text: entry[what][locale],
        limit: limits[what],
      })),
    ),
  ];
  return texts
    .filter(({ text, limit }) => text.length > limit)
    .map(({ what, limit }) => `The ${what} of ${named(entry)} is longer than ${limit} characters. Shorten it.`);
};
