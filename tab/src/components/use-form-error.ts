import { useMemo } from "react";
import type { FormRefusal } from "../lib/api.ts";
import type { Resource } from "../lib/use-resource.ts";
import { useErrorText } from "./error-state.tsx";

/** The error of a form: why it was refused, else why it could not be fetched. */
export function useFormError(
  refusal: FormRefusal | undefined,
  { error }: Pick<Resource<unknown>, "error">,
): FormRefusal | undefined {
  const wordsFor = useErrorText();
  const notFetched = useMemo(() => (error ? { text: wordsFor(error) } : undefined), [error, wordsFor]);
  return refusal ?? notFetched;
}
