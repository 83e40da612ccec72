import type { Receipt, ThanksForm } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { useCurrentChannel } from "../../../components/current-channel.ts";
import { useSending } from "../../../components/sending.ts";
import { type Form, useAct } from "../../../lib/use-resource.ts";
import { useShowReceipt } from "./receipt.ts";
import { giveInput, type ThanksDraft } from "./thanks-draft.ts";

/** Sends a thank-you and reports whom it reached; `onGiven` follows when the server has accepted it. */
export function useGiveThanks(form: Form<ThanksForm>, draft: ThanksDraft, onGiven: () => void) {
  const act = useAct();
  const channel = useCurrentChannel();
  const sayReceipt = useShowReceipt();
  const { isSending, refusal, send } = useSending();
  const give = (audience: "team" | "private") =>
    void send(async () => {
      const { nonce } = await form.loaded();
      const input = { ...giveInput(draft), channelId: channel?.id, nonce, audience };
      const { data: receipt } = await act<Receipt>(kudosVerbs.give, input);
      sayReceipt(receipt);
      onGiven();
    });
  return { isSending, refusal, give };
}
