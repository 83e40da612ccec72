import type { Access, Action, FormBuilder, Reply } from "../core/action.ts";
import type { Context } from "../core/context.ts";
import type { Card } from "../core/outbox.ts";

/*
 * The single entry point: every edge runs a feature's declarations through it. An entry point that forgets to check
 * access is a logged bug, not a hole: it writes nothing, and its result is not sent.
 */

interface EntryPoint {
  readonly access: Access;
  /** The team that the request names, if any. */
  readonly teamId?: string | undefined;
}

/**
 * Runs an entry point. `access.ts` must have checked its declared access before it writes, promises or answers
 * anything.
 */
export async function enter<T>(ctx: Context, entry: EntryPoint, run: (ctx: Context) => Promise<T>): Promise<T> {
  if (entry.access === "self") {
    return run(ctx);
  }
  const passed = { teams: new Set<string>(), conversations: new Set<string>() };
  const mustHavePassed = () => {
    if (!hasPassed(entry, passed)) {
      throw new Error(`an entry point that declares access "${entry.access}" acted before it was checked`);
    }
  };
  const answer = await run({
    ...ctx,
    passed,
    store: {
      ...ctx.store,
      async write(pk, ops) {
        mustHavePassed();
        return ctx.store.write(pk, ops);
      },
    },
    due: {
      ...ctx.due,
      async promise(work) {
        mustHavePassed();
        return ctx.due.promise(work);
      },
    },
  });
  mustHavePassed();
  return answer;
}

export const runAction = (ctx: Context, action: Action, raw: unknown): Promise<Reply> =>
  enter(ctx, { access: action.access, teamId: teamIdIn(raw) }, (entered) => action.run(entered, raw));

export const buildForm = (ctx: Context, { access }: Action, form: FormBuilder, sent: unknown): Promise<Card> =>
  enter(ctx, { access, teamId: teamIdIn(sent) }, (entered) => form(entered, sent));

function hasPassed({ access, teamId }: EntryPoint, { teams, conversations }: NonNullable<Context["passed"]>): boolean {
  if (access === "conversation") {
    return conversations.size > 0;
  }
  return teamId === undefined ? teams.size > 0 : teams.has(teamId);
}

function teamIdIn(raw: unknown): string | undefined {
  const teamId = typeof raw === "object" && raw !== null && "teamId" in raw ? raw.teamId : undefined;
  return typeof teamId === "string" ? teamId : undefined;
}
