import { useContext, useState } from "react";
import { useSayError } from "../../../components/trouble.tsx";
import { act, type Verb } from "../../../lib/api.ts";
import { Language } from "../../../lib/words.ts";

export interface Acting {
  readonly isBusy: boolean;
  /** Why the last act was not done. */
  readonly error: string | undefined;
  /** False where it was not done, and `error` says why. */
  run(verb: Verb, data: object | (() => Promise<object>)): Promise<boolean>;
}

/** Acts, one at a time. What came of it the panel is shown, as everybody's is. */
export function useActing(): Acting {
  const locale = useContext(Language);
  const sayError = useSayError();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  return {
    isBusy,
    error,
    async run(verb, data) {
      setBusy(true);
      setError(undefined);
      try {
        await act(verb, typeof data === "function" ? await data() : data, locale);
        return true;
      } catch (refused) {
        setError(sayError(refused));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
