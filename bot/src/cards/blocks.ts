import {
  type CardElement,
  Container,
  RichTextBlock,
  TextBlock,
  TextRun,
  type TextRunOptions,
  ToggleVisibilityAction,
} from "@microsoft/teams.cards";

/** An element of a card's body. Features build elements with the functions here and never write card JSON. */
export type Block = CardElement;

type Look = Pick<TextRunOptions, "size" | "weight" | "isSubtle" | "italic" | "color">;

/** A paragraph. Text runs do not interpret markdown, so people's text appears as it was written. */
export function paragraph(text: string, look: Look = {}): Block {
  return new RichTextBlock({ inlines: [new TextRun(escapeMarkdown(text), look)] });
}

/** A small, subtle paragraph: times, conditions, next steps. */
export const note = (text: string): Block => paragraph(text, { isSubtle: true, size: "Small" });

/**
 * One small line with a word at its end that shows and hides a group. Only `more` reacts, so that a screen reader and
 * the keyboard reach it as one button.
 */
export const conditions = (line: string, more: string, targetId: string): Block =>
  new RichTextBlock({
    inlines: [
      new TextRun(`${escapeMarkdown(line)} `, { isSubtle: true, size: "Small" }),
      new TextRun(more, {
        size: "Small",
        color: "Accent",
        selectAction: new ToggleVisibilityAction({ title: more, targetElements: [targetId] }),
      }),
    ],
  });

/** A person's words, set apart from Gnista's own. */
export const quote = (text: string): Block =>
  new Container(paragraph(text)).withOptions({ style: "emphasis", bleed: false, roundedCorners: true });

/**
 * A heading, also for screen readers. Only this element interprets markdown, and clients differ in what they unescape,
 * so a text that could be markdown is rendered as a bold paragraph instead.
 */
export function heading(text: string): Block {
  if (couldBeMarkdown.test(text)) {
    return paragraph(text, { size: "Medium", weight: "Bolder" });
  }
  return new TextBlock(text, { style: "heading", size: "Medium", weight: "Bolder", wrap: true });
}

/** Emphasis, code, links, HTML, entities, `{{DATE()}}`, lists, and addresses that a client would turn into links. */
const couldBeMarkdown = /[\\`*_~[\]<>|#&{}\n]|^\s*(?:[-+]|\d+[.)])|:\/\/|www\.|@/iu;

/** Groups blocks under an id, so that a button can show and hide them. */
export const group = (id: string, blocks: readonly Block[], isVisible: boolean): Block =>
  new Container(...blocks).withOptions({ id, isVisible });

/**
 * Removes what would let a person's text act on the card: `<at>` would become a mention in any field of a message, and
 * direction overrides and isolates would reorder the text beside them.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/<(\/?)at\b/giu, "‹$1at").replace(/[\u202A-\u202E\u2066-\u2069]/gu, "");
}
