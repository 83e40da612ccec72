import { useCallback, useRef, useState } from "react";

/** What is typed in a picker, for the form that must not be sent while it names nobody. */
export interface NameTyping {
  readonly query: string;
  setQuery(typed: string): void;
  /** The picker's element. A callback, because Fluent's types take no ref object. */
  shownIn(field: HTMLElement | null): void;
  /** The typed name for which nobody was chosen when the form was to be sent. */
  readonly unchosen: string | undefined;
}

/** `stops` is true while a name is typed for which nobody is chosen: the picker then says so and gets the focus. */
export function useNameTyping(): { readonly typing: NameTyping; stops(): boolean } {
  const field = useRef<HTMLElement>(null);
  const shownIn = useCallback((shown: HTMLElement | null) => {
    field.current = shown;
  }, []);
  const [query, setQuery] = useState("");
  const [isRefused, setRefused] = useState(false);
  const typed = query.trim();
  function stops(): boolean {
    setRefused(typed !== "");
    if (typed !== "") {
      field.current?.querySelector("input")?.focus();
    }
    return typed !== "";
  }
  return { typing: { query, setQuery, shownIn, unchosen: isRefused && typed !== "" ? typed : undefined }, stops };
}
