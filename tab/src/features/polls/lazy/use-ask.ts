import type { AskedReceipt, QuestionForm } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useCurrentChannel } from "../../../components/current-channel.ts";
import { useNotify } from "../../../components/notices.tsx";
import { useSending } from "../../../components/sending.ts";
import { type Form, useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { asAsked, closingTime, type QuestionDraft } from "./question-draft.ts";
import { pollLazyTexts } from "./texts.ts";

/** Asks a question and says where and until when; `onAsked` follows when the server has accepted it. */
export function useAsk(teamId: string, form: Form<QuestionForm>, draft: QuestionDraft, onAsked: () => void) {
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { say } = useNotify();
  const channel = useCurrentChannel();
  const { isSending, refusal, send } = useSending();
  const ask = () =>
    void send(async () => {
      const loaded = await form.loaded();
      const input = { teamId, channelId: channel?.id, nonce: loaded.nonce, ...asAsked(draft, loaded) };
      const { data } = await act<AskedReceipt>(pollVerbs.ask, input);
      const time = closingTime(data.closesAt, loaded.zone, t.locale);
      say({ words: channel ? t("askedIn", { channel: channel.name, time }) : t("asked", { time }) });
      onAsked();
    });
  return { isSending, refusal, ask };
}
