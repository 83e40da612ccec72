import { Router } from "express";
import type { Locale } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import { requestState } from "./request-state.ts";
import { asHtml, type Both } from "./trust/page.ts";
import { privacyPage } from "./trust/privacy.ts";
import { termsPage } from "./trust/terms.ts";
import { trustPage } from "./trust/trust.ts";

/**
 * The public pages about trust: `/privacy`, `/terms` and `/trust`, without sign-in, in the reader's language; a link
 * leads to the other language.
 */
export function trustPages({
  features,
  contact,
}: {
  readonly features: readonly Feature[];
  readonly contact?: string;
}): Router {
  const stored = features.flatMap(({ personalData }) => personalData?.summary ?? []);
  const kept = features.flatMap(({ retention }) => retention ?? []);
  const whom = contact === undefined ? usualContact : asking(contact);
  const pages = [privacyPage({ stored, kept }, whom), trustPage(whom), termsPage(whom)];
  const router = Router();
  for (const page of pages) {
    const html = { sv: asHtml(page, pages, "sv"), en: asHtml(page, pages, "en") };
    router.get(page.path, (req, res) => {
      requestState(res).route = page.path;
      const locale = chosen(req.query.lang) ?? requestState(res).locale;
      res.vary("Accept-Language").set("Content-Language", locale).set("Cache-Control", "no-cache");
      res.type("html").send(html[locale]);
    });
  }
  return router;
}

const chosen = (asked: unknown): Locale | undefined => (asked === "sv" || asked === "en" ? asked : undefined);

const usualContact: Both = {
  sv: "Fråga den som sköter Teams hos er, eller ert dataskyddsombud.",
  en: "Ask whoever looks after Teams where you work, or your data-protection officer.",
};

const asking = (contact: string): Both => ({
  sv: `Fråga ${contact}, eller ert dataskyddsombud.`,
  en: `Ask ${contact}, or your data-protection officer.`,
});
