import { texts } from "../i18n/translate.ts";

export const kernelTexts = texts({
  sv: { formerMember: "en tidigare medlem" },
  en: { formerMember: "a former member" },
});
