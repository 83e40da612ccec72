import { Radio, RadioGroup } from "@fluentui/react-components";
import { FormField } from "../../../components/form-field.tsx";
import { oneOf } from "../../../lib/one-of.ts";

/** A radio group with all options visible. */
export function ChoiceField<T extends string>(props: {
  /** As the verb's input names it. */
  readonly name: string;
  readonly label: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly nameOf: (value: T) => string;
  onChosen(value: T): void;
}) {
  const { name, label, values, chosen, nameOf, onChosen } = props;
  return (
    <FormField name={name} label={label}>
      <RadioGroup value={chosen} onChange={(_, { value }) => onChosen(oneOf(values, value) ?? chosen)}>
        {values.map((value) => (
          <Radio key={value} value={value} label={nameOf(value)} />
        ))}
      </RadioGroup>
    </FormField>
  );
}
