import type { ZodType } from "zod";
import { allFeatures } from "#bot/all-features.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";

/** The input fields of each verb, from the schema that it declares. */
export const fieldsOfVerbs: ReadonlyMap<string, Readonly<Record<string, ZodType>>> = new Map(
  [...verbsOf(allFeatures)].flatMap(([verb, { input }]) => (input ? [[verb, shapeOf(input)] as const] : [])),
);

export const fieldsOf = (verb: string): Readonly<Record<string, ZodType>> => fieldsOfVerbs.get(verb) ?? {};

function shapeOf(schema: ZodType): Readonly<Record<string, ZodType>> {
  return "shape" in schema ? (schema.shape as Readonly<Record<string, ZodType>>) : {};
}

/** Gnista's ids have 22 characters, and a schema of an id accepts nothing shorter. */
const takesAnId = (schema: ZodType): boolean =>
  schema.safeParse("k".repeat(22)).success && !schema.safeParse("k".repeat(21)).success;

/** The verb's fields that hold an id, judged by name or schema. */
export const idFieldsOf = (verb: string): readonly string[] =>
  Object.entries(fieldsOf(verb))
    .filter(([name, schema]) => /[a-z]Ids?$/.test(name) || takesAnId(schema))
    .map(([name]) => name);
