import { Button } from "@fluentui/react-components";
import { useRouter } from "../../../lib/router.ts";
import { useTexts } from "../../../lib/use-texts.ts";
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
