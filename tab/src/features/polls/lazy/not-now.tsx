import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Bar } from "../../../components/bar.tsx";
import { componentTexts } from "../../../components/texts.ts";
import { dayOf } from "../../../lib/clock.ts";
import { useWords } from "../../../lib/words.ts";
import { pollLazyTexts } from "./texts.ts";
import { Unsent } from "./unsent.tsx";

/** Why there is no answer to give: it has been given, its time has not come, or it is somebody else's to give. */
export function NotNow({ page, onClose }: { readonly page: QuestionPage; onClose(): void }) {
  const t = useWords(pollLazyTexts);
  const component = useWords(componentTexts);
  const { name } = page.decidedBy ?? page.asker;
  if (page.state === "decided") {
    return (
      <>
        <Bar action={{ label: component("close"), run: onClose }}>
          {t("alreadyTold", { name, outcome: page.outcome ?? "" })}
        </Bar>
        <Unsent pollId={page.pollId} />
      </>
    );
  }
  const day = dayOf(page.answerBy, t.locale, { zone: page.zone, now: new Date(page.now) });
  return (
    <Bar action={{ label: t("putAway"), run: onClose }}>
      {page.state === "counting" ? t("counting") : t("closedTellsBy", { name, day })}
    </Bar>
  );
}
