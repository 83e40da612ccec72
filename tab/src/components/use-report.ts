import type { Notice } from "./notice.ts";
import { useNotify } from "./notices.tsx";

/**
 * Runs what a person asked for and reports it in a notice: the one that `run` resolves with, if any, else why it failed.
 * Nothing is thrown.
 */
export function useReport(): (run: () => Promise<Notice | undefined>) => Promise<void> {
  const { say, sayError } = useNotify();
  return async (run) => {
    try {
      const notice = await run();
      if (notice) {
        say(notice);
      }
    } catch (error) {
      sayError(error);
    }
  };
}
