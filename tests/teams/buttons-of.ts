export interface ButtonJson {
  readonly title?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The buttons of a card, as they came over HTTP. */
export const buttonsOf = (card: unknown): readonly ButtonJson[] =>
  (card as { actions?: ButtonJson[] } | undefined)?.actions ?? [];
