import { defineErrors } from "../../core/errors.ts";

export const peopleErrors = defineErrors({
  UNKNOWN_ZONE: {
    sv: "Tidszonen känns inte igen. Välj en i listan.",
    en: "That time zone isn't known. Choose one from the list.",
  },
  TOO_MANY_VALUES: {
    sv: "Ett team kan ha tolv värden. Ta bort något först.",
    en: "A team can have twelve values. Remove one first.",
  },
  VALUE_TOO_LONG: {
    sv: "Ett värde får ha 40 tecken. Korta det lite.",
    en: "A value can have 40 characters. Shorten it a little.",
  },
});
