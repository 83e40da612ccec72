import { texts } from "../i18n/translate.ts";

export const kernelTexts = texts({
  sv: { formerMember: "en tidigare medlem", chatWith: "Chatt med {names}", moreMembers: "{count} till" },
  en: { formerMember: "a former member", chatWith: "Chat with {names}", moreMembers: "{count} more" },
});
