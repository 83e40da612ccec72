import type { Receipt } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { sayNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { useSay } from "../../../components/notices.tsx";
import { useAct } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { type KudosLazyText, kudosLazyTexts } from "./texts.ts";

/** Says to whoever thanked how it reached whom, with undo. */
export function useSayReceipt(): (receipt: Receipt) => void {
  const t = useWords(kudosLazyTexts);
  const { say } = useSay();
  const takeBack = useTakeBack();
  return (receipt) => say({ words: whatBecame(receipt, t), undo: () => takeBack(receipt.kudosId, t("removed")) });
}

/** Takes a thank-you, or one's name on it, away at once, with undo instead of a question before. */
export function useTakeBack(): (kudosId: string, said: string) => void {
  const t = useWords(kudosLazyTexts);
  const act = useAct();
  const { say, sayError } = useSay();
  async function restore(kudosId: string): Promise<void> {
    try {
      await act(kudosVerbs.restore, { kudosId });
      say({ words: t("restored") });
    } catch (error) {
      sayError(error);
    }
  }
  async function remove(kudosId: string, said: string): Promise<void> {
    try {
      await act(kudosVerbs.remove, { kudosId });
      say({ words: said, undo: () => void restore(kudosId) });
    } catch (error) {
      sayError(error);
    }
  }
  return (kudosId, said) => void remove(kudosId, said);
}

/** That it is sent, once, and a sentence for each way in which it reached somebody. */
function whatBecame({ reached, isShown, heldBackFor }: Receipt, t: Translate<KudosLazyText>): string {
  const about = (key: KudosLazyText, names: readonly string[]) =>
    names.length === 0 ? [] : [t(key, { names: sayNames(names, t.locale), count: names.length })];
  return [
    t("sent"),
    ...(isShown ? [t("sentInChannel")] : []),
    ...about("theyChoose", reached.asked),
    ...about("sentPrivately", reached.private),
    ...about("ratherInPerson", reached.inPerson),
    ...about("wordsHeldBack", heldBackFor),
  ].join(" ");
}
