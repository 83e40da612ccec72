import type { PersonalData } from "../../core/personal-data.ts";
import { destroyRests, restDays, restsSubjects } from "./store.ts";
import { pulseTexts } from "./texts.ts";

/** The people a leader has thought of: exported as days, and destroyed with its key. */
export const restsPersonalData: PersonalData = {
  summary: { sv: pulseTexts.sv.pulseStored, en: pulseTexts.en.pulseStored },
  export: restDays,
  erase: async (ctx, _, { pk }) => {
    await destroyRests(ctx, pk);
    return 0;
  },
  subjects: restsSubjects,
  destroy: destroyRests,
};
