/** The choices after a press on an option, which adds or removes it. Undefined if that would be one too many. */
export function choicesWith(chosen: readonly number[], option: number, most: number): readonly number[] | undefined {
  const others = chosen.filter((one) => one !== option);
  if (others.length < chosen.length) {
    return others;
  }
  return chosen.length < most ? [...chosen, option] : undefined;
}

/** The same choices, in whatever order they were made. */
export const areSame = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
