import type { Verb } from "./api.ts";
import type { Locale } from "./language.ts";
import { ssoToken } from "./teams.ts";

/**
 * Prepares an act for the moment when the page goes away, when nothing can be waited for: the token is fetched now, and
 * the request outlives the page. Returns a function that sends it.
 */
export function prepareLastAct(verb: Verb, data: object, locale: Locale): () => void {
  let token: string | undefined;
  ssoToken().then(
    (fetched) => {
      token = fetched;
    },
    () => undefined,
  );
  return () => {
    const headers = {
      Authorization: `Bearer ${token}`,
      "Accept-Language": locale,
      "Content-Type": "application/json",
    };
    const body = JSON.stringify({ verb, data });
    void fetch("/api/acts", { method: "POST", headers, body, keepalive: true }).catch(() => undefined);
  };
}
