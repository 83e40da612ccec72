import type { Receipt } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { formatNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { useNotify } from "../../../components/notices.tsx";
import { useReport } from "../../../components/use-report.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { type KudosLazyText, kudosLazyTexts } from "./texts.ts";

/** Tells the sender whom a thank-you reached and how, with undo. */
export function useShowReceipt(): (receipt: Receipt) => void {
  const t = useTexts(kudosLazyTexts);
  const { say } = useNotify();
  const takeBack = useTakeBack();
  return (receipt) => say({ words: receiptText(receipt, t), undo: () => takeBack(receipt.kudosId, t("removed")) });
}

/** Removes a kudos, or the viewer's name on it, at once, with an undo instead of a confirmation. */
export function useTakeBack(): (kudosId: string, confirmation: string) => void {
  const t = useTexts(kudosLazyTexts);
  const act = useAct();
  const report = useReport();
  const restore = (kudosId: string) =>
    void report(async () => {
      await act(kudosVerbs.restore, { kudosId });
      return { words: t("restored") };
    });
  return (kudosId, confirmation) =>
    void report(async () => {
      await act(kudosVerbs.remove, { kudosId });
      return { words: confirmation, undo: () => restore(kudosId) };
    });
}

/** One confirmation, and a sentence for each kind of delivery. */
function receiptText({ reached, isShown, heldBackFor }: Receipt, t: Translate<KudosLazyText>): string {
  const about = (key: KudosLazyText, names: readonly string[]) =>
    names.length === 0 ? [] : [t(key, { names: formatNames(names, t.locale), count: names.length })];
  return [
    t("sent"),
    ...(isShown ? [t("sentInChannel")] : []),
    ...about("theyChoose", reached.asked),
    ...about("sentPrivately", reached.private),
    ...about("ratherInPerson", reached.inPerson),
    ...about("wordsHeldBack", heldBackFor),
  ].join(" ");
}
