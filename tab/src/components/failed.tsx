import { useWords } from "../lib/words.ts";
import { Bar } from "./bar.tsx";
import { componentTexts } from "./texts.ts";
import { useSayError } from "./trouble.tsx";

/** Stands in the place of a part that could not be fetched: why, and a way on. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useWords(componentTexts);
  const wordsFor = useSayError();
  return <Bar action={{ label: t("retry"), run: retry }}>{wordsFor(error)}</Bar>;
}
