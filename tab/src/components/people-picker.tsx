import {
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
} from "@fluentui/react-components";
import { useContext } from "react";
import { useTexts } from "../lib/use-texts.ts";
import { Avatar } from "./avatar.tsx";
import { BEGINS_HERE } from "./form-dialog.tsx";
import { FormField, RefusedForm } from "./form-field.tsx";
import type { Pickable } from "./people-picker/pickable.ts";
import { peopleTexts } from "./people-picker/texts.ts";
import { type PeopleChoice, usePeoplePicker } from "./people-picker/use-people-picker.ts";

export type { Pickable } from "./people-picker/pickable.ts";

/** Picks members of the team by the beginnings of their names. */
export function PeoplePicker(
  props: PeopleChoice & {
    /** As the verb's input names it. */
    readonly name: string;
    readonly label: string;
    /** The text for an empty field; without it the field is required. */
    readonly mayBeEmpty?: string | undefined;
  },
) {
  const { name, label, also, chosen, mayBeEmpty, typing } = props;
  const { onMended } = useContext(RefusedForm);
  const t = useTexts(peopleTexts);
  const { isOpen, setOpen, offered, note, choose } = usePeoplePicker(props);
  const isEmpty = chosen.length === 0;
  return (
    <FormField
      shownIn={typing.shownIn}
      name={name}
      label={label}
      hint={mayBeEmpty}
      required={mayBeEmpty === undefined}
      {...(typing.unchosen === undefined ? {} : { validationMessage: t("unchosen", { name: typing.unchosen }) })}
    >
      <TagPicker
        open={isOpen}
        onOpenChange={(_, { open }) => setOpen(open)}
        selectedOptions={chosen.map(({ id }) => id)}
        onOptionSelect={(_, { value, selectedOptions }) => {
          if (value !== NOBODY) {
            choose(selectedOptions);
            onMended();
          }
        }}
      >
        <TagPickerControl>
          <TagPickerGroup aria-label={label}>{chosen.map((one) => chosenTag(one, also))}</TagPickerGroup>
          <TagPickerInput
            aria-label={label}
            placeholder={isEmpty ? t("hint") : ""}
            {...(isEmpty ? { [BEGINS_HERE]: true } : {})}
            value={typing.query}
            onChange={(event) => typing.setQuery(event.target.value)}
          />
        </TagPickerControl>
        <TagPickerList>
          {offered.map((one) => option(one, also))}
          {note ? <TagPickerOption value={NOBODY}>{t(note)}</TagPickerOption> : null}
        </TagPickerList>
      </TagPicker>
    </FormField>
  );
}

/** The value of an option that only shows a message: choosing it has no effect. */
const NOBODY = "";

/** What is offered beside the people is none of them, so it has no initials and no colour. */
const face = ({ id, name }: Pickable, also: Pickable | undefined, isSmall: boolean) =>
  id === also?.id ? {} : { media: <Avatar isSmall={isSmall} id={id} name={name} /> };

const chosenTag = ({ id, name }: Pickable, also: Pickable | undefined) => (
  <Tag key={id} shape="rounded" value={id} {...face({ id, name }, also, true)}>
    {name}
  </Tag>
);

const option = ({ id, name }: Pickable, also: Pickable | undefined) => (
  <TagPickerOption key={id} value={id} text={name} {...face({ id, name }, also, false)}>
    {name}
  </TagPickerOption>
);
