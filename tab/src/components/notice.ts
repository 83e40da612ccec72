/** What has been done, or why it was not; with a way to undo it where there is one. */
export interface Notice {
  readonly words: string;
  readonly isError?: boolean;
  undo?(): void;
}
