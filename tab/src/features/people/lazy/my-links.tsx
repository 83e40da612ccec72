import { Button } from "@fluentui/react-components";
import { useTexts } from "../../../lib/i18n.ts";
import { useRouter } from "../../../lib/router.ts";
import { peopleTexts } from "./texts.ts";

/** Links from the personal page to preferences and data. */
export default function MyLinks() {
  const t = useTexts(peopleTexts);
  const { go } = useRouter();
  return (
    <>
      <Button appearance="subtle" onClick={() => go({ page: "preferences" })}>
        {t("preferences")}
      </Button>
      <Button appearance="subtle" onClick={() => go({ page: "data" })}>
        {t("data")}
      </Button>
    </>
  );
}
