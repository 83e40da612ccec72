import { Switch } from "@fluentui/react-components";
import type { MarkableWeek, TeamPage } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { Paragraph } from "../../../../components/paragraph.tsx";
import { useReport } from "../../../../components/use-report.ts";
import { useAct } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { teamSettingsTexts } from "./texts.ts";

/** Marks this week and the next as pressed or not, with one tap each. */
export function PressedWeeks(props: { readonly path: string; readonly teamId: string; readonly page: TeamPage }) {
  const { path, teamId, page } = props;
  const t = useTexts(teamSettingsTexts);
  const act = useAct();
  const report = useReport();
  const weekLabel = ({ week }: MarkableWeek) =>
    t(week === page.weeks[0]?.week ? "thisWeek" : "nextWeek", { number: String(Number(week.slice(-2))) });
  if (!page.isLeader) {
    const pressed = page.weeks.filter(({ isPressed }) => isPressed);
    return <Paragraph>{pressed.length === 0 ? t("calm") : pressed.map(weekLabel).join("\n")}</Paragraph>;
  }

  function mark(week: string, isPressed: boolean): void {
    const expected = {
      path,
      change: (now: TeamPage): TeamPage => ({
        ...now,
        weeks: now.weeks.map((one) => (one.week === week ? { ...one, isPressed } : one)),
      }),
    };
    void report(async () => {
      await act(peopleVerbs.pressedWeek, { teamId, week, pressed: isPressed }, { expected });
      return undefined;
    });
  }

  return page.weeks.map((one) => (
    <Switch
      key={one.week}
      checked={one.isPressed}
      label={weekLabel(one)}
      onChange={(_, { checked }) => mark(one.week, checked)}
    />
  ));
}
