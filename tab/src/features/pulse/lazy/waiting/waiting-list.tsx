import { useContext } from "react";
import type { OwedItem } from "#bot/features/pulse/api.ts";
import { CardLink } from "../../../../components/card-link.tsx";
import { CardList } from "../../../../components/card-list.tsx";
import { CardTitle } from "../../../../components/card-title.tsx";
import { LazyPart } from "../../../../components/lazy-part.tsx";
import { Note } from "../../../../components/note.tsx";
import { Row } from "../../../../components/row.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { useTeamName } from "../../../../components/team-name.ts";
import { FeaturesContext } from "../../../../lib/feature.ts";
import { linkedRoute } from "../../../../lib/router.ts";
import { formatIsoDay, type TeamTime } from "../../../../lib/team-time.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { waitingTexts } from "./texts.ts";

interface Shown {
  readonly teamTime: TeamTime;
  /** With several teams each item names its team. */
  readonly namesTeam?: boolean;
}

/** What the viewer owes, over all features, in the server's order. */
export function WaitingList({ items, ...shown }: Shown & { readonly items: readonly OwedItem[] }) {
  return (
    <CardList
      items={items}
      shown={10}
      keyOf={({ feature, team, key }) => `${feature} ${team.id} ${key}`}
      isStrong={() => true}
    >
      {(item) => <Item item={item} {...shown} />}
    </CardList>
  );
}

function Item({ item, teamTime, namesTeam = false }: Shown & { readonly item: OwedItem }) {
  const t = useTexts(waitingTexts);
  const nameOf = useTeamName();
  const { waitingActs } = useContext(FeaturesContext);
  const { feature, key, team, title, dueAt } = item;
  const act = waitingActs.get(feature);
  const isLate = new Date(dueAt) < teamTime.now;
  return (
    <>
      {namesTeam ? <Note>{nameOf(team)}</Note> : null}
      {isLate ? (
        <Row>
          <Tag tone="warning">{t("late")}</Tag>
        </Row>
      ) : null}
      <CardTitle isLarge>
        <ItemTitle item={item} />
      </CardTitle>
      <Note>{t(isLate ? "wasDue" : "isDue", { day: formatIsoDay(dueAt, t.locale, teamTime) })}</Note>
      {act ? (
        <LazyPart>
          <act.Component teamId={team.id} itemKey={key} title={title} />
        </LazyPart>
      ) : null}
    </>
  );
}

/** The title, which opens the page of the item where the tab has one. */
function ItemTitle({ item: { team, title, page } }: { readonly item: OwedItem }) {
  const { pages } = useContext(FeaturesContext);
  const to = linkedRoute(pages, page, team.id);
  return to ? <CardLink to={to}>{title}</CardLink> : title;
}
