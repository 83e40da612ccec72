import { Column, ColumnSet, Container } from "@microsoft/teams.cards";
import { type Block, paragraph } from "./text.ts";

export interface TallyRow {
  readonly label: string;
  /** What stands at the end of the row: a figure in words. */
  readonly said: string;
  /** 0 to 1: how long the bar is. */
  readonly share: number;
  readonly isFirst: boolean;
}

/** A row of a result: what was chosen, the figure, and under them a bar as long as its share. */
export function tallyRow({ label, said, share, isFirst }: TallyRow): Block {
  const weight = isFirst ? ({ weight: "Bolder" } as const) : {};
  return new Container(
    new ColumnSet({
      columns: [
        new Column(paragraph(label, weight)).withOptions({ width: "stretch" }),
        new Column(paragraph(said, weight)).withOptions({ width: "auto" }),
      ],
    }),
    bar(share),
  ).withOptions({ spacing: "Small" });
}

/** Drawn with what every client has: two columns as wide as the shares, of which one has a colour. */
function bar(share: number): Block {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const part = (width: number, style: "accent" | "emphasis") =>
    new Column().withOptions({ width: `${width}`, style, minHeight: "6px" });
  return new ColumnSet({
    spacing: "None",
    columns: [
      ...(filled > 0 ? [part(filled, "accent")] : []),
      ...(filled < 100 ? [part(100 - filled, "emphasis")] : []),
    ],
  });
}
