import type { Locale } from "../../core/context.ts";

/** A text in both languages: a missing one does not compile. */
export type LocalizedText = Readonly<Record<Locale, string>>;

export interface TrustPage {
  /** The path; all but the front page's are also in the app's manifest. */
  readonly path: "/" | "/privacy" | "/terms" | "/trust";
  readonly title: LocalizedText;
  /** The summary for a person who reads no further. */
  readonly lead: LocalizedText;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: LocalizedText;
  readonly paragraphs?: readonly LocalizedText[];
  readonly points?: readonly LocalizedText[];
}

/**
 * Renders the page as HTML: headings, paragraphs and lists, which suit a phone, paper and a screen reader. No script.
 */
export function asHtml(page: TrustPage, pages: readonly TrustPage[], locale: Locale): string {
  const otherLocale = locale === "sv" ? "en" : "sv";
  const link = ({ path, title }: TrustPage) =>
    path === page.path
      ? `<li><a href="${path}?lang=${locale}" aria-current="page">${escaped(title[locale])}</a></li>`
      : `<li><a href="${path}?lang=${locale}">${escaped(title[locale])}</a></li>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title[locale])} · Gnista</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<nav aria-label="Gnista"><ul>${pages.map(link).join("")}</ul></nav>
<a lang="${otherLocale}" hreflang="${otherLocale}" href="${page.path}?lang=${otherLocale}">${otherLocale === "sv" ? "På svenska" : "In English"}</a>
</header>
<main>
<h1>${escaped(page.title[locale])}</h1>
<p class="lead">${escaped(page.lead[locale])}</p>
${page.sections.map((section) => sectionHtml(section, locale)).join("\n")}
</main>
</body>
</html>
`;
}

function sectionHtml({ heading, paragraphs = [], points = [] }: Section, locale: Locale): string {
  const list = points.map((point) => `<li>${escaped(point[locale])}</li>`).join("");
  return [
    `<section><h2>${escaped(heading[locale])}</h2>`,
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph[locale])}</p>`),
    list === "" ? "" : `<ul>${list}</ul>`,
    "</section>",
  ].join("");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `
:root { font: 1.0625rem/1.6 "Segoe UI", system-ui, sans-serif; --ink: #242424; --ground: #fff; --line: #d1d1d1; --link: #4f52b2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0f0f0; --ground: #1f1f1f; --line: #525252; --link: #a6a8f2; }
}
body { margin: 0; background: var(--ground); color: var(--ink); }
header, main { max-width: 42rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; list-style: none; margin: 0; padding: 0; }
a { color: var(--link); text-underline-offset: .2em; }
a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; border-radius: 2px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
p, li { overflow-wrap: anywhere; hyphens: auto; }
p { margin: .5rem 0; }
.lead { font-size: 1.1875rem; }
main ul { padding-left: 1.25rem; }
main li { margin: .375rem 0; }
@media print { header { display: none; } }
`;
