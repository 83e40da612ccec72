import { useContext, useEffect, useEffectEvent, useRef, useState } from "react";
import { trustAs } from "./api.ts";
import { LanguageContext, LearnLanguageContext } from "./language.ts";
import { type Follower, follow } from "./live/follow.ts";

export { OpenElsewhere } from "./live/follow.ts";

export interface Followed<T> {
  readonly view: T | undefined;
  /** The view may be old: the connection is lost, and the page tries to reconnect. */
  readonly isLost: boolean;
  /** Reconnecting by itself would not help: the server refused, or `OpenElsewhere`. */
  readonly error: Error | undefined;
  retry(): void;
}

/**
 * The view at `path`, updated by the server, in the language of the moment when it connects. It reconnects by itself
 * after every failure that another attempt may mend. For another path, give the component another key.
 */
export function useLive<T>(path: string): Followed<T> {
  const locale = useContext(LanguageContext);
  const learn = useContext(LearnLanguageContext);
  const [view, setView] = useState<T>();
  const [isLost, setLost] = useState(false);
  const [error, setError] = useState<Error>();
  const follower = useRef<Follower>(undefined);
  const begin = useEffectEvent((from: string) =>
    follow({
      path: from,
      locale,
      onView(latest) {
        setView(trustAs<T>(latest));
        setError(undefined);
      },
      onLocale: learn,
      onLost: setLost,
      onError: setError,
    }),
  );
  useEffect(() => {
    const own = begin(path);
    follower.current = own;
    return own.close;
  }, [path]);
  function retry(): void {
    setError(undefined);
    follower.current?.retry();
  }
  return { view, isLost, error, retry };
}
