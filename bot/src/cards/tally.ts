import { Column, ColumnSet, Container, ProgressBar } from "@microsoft/teams.cards";
import { type Block, paragraph } from "./text.ts";

export interface TallyRow {
  readonly label: string;
  /** What stands at the end of the row: a figure in words. */
  readonly caption: string;
  /** 0 to 1: how long the bar is. */
  readonly share: number;
  readonly isFirst: boolean;
}

/** A row of a result: what was chosen, the figure, and under them a bar as long as its share. */
export function tallyRow({ label, caption: said, share, isFirst }: TallyRow): Block {
  const weight = isFirst ? ({ weight: "Bolder" } as const) : {};
  return new Container(
    new ColumnSet({
      columns: [
        new Column(paragraph(label, weight)).withOptions({ width: "stretch" }),
        new Column(paragraph(said, weight)).withOptions({ width: "auto" }),
      ],
    }),
    bar(share),
  );
}

/**
 * Not drawn with coloured columns, which every client has: their padding makes blocks of them that shout louder than the
 * question. Where a client knows no bars, label and figure say it all.
 */
function bar(share: number): Block {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return new ProgressBar({ value, max: 100, color: "Accent", spacing: "ExtraSmall", fallback: "drop" });
}
