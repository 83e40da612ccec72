import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { oneOf } from "../../../lib/one-of.ts";

/** A radio group with all options visible. */
export function ChoiceField<T extends string>(props: {
  readonly label: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly nameOf: (value: T) => string;
  onChosen(value: T): void;
}) {
  const { label, values, chosen, nameOf, onChosen } = props;
  return (
    <Field label={label}>
      <RadioGroup value={chosen} onChange={(_, { value }) => onChosen(oneOf(values, value) ?? chosen)}>
        {values.map((value) => (
          <Radio key={value} value={value} label={nameOf(value)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
