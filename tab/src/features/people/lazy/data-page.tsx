import type { StoredAboutMe } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { BackButton } from "../../../components/back-button.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import { LoadingOrErrorState } from "../../../components/error-state.tsx";
import { Note } from "../../../components/note.tsx";
import { Page, PageHead } from "../../../components/page.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Section } from "../../../components/section.tsx";
import { Stack } from "../../../components/stack.tsx";
import { useVerbAnswer } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { Erase } from "./erase.tsx";
import { StoredData } from "./stored-data.tsx";
import { peopleTexts } from "./texts.ts";

/** "Mina uppgifter": what is stored about the viewer and for how long, a download of all of it, and erasure. */
export default function DataPage() {
  const t = useTexts(peopleTexts);
  const resource = useVerbAnswer<StoredAboutMe>(peopleVerbs.myData);
  if (!resource.data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  return (
    <Page head={<PageHead title={t("data")} about={t("about")} before={<BackButton />} />}>
      <Connection error={resource.error} retry={resource.retry} />
      <Stack>
        <Section title={t("stored")} about={t("dataAbout")}>
          <Card>
            <StoredData lines={resource.data.stored} />
          </Card>
        </Section>
        <Section title={t("storedOfTeam")}>
          <Card>
            {resource.data.storedOfTeam.map((line) => (
              <Paragraph key={line}>{line}</Paragraph>
            ))}
          </Card>
        </Section>
        <Section title={t("erase")}>
          <Card>
            <Note>{t("eraseAbout")}</Note>
            <Erase />
          </Card>
        </Section>
      </Stack>
    </Page>
  );
}
