import type { Fresh } from "../lib/fresh.ts";
import { useSayError } from "./trouble.tsx";

/** What a form says is wrong: why it was refused, else why it could not be fetched. */
export function useFormError(
  refusal: string | undefined,
  { error }: Pick<Fresh<unknown>, "error">,
): string | undefined {
  const wordsFor = useSayError();
  return refusal ?? (error ? wordsFor(error) : undefined);
}
