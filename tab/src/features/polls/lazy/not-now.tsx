import type { QuestionPage } from "#bot/features/polls/api.ts";
import { formTexts } from "../../../components/form-texts.ts";
import { StatusBar } from "../../../components/status-bar.tsx";
import { formatIsoDay } from "../../../lib/team-time.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { DiscardedDraft } from "./discarded-draft.tsx";
import { pollLazyTexts } from "./texts.ts";

/** Why the viewer cannot decide: it is decided, too early, or another person's decision. */
export function NotNow({ page, onClose }: { readonly page: QuestionPage; onClose(): void }) {
  const t = useTexts(pollLazyTexts);
  const component = useTexts(formTexts);
  const { name } = page.decidedBy ?? page.asker;
  if (page.state === "decided") {
    return (
      <>
        <StatusBar action={{ label: component("close"), run: onClose }}>
          {t("alreadyTold", { name, outcome: page.outcome ?? "" })}
        </StatusBar>
        <DiscardedDraft pollId={page.pollId} />
      </>
    );
  }
  const day = formatIsoDay(page.answerBy, t.locale, { zone: page.zone, now: new Date(page.now) });
  return (
    <StatusBar action={{ label: t("putAway"), run: onClose }}>
      {page.state === "counting" ? t("counting") : t("closedTellsBy", { name, day })}
    </StatusBar>
  );
}
