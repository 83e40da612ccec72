import { useContext } from "react";
import { useSending } from "../../../components/sending.ts";
import { act, type Verb } from "../../../lib/api.ts";
import { LanguageContext } from "../../../lib/language.ts";

export interface Acting {
  readonly isBusy: boolean;
  /** Why the last act failed. */
  readonly error: string | undefined;
  /** Resolves to false when the act failed; `error` tells why. */
  run(verb: Verb, data: object | (() => Promise<object>)): Promise<boolean>;
}

/**
 * Acts from the panel, one at a time. The result comes with the live view, as everybody's does, so nothing is fetched
 * afterwards; an act in a round that has ended meanwhile is not reported.
 */
export function useActing(): Acting {
  const locale = useContext(LanguageContext);
  const { isSending, refusal, send } = useSending({ isQuietWhenClosed: true });
  return {
    isBusy: isSending,
    error: refusal?.text,
    run: (verb, data) => send(async () => act(verb, typeof data === "function" ? await data() : data, locale)),
  };
}
