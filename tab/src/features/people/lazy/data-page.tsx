import { Button } from "@fluentui/react-components";
import { useContext, useState } from "react";
import type { StoredAboutMe } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { Back } from "../../../components/back.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import { useSay } from "../../../components/notices.tsx";
import { Page, PageHead } from "../../../components/page.tsx";
import { Section } from "../../../components/section.tsx";
import { Stack } from "../../../components/stack.tsx";
import { Note, Row, Words } from "../../../components/text.tsx";
import { NotYet } from "../../../components/trouble.tsx";
import { fetchFile } from "../../../lib/api.ts";
import { saveFile } from "../../../lib/file.ts";
import { useTold } from "../../../lib/fresh.ts";
import { Language, useWords } from "../../../lib/words.ts";
import styles from "./data-page.module.css";
import { Erase } from "./erase.tsx";
import { peopleTexts } from "./texts.ts";

/** "Mina uppgifter": what is stored about oneself and for how long, all of it to take along, and the way to be erased. */
export default function DataPage() {
  const t = useWords(peopleTexts);
  const locale = useContext(Language);
  const { say, sayError } = useSay();
  const fresh = useTold<StoredAboutMe>(peopleVerbs.myData);
  const [seen, setSeen] = useState<string>();
  if (!fresh.data) {
    return <NotYet fresh={fresh} />;
  }

  async function withAll(use: (all: string) => Promise<void> | void): Promise<void> {
    try {
      const { content } = await fetchFile("/me/data", locale);
      await use(JSON.stringify(JSON.parse(await content.text()), null, 2));
    } catch (error) {
      sayError(error);
    }
  }
  const save = () =>
    withAll((all) => {
      const name = "gnista.json";
      saveFile(name, new Blob([all], { type: "application/json" }));
      say({ words: t("savedFile", { name }) });
    });
  const copy = () =>
    withAll(async (all) => {
      await navigator.clipboard.writeText(all);
      say({ words: t("copied") });
    });

  return (
    <Page head={<PageHead title={t("data")} about={t("about")} before={<Back />} />}>
      <Connection error={fresh.error} retry={fresh.retry} />
      <Stack>
        <Section title={t("stored")} about={t("dataAbout")}>
          <Card>
            {fresh.data.stored.map((line) => (
              <Words key={line}>{line}</Words>
            ))}
            <Row>
              <Button onClick={() => void save()}>{t("save")}</Button>
              <Button onClick={() => void copy()}>{t("copy")}</Button>
              <Button appearance="subtle" onClick={() => void withAll(setSeen)}>
                {t("see")}
              </Button>
            </Row>
            {seen === undefined ? null : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
              <pre tabIndex={0} className={styles.all}>
                {seen}
              </pre>
            )}
          </Card>
        </Section>
        <Section title={t("storedOfTeam")}>
          <Card>
            {fresh.data.storedOfTeam.map((line) => (
              <Words key={line}>{line}</Words>
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
