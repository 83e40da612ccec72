import { defineErrors } from "../../core/errors.ts";

export const peopleErrors = defineErrors({
  UNKNOWN_ZONE: {
    field: "zone",
    sv: "Tidszonen finns inte. Välj en i listan.",
    en: "That time zone doesn't exist. Choose one from the list.",
  },
  TOO_MANY_VALUES: {
    field: "values",
    sv: "Ett team kan ha högst tolv värdeord. Ta bort något först.",
    en: "A team can have twelve values at most. Remove one first.",
  },
  VALUE_TOO_LONG: {
    field: "values",
    sv: "Ett värdeord får ha högst 40 tecken. Korta det lite.",
    en: "A value can have 40 characters at most. Shorten it a little.",
  },
});
