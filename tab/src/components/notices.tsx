import { createContext, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { later } from "../lib/later.ts";
import { Apart } from "./apart.tsx";
import { Bar } from "./bar.tsx";
import type { Notice } from "./notice.ts";
import styles from "./notices.module.css";
import { useSayError } from "./trouble.tsx";

interface Say {
  say(notice: Notice): void;
  sayError(error: unknown): void;
}

const SayContext = createContext<Say>({ say: () => undefined, sayError: () => undefined });

/** Says what became of an act, where everybody sees and hears it. */
export const useSay = (): Say => useContext(SayContext);

/** What shows notices is fetched when the page stands: it weighs as much as the page, and no act is quicker than that. */
const Toasts = later(() => import("./toasts.tsx"));

export function Notices({ children }: { readonly children: ReactNode }) {
  const wordsFor = useSayError();
  const isIdle = useIdle();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const say = useMemo(() => {
    const add = (notice: Notice) => setNotices((before) => [...before, notice]);
    return { say: add, sayError: (error: unknown) => add({ words: wordsFor(error), isError: true }) };
  }, [wordsFor]);
  const taken = useCallback(() => setNotices([]), []);
  return (
    <SayContext value={say}>
      {children}
      {isIdle || notices.length > 0 ? (
        <Apart isSpare attempt={notices} instead={() => <Plainly notice={notices.at(-1)} onRead={taken} />}>
          <Suspense>
            <Toasts notices={notices} onTaken={taken} />
          </Suspense>
        </Apart>
      ) : null}
    </SayContext>
  );
}

/** Says the latest where what shows notices did not come. */
function Plainly({ notice, onRead }: { readonly notice: Notice | undefined; readonly onRead: () => void }) {
  useEffect(() => {
    if (notice) {
      const reading = setTimeout(onRead, 12_000);
      return () => clearTimeout(reading);
    }
    return undefined;
  }, [notice, onRead]);
  return notice ? (
    <div className={styles.plainly}>
      <Bar tone={notice.isError ? "warning" : "quiet"}>{notice.words}</Bar>
    </div>
  ) : null;
}

function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const waiting = setTimeout(() => setIdle(true), 800);
    return () => clearTimeout(waiting);
  }, []);
  return isIdle;
}
