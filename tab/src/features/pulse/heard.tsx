import type { Heard } from "#bot/features/rounds/contract.ts";
import { Card } from "../../components/card.tsx";
import { PartNotYet } from "../../components/missing.tsx";
import { Section } from "../../components/section.tsx";
import { Words } from "../../components/text.tsx";
import { useFresh } from "../../lib/fresh.ts";
import { useWords } from "../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

/** Whether people got a word in, over several meetings. Where there is no figure yet, nothing: no empty promise. */
export default function HeardInMeetings({ path }: { readonly path: string }) {
  const t = useWords(pulseTexts);
  const fresh = useFresh<Heard>(path);
  const { data } = fresh;
  if (!data) {
    return <PartNotYet fresh={fresh} />;
  }
  if (data.shows === "nothing") {
    return null;
  }
  const said =
    data.shows === "mean"
      ? t("heardMean", { mean: data.mean, answers: data.answers })
      : t("heardNearlyAll", { heard: data.heard, answers: data.answers });
  return (
    <Section title={t("heard")} about={t("heardAbout")}>
      <Card>
        <Words>{said}</Words>
      </Card>
    </Section>
  );
}
