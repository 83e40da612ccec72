import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { Notice } from "./notice.ts";
import { useSayError } from "./trouble.tsx";

interface Say {
  say(notice: Notice): void;
  sayError(error: unknown): void;
}

const SayContext = createContext<Say>({ say: () => undefined, sayError: () => undefined });

/** Says what became of an act, where everybody sees and hears it. */
export const useSay = (): Say => useContext(SayContext);

/** What shows notices is fetched when the page stands: it weighs as much as the page, and no act is quicker than that. */
const Toasts = lazy(() => import("./toasts.tsx"));

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
        <Suspense>
          <Toasts notices={notices} onTaken={taken} />
        </Suspense>
      ) : null}
    </SayContext>
  );
}

function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const waiting = setTimeout(() => setIdle(true), 800);
    return () => clearTimeout(waiting);
  }, []);
  return isIdle;
}
