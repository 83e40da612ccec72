import type { ParticipationBlock } from "#bot/features/rounds/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Card } from "../../../../components/card.tsx";
import { NotLoadedYet } from "../../../../components/not-loaded.tsx";
import { Paragraph } from "../../../../components/paragraph.tsx";
import { Section } from "../../../../components/section.tsx";
import type { TeamSectionProps } from "../../../../lib/feature.ts";
import { teamPath } from "../../../../lib/team-path.ts";
import { useResource } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { participationTexts } from "./texts.ts";

/**
 * Whether people got to speak, over several meetings. Nothing is shown before there is a figure. A team that asks and
 * is too small for a figure is told so.
 */
export default function Participation({ teamId }: TeamSectionProps) {
  const t = useTexts(participationTexts);
  const resource = useResource<ParticipationBlock>(teamPath(teamId, "heard"));
  const { data } = resource;
  if (!data) {
    return <NotLoadedYet resource={resource} />;
  }
  if (data.shows === "nothing") {
    return null;
  }
  return (
    <Section title={t("heard")} about={t("heardAbout")}>
      <Card>
        <Paragraph>{participationText(data, t)}</Paragraph>
      </Card>
    </Section>
  );
}

function participationText(
  heard: Exclude<ParticipationBlock, { readonly shows: "nothing" }>,
  t: Translate<keyof typeof participationTexts.sv>,
): string {
  switch (heard.shows) {
    case "mean":
      return t("heardMean", { mean: heard.mean, answers: heard.answers });
    case "nearlyAll":
      return t("heardNearlyAll", { heard: heard.heard, answers: heard.answers });
    case "tooSmall":
      return t("heardTooSmall");
    case "unreadable":
      return t("heardUnreadable");
  }
}
