import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { useTexts } from "../lib/i18n.ts";
import { useRouter } from "../lib/router.ts";
import { componentTexts } from "./texts.ts";

/** The way back to where one came from, first on every page and form that lies under another. */
export function BackButton({ onBack }: { onBack?(): void }) {
  const t = useTexts(componentTexts);
  const { back } = useRouter();
  return <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t("back")} onClick={onBack ?? back} />;
}
