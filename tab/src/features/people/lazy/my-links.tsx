import { Button } from "@fluentui/react-components";
import { useWay } from "../../../lib/place.ts";
import { useWords } from "../../../lib/words.ts";
import { peopleTexts } from "./texts.ts";

/** From one's own page to one's preferences and one's data. */
export default function MyLinks() {
  const t = useWords(peopleTexts);
  const { go } = useWay();
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
