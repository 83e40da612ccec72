/** What has been done, or why it was not; with a way to undo it where there is one. */
export interface Notice {
  readonly words: string;
  readonly isError?: boolean;
  undo?(): void;
  /** Shows for so long, whatever anybody does: afterwards there is nothing to undo. */
  readonly lastsMs?: number;
}

/** What shows notices, and says which it has taken over. */
export interface NoticeArea {
  readonly notices: readonly Notice[];
  onTaken(those: readonly Notice[]): void;
}
