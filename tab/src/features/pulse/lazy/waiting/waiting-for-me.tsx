import type { MyWaiting } from "#bot/features/pulse/api.ts";
import { Empty } from "../../../../components/empty.tsx";
import { NotLoadedYet } from "../../../../components/not-loaded.tsx";
import { Note } from "../../../../components/note.tsx";
import { Section } from "../../../../components/section.tsx";
import type { MySectionProps } from "../../../../lib/feature.ts";
import { useResource } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { myWaitingPath } from "../../waiting.ts";
import { waitingTexts } from "./texts.ts";
import { WaitingList } from "./waiting-list.tsx";

/** What the viewer owes in all their teams, over all features: the first section of the personal page. */
export default function WaitingForMe({ teamTime }: MySectionProps) {
  const t = useTexts(waitingTexts);
  const resource = useResource<MyWaiting>(myWaitingPath);
  if (!resource.data) {
    return <NotLoadedYet resource={resource} />;
  }
  const { items, hasMore } = resource.data;
  return (
    <Section title={t("waiting")}>
      {items.length === 0 ? (
        <Empty says={t("noneWaiting")} how={t("howWaiting")} />
      ) : (
        <WaitingList items={items} teamTime={teamTime} namesTeam />
      )}
      {hasMore ? <Note>{t("moreWaiting")}</Note> : null}
    </Section>
  );
}
