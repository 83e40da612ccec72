/**
 * Figures need at least five answers, free text ten: the minimum that Glint, Officevibe, Winningtemp and Lattice use. A
 * smaller group cannot be asked anonymously at all.
 */
export const MIN_FOR_FIGURES = 5;
export const MIN_FOR_WORDS = 10;

export const tooFewToShow = (answers: number): boolean => answers < MIN_FOR_FIGURES;

/**
 * The index of the option that all, or all but one, chose. Its exact figure would reveal everybody's choice, or tell
 * the one who differed what all others chose, so it is shown as "nearly all" and no figure is shown.
 */
export function nearlyAll(totals: readonly number[], answers: number): number | undefined {
  const index = totals.findIndex((total) => total >= answers - 1);
  return index === -1 ? undefined : index;
}
