/** The value as one of `values`, undefined where it is none of them: what a form control hands back is any text. */
export const oneOf = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((one) => one === value);
