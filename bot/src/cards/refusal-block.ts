import { Container } from "@microsoft/teams.cards";
import type { Refusal } from "../i18n/errors.ts";
import { type Block, paragraph } from "./blocks.ts";
import { buttonRow, link } from "./buttons.ts";

/** How an error looks in every card. */
export const errorLine = (text: string): Block => paragraph(text, { color: "Attention", weight: "Bolder" });

/**
 * Why a form was refused: an error in red, a notice in the colours of the card, with the button or link for the next
 * step.
 */
export function refusalBlock({ code, text, isNotice, wayOn }: Refusal): Block {
  const ways = wayOn ? [buttonRow(link(wayOn.title, wayOn.url))] : [];
  return new Container(isNotice ? paragraph(text) : errorLine(text), ...ways).withOptions({
    id: `${REFUSED}${code}`,
    ...(isNotice ? { style: "emphasis" } : {}),
  });
}

/** Begins the id of the block that says why a form was refused; the error's code follows. */
export const REFUSED = "refused-";
