import { Button } from "@fluentui/react-components";
import { useContext, useState } from "react";
import type { Notice } from "../../../components/notice.ts";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Row } from "../../../components/row.tsx";
import { useReport } from "../../../components/use-report.ts";
import { fetchFile } from "../../../lib/api.ts";
import { saveFile } from "../../../lib/file.ts";
import { LanguageContext } from "../../../lib/language.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { DataLists } from "./data-lists.tsx";
import { peopleTexts } from "./texts.ts";

/** What is stored about the viewer, one line for each kind, with buttons to save or copy all of it as a file, and to read it. */
export function StoredData({ lines }: { readonly lines: readonly string[] }) {
  const t = useTexts(peopleTexts);
  const withAll = useAllData();
  const [isShown, setShown] = useState(false);

  const save = () =>
    withAll((all) => {
      const name = "gnista.json";
      saveFile(name, new Blob([all], { type: "application/json" }));
      return { words: t("savedFile", { name }) };
    });
  const copy = () =>
    withAll(async (all) => {
      await navigator.clipboard.writeText(all);
      return { words: t("copied") };
    });

  return (
    <>
      {lines.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <Row>
        <Button onClick={save}>{t("save")}</Button>
        <Button onClick={copy}>{t("copy")}</Button>
        <Button appearance="subtle" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t("see")}
        </Button>
      </Row>
      {isShown ? <DataLists /> : null}
    </>
  );
}

/** Fetches everything as indented JSON and passes it to `use`, which resolves with a notice. */
function useAllData() {
  const locale = useContext(LanguageContext);
  const report = useReport();
  return (use: (all: string) => Promise<Notice> | Notice | undefined): void =>
    void report(async () => {
      const { content } = await fetchFile("/me/data", locale);
      return await use(JSON.stringify(JSON.parse(await content.text()), null, 2));
    });
}
