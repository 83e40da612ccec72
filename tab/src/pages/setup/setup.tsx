import { useEffect } from "react";
import { Empty } from "../../components/empty.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Paragraph } from "../../components/paragraph.tsx";
import { Section } from "../../components/section.tsx";
import { Stack } from "../../components/stack.tsx";
import { offerToSave } from "../../lib/teams.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { setupTexts } from "./texts.ts";

/** The configuration page of a channel tab: there is nothing to choose, so Save is enabled at once. */
export default function Setup() {
  const t = useTexts(setupTexts);
  const name = t("tabName");
  useEffect(() => offerToSave(name), [name]);
  return (
    <Page head={<PageHead title={t("setupTitle")} />}>
      <Stack>
        <Paragraph>{t("setup")}</Paragraph>
        <Section title={t("preview")}>
          {(["owed", "open", "decided", "thanks"] as const).map((part) => (
            <Empty key={part} says={t(part)} how={t(`${part}Holds`)} />
          ))}
        </Section>
      </Stack>
    </Page>
  );
}
