import type { Feature, Label } from "../../../core/feature.ts";
import { noActs, type WeekCounts } from "../../../kernel/contract.ts";

/** A kind of act that a feature counts per week. */
export interface CountColumn {
  readonly key: string;
  readonly label: Label;
}

/** The columns that the features count per week: those of the first version keep their positions, others follow. */
export function countColumns(features: readonly Pick<Feature, "counts">[]): readonly CountColumn[] {
  const declared = features.flatMap(({ counts = {} }) => Object.entries(counts));
  const labels = new Map(declared);
  const keys = new Set([...Object.keys(noActs), ...labels.keys()]);
  return [...keys].flatMap((key) => {
    const label = labels.get(key);
    return label ? [{ key, label }] : [];
  });
}

/** A week's number of acts in each column; other stored numbers are ignored. */
export const actsIn = (columns: readonly CountColumn[], stored: WeekCounts["acts"] = {}): WeekCounts["acts"] =>
  Object.fromEntries(columns.map(({ key }) => [key, stored[key] ?? 0]));
