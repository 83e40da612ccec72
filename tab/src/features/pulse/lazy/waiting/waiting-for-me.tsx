import type { MyWaiting } from "#bot/features/pulse/api.ts";
import { Empty } from "../../../../components/empty.tsx";
import { PartNotYet } from "../../../../components/missing.tsx";
import { Section } from "../../../../components/section.tsx";
import { Note } from "../../../../components/text.tsx";
import type { MySectionProps } from "../../../../lib/feature.ts";
import { useFresh } from "../../../../lib/fresh.ts";
import { useWords } from "../../../../lib/words.ts";
import { myWaitingPath } from "../../waiting.ts";
import { waitingTexts } from "./texts.ts";
import { WaitingList } from "./waiting-list.tsx";

/** What the viewer owes in all their teams, over all features: first on their page, before anything else. */
export default function WaitingForMe({ clock }: MySectionProps) {
  const t = useWords(waitingTexts);
  const fresh = useFresh<MyWaiting>(myWaitingPath);
  if (!fresh.data) {
    return <PartNotYet fresh={fresh} />;
  }
  const { items, hasMore } = fresh.data;
  return (
    <Section title={t("waiting")}>
      {items.length === 0 ? (
        <Empty says={t("noneWaiting")} how={t("howWaiting")} />
      ) : (
        <WaitingList items={items} clock={clock} namesTeam />
      )}
      {hasMore ? <Note>{t("moreWaiting")}</Note> : null}
    </Section>
  );
}
