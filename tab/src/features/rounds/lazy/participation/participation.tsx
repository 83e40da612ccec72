import type { Heard } from "#bot/features/rounds/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Card } from "../../../../components/card.tsx";
import { PartNotYet } from "../../../../components/missing.tsx";
import { Section } from "../../../../components/section.tsx";
import { Words } from "../../../../components/text.tsx";
import type { TeamSectionProps } from "../../../../lib/feature.ts";
import { useFresh } from "../../../../lib/fresh.ts";
import { teamPath } from "../../../../lib/team-path.ts";
import { useWords } from "../../../../lib/words.ts";
import { participationTexts } from "./texts.ts";

/**
 * Whether people got a word in, over several meetings. Where there is no figure yet, nothing: no empty promise. A team that
 * asks and is too small for a figure is told so.
 */
export default function Participation({ teamId }: TeamSectionProps) {
  const t = useWords(participationTexts);
  const fresh = useFresh<Heard>(teamPath(teamId, "heard"));
  const { data } = fresh;
  if (!data) {
    return <PartNotYet fresh={fresh} />;
  }
  if (data.shows === "nothing") {
    return null;
  }
  return (
    <Section title={t("heard")} about={t("heardAbout")}>
      <Card>
        <Words>{saying(data, t)}</Words>
      </Card>
    </Section>
  );
}

function saying(
  heard: Exclude<Heard, { readonly shows: "nothing" }>,
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
