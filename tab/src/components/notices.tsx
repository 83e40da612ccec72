import { createContext, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { lazyComponent } from "../lib/lazy.ts";
import { useErrorText } from "./error-state.tsx";
import { LazyBoundary } from "./lazy-boundary.tsx";
import type { Notice, NoticeArea } from "./notice.ts";
import styles from "./notices.module.css";
import { StatusBar } from "./status-bar.tsx";

interface Say {
  say(notice: Notice): void;
  sayError(error: unknown): void;
}

const SayContext = createContext<Say>({ say: () => undefined, sayError: () => undefined });

/** Says what became of an act, where everybody sees and hears it. */
export const useNotify = (): Say => useContext(SayContext);

/** What shows notices is fetched when the page stands: it weighs as much as the page, and no act is quicker than that. */
const Toasts = lazyComponent(() => import("./toasts.tsx"));

export function Notices({ children }: { readonly children: ReactNode }) {
  const wordsFor = useErrorText();
  const [isWanted, setWanted] = useState(false);
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const say = useMemo(() => {
    function add(notice: Notice): void {
      setWanted(true);
      setNotices((before) => [...before, notice]);
    }
    return { say: add, sayError: (error: unknown) => add({ words: wordsFor(error), isError: true }) };
  }, [wordsFor]);
  const taken = useCallback((those: readonly Notice[]) => {
    setNotices((before) => before.filter((notice) => !those.includes(notice)));
  }, []);
  useEffect(() => {
    const idle = setTimeout(() => setWanted(true), 800);
    return () => clearTimeout(idle);
  }, []);
  return (
    <SayContext value={say}>
      {children}
      {isWanted ? (
        <LazyBoundary isSpare attempt={notices} instead={() => <Plainly notices={notices} onTaken={taken} />}>
          <Suspense>
            <Toasts notices={notices} onTaken={taken} />
          </Suspense>
        </LazyBoundary>
      ) : null}
    </SayContext>
  );
}

/** Says the latest where what shows notices did not come. */
function Plainly({ notices, onTaken }: NoticeArea) {
  const notice = notices.at(-1);
  useEffect(() => {
    const reading = setTimeout(() => onTaken(notices), 12_000);
    return () => clearTimeout(reading);
  }, [notices, onTaken]);
  return notice ? (
    <div className={styles.plainly}>
      <StatusBar tone={notice.isError ? "warning" : "quiet"}>{notice.words}</StatusBar>
    </div>
  ) : null;
}
