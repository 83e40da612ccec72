import fc from "fast-check";
import { type Command, commandScopes } from "#bot/core/command.ts";
import type { Extension } from "#bot/core/extension.ts";
import type { Feature } from "#bot/core/feature.ts";

const run = async () => ({ text: "" });
const form = async () => ({ type: "AdaptiveCard" as const });
/** Characters that could break JSON, its formatting or a manifest's placeholders. */
const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((text) => `${text}"[\n`);
const both = fc.record({ sv: words, en: words });

const listing = fc.record({
  scopes: fc.uniqueArray(fc.constantFrom(...commandScopes), { minLength: 1 }),
  rank: fc.nat(5000),
});
const command: fc.Arbitrary<Omit<Command, "names">> = fc.record(
  { help: both, access: fc.constant("self" as const), run: fc.constant(run), listed: listing },
  { requiredKeys: ["help", "access", "run"] },
);
const extension: fc.Arbitrary<Omit<Extension, "commandId" | "title">> = fc.record({
  access: fc.constant("self" as const),
  form: fc.constant(form),
  listed: fc.record({
    description: both,
    inCompose: fc.boolean(),
    rank: fc.nat(5000),
  }),
});

const rankOf = ({ listed }: { readonly listed?: { readonly rank: number } }) => listed?.rank ?? {};

/**
 * Up to 40 commands and 15 forms, more than the lists have room for, in up to 12 features, each with a unique rank and
 * name.
 */
export const madeUpFeatures: fc.Arbitrary<readonly Feature[]> = fc
  .record({
    commands: fc.uniqueArray(command, { maxLength: 40, size: "max", selector: rankOf }),
    extensions: fc.uniqueArray(extension, { maxLength: 15, size: "max", selector: rankOf }),
    count: fc.integer({ min: 1, max: 12 }),
    /** Which compose-box forms are also offered on messages; all other forms are offered on messages only. */
    onBoth: fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
  })
  .map(({ commands, extensions, count, onBoth }) =>
    Array.from({ length: count }, (_, own) => ({
      name: `feature${own}`,
      commands: commands
        .map((one, n): Command => ({ ...one, names: [`ord${n}`, `word${n}`] }))
        .filter((_one, n) => n % count === own),
      extensions: extensions
        .map(
          (one, n): Extension => ({ ...one, commandId: `form${n}`, title: { sv: `Blankett ${n}`, en: `Form ${n}` } }),
        )
        .filter((_one, n) => n % count === own),
      offers: extensions
        .map((one, n) => ({
          on: "message" as const,
          form: `form${n}`,
          draft: () => ({}),
          isThere: !one.listed.inCompose || onBoth[n],
        }))
        .filter(({ isThere }, n) => isThere && n % count === own),
    })),
  );
