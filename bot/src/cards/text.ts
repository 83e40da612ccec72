import {
  type CardElement,
  Container,
  RichTextBlock,
  TextBlock,
  TextRun,
  type TextRunOptions,
} from "@microsoft/teams.cards";

/** One element of a card's body. Slices make them here and never write card JSON. */
export type Block = CardElement;

type Look = Pick<TextRunOptions, "size" | "weight" | "isSubtle" | "italic" | "color">;

/** A paragraph. Text runs read no markdown, so what people wrote stands as they wrote it. */
export function paragraph(text: string, look: Look = {}): Block {
  return new RichTextBlock({ inlines: [new TextRun(escapeMarkdown(text), look)] });
}

/** A paragraph of less weight: times, conditions, what happens next. */
export const note = (text: string): Block => paragraph(text, { isSubtle: true, size: "Small" });

/** Words somebody wrote, set apart from Gnista's own. */
export const quote = (text: string): Block =>
  new Container(paragraph(text)).withOptions({ style: "emphasis", bleed: false, roundedCorners: true });

/**
 * A heading for eye and screen reader. Only this element reads markdown, and clients differ in what they
 * unescape, so a text that could mean anything but itself is drawn as a bold paragraph instead.
 */
export function heading(text: string): Block {
  if (couldBeMarkdown.test(text)) {
    return paragraph(text, { size: "Medium", weight: "Bolder" });
  }
  return new TextBlock(text, { style: "heading", size: "Medium", weight: "Bolder", wrap: true });
}

/** Emphasis, code, links, html, entities, `{{DATE()}}`, lists, and addresses that a client would make links of. */
const couldBeMarkdown = /[\\`*_~[\]<>|#&{}\n]|^\s*(?:[-+]|\d+[.)])|:\/\/|www\.|@/iu;

/** Keeps a group of blocks together under an id, so that a button can show and hide it. */
export const group = (id: string, blocks: readonly Block[], isVisible: boolean): Block =>
  new Container(...blocks).withOptions({ id, isVisible });

/**
 * What nobody may do to a card by what they write: `<at>` would make a mention of whatever stands in it, in any field of
 * a message, and direction overrides and isolates would turn around what stands beside them.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/<(\/?)at\b/giu, "‹$1at").replace(/[\u202A-\u202E\u2066-\u2069]/gu, "");
}
