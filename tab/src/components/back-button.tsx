import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { useRouter } from "../lib/router.ts";
import { useTexts } from "../lib/use-texts.ts";
import { componentTexts } from "./texts.ts";

/** Leads back to the previous page. First on every sub-page and form. */
export function BackButton({ onBack }: { onBack?(): void }) {
  const t = useTexts(componentTexts);
  const { back } = useRouter();
  return <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label={t("back")} onClick={onBack ?? back} />;
}
