import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { useWay } from "../lib/place.ts";
import { useWords } from "../lib/words.ts";
import { componentTexts } from "./texts.ts";

/** The way back to where one came from, first on every page and form that lies under another. */
export function Back({ onBack }: { onBack?(): void }) {
  const t = useWords(componentTexts);
  const { back } = useWay();
  return <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t("back")} onClick={onBack ?? back} />;
}
