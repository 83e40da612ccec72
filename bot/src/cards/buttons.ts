import { ActionSet, ExecuteAction, OpenUrlAction, SubmitAction, ToggleVisibilityAction } from "@microsoft/teams.cards";
import type { Card } from "../core/delivery.ts";
import { CARD_SCHEMA } from "./schema.ts";
import { type Block, escapeMarkdown } from "./text.ts";

export type Button = ExecuteAction | OpenUrlAction | SubmitAction | ToggleVisibilityAction;

interface ButtonParts {
  readonly title: string;
  readonly verb: string;
  readonly data?: object;
  readonly primary?: boolean;
  /** Sends the button's own data alone, not what stands in the card's fields. */
  readonly ignoresInputs?: boolean;
}

/** A button that does something: Teams answers it with the actor's own view. */
export function button({ title, verb, data = {}, primary = false, ignoresInputs = false }: ButtonParts): Button {
  return new ExecuteAction({
    title: label(title),
    verb,
    data: { ...data, schema: CARD_SCHEMA },
    ...(primary ? { style: "positive" } : {}),
    ...(ignoresInputs ? { associatedInputs: "none" } : {}),
    fallback: "drop",
  });
}

/** The same card in a dialog, where every button submits: Teams' dialogs know no Action.Execute, and no refresh. */
export function forDialog(card: Card): Card {
  const { refresh: _, ...rest } = card as Card & { readonly refresh?: unknown };
  return JSON.parse(JSON.stringify(rest), (_key, value: unknown) =>
    isExecute(value) ? submitting(value) : value,
  ) as Card;
}

interface Execute {
  readonly type: "Action.Execute";
  readonly verb: string;
  readonly data?: object;
}

const isExecute = (value: unknown): value is Execute =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Action.Execute";

const submitting = ({ verb, data, ...rest }: Execute) => ({ ...rest, type: "Action.Submit", data: { ...data, verb } });

/** Leads out of the card, to an address of ours. */
export const link = (title: string, url: string): Button => new OpenUrlAction(url, { title: label(title) });

/** Shows and hides what most people never need. */
export const toggle = (title: string, targetId: string): Button =>
  new ToggleVisibilityAction({ title: label(title), targetElements: [targetId] });

/**
 * Adds Gnista where it is not: Teams does it on this button, and then submits the same data (learn.microsoft.com,
 * "Create and send dialogs").
 */
export const addButton = (title: string, data: object): Button =>
  new SubmitAction({ title: label(title), data: { ...data, msteams: { justInTimeInstall: true } } });

/** Buttons within the body. */
export const buttonRow = (...buttons: Button[]): Block => new ActionSet(...buttons);

/** Titles are one line. */
const label = (title: string) => escapeMarkdown(title.replace(/\s+/gu, " "));
