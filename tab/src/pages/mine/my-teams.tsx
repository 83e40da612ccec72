import type { MyTeams as Teams } from "#bot/kernel/contract.ts";
import { NotLoaded, NotLoadedYet } from "../../components/not-loaded.tsx";
import { useTeamName } from "../../components/team-name.ts";
import { type TabRoute, useRouter } from "../../lib/router.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import styles from "./my-teams.module.css";
import { minePageTexts } from "./texts.ts";

/**
 * The personal app's navigation between the personal page and the pages of the viewer's teams, styled like Teams' tabs.
 */
export default function MyTeams() {
  const t = useTexts(minePageTexts);
  const nameOf = useTeamName();
  const { route: place, go } = useRouter();
  const resource = useResource<Teams>("/teams");
  const { teamId } = place;
  // The personal page has the same heading itself.
  const saysSo = place.page !== "mine";
  const tabs: readonly { readonly name: string; readonly to: TabRoute }[] = [
    { name: t("title"), to: { page: "mine" } },
    ...(resource.data?.teams ?? []).map((team) => ({
      name: nameOf(team),
      to: { page: "team", teamId: team.id },
    })),
  ];
  return (
    <nav className={styles.tabs} aria-label={t("myTeams")}>
      {tabs.map(({ name, to }) => {
        const isHere = to.teamId === teamId;
        return (
          <button
            key={to.teamId ?? ""}
            type="button"
            className={styles.tab}
            {...(isHere ? { "aria-current": "page" as const } : {})}
            onClick={() => (isSame(to, place) ? undefined : go(to))}
          >
            {name}
          </button>
        );
      })}
      <div className={styles.missing}>
        {resource.data ? null : <NotLoadedYet resource={resource} />}
        {resource.data?.isTeamMissing && saysSo ? (
          <NotLoaded again={resource.retry}>{t("teamMissing")}</NotLoaded>
        ) : null}
      </div>
    </nav>
  );
}

/** Navigation to the current page would add a step that the back button undoes without effect. */
const isSame = (to: TabRoute, place: TabRoute): boolean => to.page === place.page && to.teamId === place.teamId;
