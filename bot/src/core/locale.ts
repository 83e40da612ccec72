export const locales = ["sv", "en"] as const;
export type Locale = (typeof locales)[number];

/** One text in both languages. */
export type Label = Readonly<Record<Locale, string>>;
