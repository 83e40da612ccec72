import type { ZodType, z } from "zod";
import type { Context } from "./context.ts";
import { AppError, coreErrors, type ErrorDefinitions } from "./errors.ts";
import type { Card } from "./outbox.ts";

/**
 * The actor's next view, for the actor only. `data` is the same for the tab, which renders no cards. A card that only
 * repeats what the act posts where the actor stands is `isRepetition`: a dialog closes instead of showing it.
 */
export type Reply =
  | { readonly card: Card; readonly data?: unknown; readonly isRepetition?: boolean }
  | { readonly text: string }
  | typeof silence;

/** No reply: the post that follows is the answer. */
export const silence = { silent: true } as const;

/**
 * The membership that an entry point requires. Every entry point declares it; `kernel/access.ts` decides it, and
 * `kernel/enter.ts` ensures that it was checked.
 *
 * - `team`: a member of the team by its own roster, and of its tenant. For what concerns the team as a whole.
 * - `conversation`: a member of the conversation in question, who need not be in the team. For votes, questions and
 * thanks
 *   by the cards posted there.
 * - `self`: any person, for what concerns only themselves: own settings, own data, thanks that name them.
 */
export type Access = "team" | "conversation" | "self";

export interface Action {
  readonly access: Access;
  /** What it takes. The tests of all features read its fields. */
  readonly input?: ZodType;
  run(ctx: Context, raw: unknown): Promise<Reply>;
  /**
   * Builds the form that sends this verb, from the values that were sent. The edge fills in those values and the
   * refusal (`cards/refused-form.ts`). Every verb to which a card sends fields declares it.
   */
  readonly form?: FormBuilder;
}

export type FormBuilder = (ctx: Context, sent: unknown) => Promise<Card>;

/**
 * A verb that parses its input before it acts. A schema names the error of an invalid input by the issue's message,
 * which is a code of `errors`: `z.string().max(500, "WORDS_TOO_LONG")`. The input of a verb with access `team` has the
 * team's id.
 *
 * @throws AppError with that code, else `MALFORMED`
 */
export function action<S extends ZodType<{ readonly teamId: string }>>(
  access: "team",
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
  form?: FormBuilder,
): Action;

export function action<S extends ZodType>(
  access: "conversation" | "self",
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
  form?: FormBuilder,
): Action;

export function action<S extends ZodType>(
  access: Access,
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
  form?: FormBuilder,
): Action {
  return {
    access,
    input: schema,
    run: async (ctx, raw) => run(ctx, parse(schema, raw, errors)),
    ...(form ? { form } : {}),
  };
}

/**
 * Parses external input. Only the error's code and field are kept, never the value, since errors are logged.
 *
 * @throws AppError of `errors`, else `MALFORMED`
 */
export function parse<S extends ZodType>(schema: S, raw: unknown, errors: ErrorDefinitions = {}): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const named = issues.find(({ message }) => Object.hasOwn(errors, message));
  const field = (named ?? issues[0])?.path[0];
  throw new AppError((named && errors[named.message]) ?? coreErrors.MALFORMED, {}, { field: field?.toString() });
}
