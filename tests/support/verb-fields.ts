import type { ZodType } from "zod";
import { features } from "#bot/all-features.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";

/** What each verb takes, field by field, from the schema that it declares. */
export const fieldsOfVerbs: ReadonlyMap<string, Readonly<Record<string, ZodType>>> = new Map(
  [...verbsOf(features)].flatMap(([verb, { input }]) => (input ? [[verb, shapeOf(input)] as const] : [])),
);

export const fieldsOf = (verb: string): Readonly<Record<string, ZodType>> => fieldsOfVerbs.get(verb) ?? {};

function shapeOf(schema: ZodType): Readonly<Record<string, ZodType>> {
  return "shape" in schema ? (schema.shape as Readonly<Record<string, ZodType>>) : {};
}

/** Ids of ours have 22 characters, and a schema of one takes nothing shorter. */
const takesAnId = (schema: ZodType): boolean =>
  schema.safeParse("k".repeat(22)).success && !schema.safeParse("k".repeat(21)).success;

/** Fields that hold an id, by their name or by what their schema takes. */
export const idFieldsOf = (verb: string): readonly string[] =>
  Object.entries(fieldsOf(verb))
    .filter(([name, schema]) => /[a-z]Ids?$/.test(name) || takesAnId(schema))
    .map(([name]) => name);
