import { Column, ColumnSet, Container, ProgressBar } from "@microsoft/teams.cards";
import { type Block, paragraph } from "./blocks.ts";

export interface TallyRow {
  /** The option in words, or the block with which it is chosen. */
  readonly label: string | Block;
  /** The text at the end of the row: the figure in words. */
  readonly caption: string;
  /** The bar's length, from 0 to 1. */
  readonly share: number;
  readonly isFirst: boolean;
}

/** A row of a result: the option, its figure, and a bar in proportion to its share. */
export function tallyRow({ label, caption, share, isFirst }: TallyRow): Block {
  const weight = isFirst ? ({ weight: "Bolder" } as const) : {};
  return new Container(
    new ColumnSet({
      columns: [
        new Column(typeof label === "string" ? paragraph(label, weight) : label).withOptions({ width: "stretch" }),
        new Column(paragraph(caption, weight)).withOptions({ width: "auto" }),
      ],
    }),
    bar(share),
  );
}

/**
 * Not drawn with coloured columns, which every client supports: their padding makes them more prominent than the
 * question. A client without progress bars still shows label and figure.
 */
function bar(share: number): Block {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return new ProgressBar({ value, max: 100, color: "Accent", spacing: "ExtraSmall", fallback: "drop" });
}
