import type { Resource } from "../lib/use-resource.ts";
import { useErrorText } from "./error-state.tsx";

/** The error of a form: why it was refused, else why it could not be fetched. */
export function useFormError(
  refusal: string | undefined,
  { error }: Pick<Resource<unknown>, "error">,
): string | undefined {
  const wordsFor = useErrorText();
  return refusal ?? (error ? wordsFor(error) : undefined);
}
