import type { Feature, Label } from "../../../core/feature.ts";
import { noActs, type WeekCounts } from "../../../kernel/contract.ts";

export interface Count {
  readonly key: string;
  readonly label: Label;
}

/** The columns that the features count per week: those of the first version keep their positions, others follow. */
export function countsOf(features: readonly Pick<Feature, "counts">[]): readonly Count[] {
  const declared = features.flatMap(({ counts = {} }) => Object.entries(counts));
  const labels = new Map(declared);
  const keys = new Set([...Object.keys(noActs), ...labels.keys()]);
  return [...keys].flatMap((key) => {
    const label = labels.get(key);
    return label ? [{ key, label }] : [];
  });
}

/** A week's counts of the declared kinds; other stored counts are ignored. */
export const countedIn = (counts: readonly Count[], stored: WeekCounts["acts"] = {}): WeekCounts["acts"] =>
  Object.fromEntries(counts.map(({ key }) => [key, stored[key] ?? 0]));
