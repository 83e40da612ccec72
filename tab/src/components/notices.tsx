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

/** Shows and announces the result of an act. */
export const useNotify = (): Say => useContext(SayContext);

/** Fetched after the first render: the code is as large as the page, and no act is faster than that. */
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
  const removeNotices = useCallback((those: readonly Notice[]) => {
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
        <LazyBoundary isSpare attempt={notices} instead={() => <Plainly notices={notices} onTaken={removeNotices} />}>
          <Suspense>
            <Toasts notices={notices} onTaken={removeNotices} />
          </Suspense>
        </LazyBoundary>
      ) : null}
    </SayContext>
  );
}

/** Renders the latest notice when the toasts' code did not load. */
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
