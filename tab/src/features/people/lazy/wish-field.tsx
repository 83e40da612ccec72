import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import type { MyPreferences } from "#bot/features/people/api.ts";
import { NONE, type Wish } from "#bot/kernel/contract.ts";
import { oneOf } from "../../../lib/one-of.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";
import { useSavePreference } from "./use-save-preference.ts";

const WISHES: readonly Wish[] = ["openly", "betweenUs", "inPerson"];

/** How the viewer wants to be thanked. */
export function WishField({ wish }: Pick<MyPreferences, "wish">) {
  const t = useTexts(peopleTexts);
  const save = useSavePreference();
  return (
    <Field label={t("wish")}>
      <RadioGroup
        value={wish ?? NONE}
        onChange={(_, { value }) => save({ wish: value }, (now) => ({ ...now, wish: oneOf(WISHES, value) }))}
      >
        {([...WISHES, NONE] as const).map((one) => (
          <Radio key={one} value={one} label={t(`wish.${one}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
