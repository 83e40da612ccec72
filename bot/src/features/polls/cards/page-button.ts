import { type Button, link } from "../../../cards/buttons.ts";
import type { Translate } from "../../../i18n/translate.ts";
import type { PollText } from "../texts.ts";

type T = Translate<PollText>;

/** Opens the poll in the tab, which has room for more than a card. Only on a card that one person sees. */
export const pageButton = (page: string | undefined, t: T): readonly Button[] =>
  page === undefined ? [] : [link(t("openPage"), page)];
