import { Router } from "express";
import type { Locale } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import { requestState } from "./request-state.ts";
import { contactText } from "./trust/contact.ts";
import { frontPage } from "./trust/front.ts";
import { asHtml } from "./trust/page.ts";
import { privacyPage } from "./trust/privacy.ts";
import { termsPage } from "./trust/terms.ts";
import { trustPage } from "./trust/trust.ts";

/**
 * The public pages: `/`, and about trust `/privacy`, `/terms` and `/trust`, without sign-in, in the reader's language; a
 * link leads to the other language.
 */
export function trustPages({
  features,
  contact,
}: {
  readonly features: readonly Feature[];
  readonly contact?: string;
}): Router {
  const stored = features.flatMap(({ personalData }) => personalData?.summary ?? []);
  const retentionTexts = features.flatMap(({ retention }) => retention ?? []);
  const contactTexts = contactText(contact);
  const pages = [
    frontPage,
    privacyPage({ stored, retention: retentionTexts }, contactTexts),
    trustPage(contactTexts),
    termsPage(contactTexts),
  ];
  const router = Router();
  for (const page of pages) {
    const html = { sv: asHtml(page, pages, "sv"), en: asHtml(page, pages, "en") };
    router.get(page.path, (req, res) => {
      requestState(res).route = page.path;
      const locale = localeOf(req.query.lang) ?? requestState(res).locale;
      res.vary("Accept-Language").set("Content-Language", locale).set("Cache-Control", "no-cache");
      res.type("html").send(html[locale]);
    });
  }
  return router;
}

const localeOf = (lang: unknown): Locale | undefined => (lang === "sv" || lang === "en" ? lang : undefined);
