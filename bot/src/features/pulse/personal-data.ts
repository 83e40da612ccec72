import type { PersonalData } from "../../core/personal-data.ts";
import { formatShortDay } from "../../i18n/format-time.ts";
import { translator } from "../../i18n/translate.ts";
import { destroyRests, restDays, restsSubjects } from "./store.ts";
import { pulseTexts } from "./texts.ts";

/** The people a leader has thought of: exported as days, and destroyed with its key. */
export const restsPersonalData: PersonalData = {
  summary: { sv: pulseTexts.sv.pulseStored, en: pulseTexts.en.pulseStored },
  export: restDays,
  lists: async (services, personId, { locale, zone }) => {
    const days = (await restDays(services, personId)).map((day) => formatShortDay(new Date(day), locale, zone));
    return [{ title: translator(pulseTexts, locale)("listRests"), lines: days }];
  },
  erase: async (ctx, _, { pk }) => {
    await destroyRests(ctx, pk);
    return 0;
  },
  subjects: restsSubjects,
  destroy: destroyRests,
};
