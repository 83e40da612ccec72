import { ActionSet, ExecuteAction, OpenUrlAction, SubmitAction, ToggleVisibilityAction } from "@microsoft/teams.cards";
import type { Card } from "../core/outbox.ts";
import { type Block, escapeMarkdown } from "./blocks.ts";
import { CARD_SCHEMA } from "./schema.ts";

export type Button = ExecuteAction | OpenUrlAction | SubmitAction | ToggleVisibilityAction;

interface ButtonParts {
  readonly title: string;
  readonly verb: string;
  readonly data?: object;
  readonly primary?: boolean;
  /** Sends only the button's own data, not the card's input fields. */
  readonly ignoresInputs?: boolean;
}

/** A button that runs a verb. Teams shows the actor the card that the verb returns. */
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

/**
 * The same card for a dialog, with Action.Submit for every button: Teams' dialogs support neither Action.Execute nor
 * refresh.
 */
export function forDialog(card: Card): Card {
  const { refresh: _, ...rest } = card as Card & { readonly refresh?: unknown };
  return JSON.parse(JSON.stringify(rest), (_key, value: unknown) =>
    isExecute(value) ? asSubmit(value) : value,
  ) as Card;
}

interface Execute {
  readonly type: "Action.Execute";
  readonly verb: string;
  readonly data?: object;
}

const isExecute = (value: unknown): value is Execute =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Action.Execute";

const asSubmit = ({ verb, data, ...rest }: Execute) => ({ ...rest, type: "Action.Submit", data: { ...data, verb } });

/** A button that opens a page of Gnista. */
export const link = (title: string, url: string): Button => new OpenUrlAction(url, { title: label(title) });

/** A button that shows or hides details that most people do not need. */
export const toggle = (title: string, targetId: string): Button =>
  new ToggleVisibilityAction({ title: label(title), targetElements: [targetId] });

/**
 * A button that installs Gnista in the conversation: Teams installs the app and then submits the same data
 * (learn.microsoft.com, "Create and send dialogs").
 */
export const addButton = (title: string, data: object): Button =>
  new SubmitAction({ title: label(title), data: { ...data, msteams: { justInTimeInstall: true } } });

/** A row of buttons within the body. */
export const buttonRow = (...buttons: Button[]): Block => new ActionSet(...buttons);

/** Titles are one line. */
const label = (title: string) => escapeMarkdown(title.replace(/\s+/gu, " "));
