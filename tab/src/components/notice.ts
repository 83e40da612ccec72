/** The result of an act or the reason why it failed, with an undo where there is one. */
export interface Notice {
  readonly words: string;
  readonly isError?: boolean;
  undo?(): void;
  /** Resolves when undo is no longer possible: the notice goes then. */
  readonly over?: Promise<void>;
  /** The notice shows for exactly this long: afterwards undo is impossible. */
  readonly lastsMs?: number;
}

/** Renders notices and reports which it has taken over. */
export interface NoticeArea {
  readonly notices: readonly Notice[];
  onTaken(those: readonly Notice[]): void;
}
