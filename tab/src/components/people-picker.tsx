import {
  Field,
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
} from "@fluentui/react-components";
import { useState } from "react";
import type { Choosable } from "#bot/kernel/api.ts";
import { namesBegin } from "#bot/kernel/name-search.ts";
import type { Fresh } from "../lib/fresh.ts";
import { useWords } from "../lib/words.ts";
import { Face } from "./face.tsx";
import { BEGINS_HERE } from "./form-dialog.tsx";
import { useFoundPeople } from "./people-picker/found-people.ts";
import { peopleTexts } from "./people-picker/texts.ts";

export interface Pickable {
  readonly id: string;
  readonly name: string;
}

/** People of the team by the first letters of any of their names. */
export function PeoplePicker(props: {
  readonly label: string;
  /** Said where it may be left empty; without it somebody must be chosen. */
  readonly mayBeEmpty?: string | undefined;
  /** Where those who are called so are searched for. */
  path(typed: string): string;
  readonly choosable: Pick<Fresh<Choosable>, "data" | "isFetching">;
  /** What else can be chosen among them. */
  readonly also?: Pickable;
  readonly chosen: readonly Pickable[];
  /** One at most: the next takes the place of the one before. */
  readonly isSingle?: boolean;
  onChosen(chosen: readonly Pickable[]): void;
}) {
  const { also, chosen, mayBeEmpty, isSingle = false, onChosen } = props;
  const t = useWords(peopleTexts);
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const typed = query.trim();
  const { people, note } = useFoundPeople(props.choosable, props.path, typed);
  const isAlsoSo = also && (typed === "" || namesBegin(also.name, typed));
  const known = isAlsoSo ? [...people, also] : people;
  const offered = known.filter((one) => !chosen.some(({ id }) => id === one.id));
  const said = note === "nobody" && isAlsoSo ? undefined : note;

  function choose(ids: readonly string[]): void {
    const all = [...chosen, ...known];
    const next = ids.flatMap((id) => all.find((one) => one.id === id) ?? []);
    onChosen(isSingle ? next.slice(-1) : next);
    setQuery("");
    if (isSingle) {
      // Whoever has chosen is done: the list would stand over the button that comes next.
      setOpen(false);
    }
  }

  return (
    <Field label={props.label} {...(mayBeEmpty === undefined ? { required: true } : { hint: mayBeEmpty })}>
      <TagPicker
        open={isOpen && (offered.length > 0 || said !== undefined)}
        onOpenChange={(_, { open }) => setOpen(open)}
        selectedOptions={chosen.map(({ id }) => id)}
        onOptionSelect={(_, { value, selectedOptions }) => (value === NOBODY ? undefined : choose(selectedOptions))}
      >
        <TagPickerControl>
          <TagPickerGroup aria-label={props.label}>
            {chosen.map(({ id, name }) => (
              <Tag key={id} shape="rounded" value={id} media={<Face isSmall id={id} name={name} />}>
                {name}
              </Tag>
            ))}
          </TagPickerGroup>
          <TagPickerInput
            aria-label={props.label}
            placeholder={chosen.length === 0 ? t("hint") : ""}
            {...(chosen.length === 0 ? { [BEGINS_HERE]: true } : {})}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </TagPickerControl>
        <TagPickerList>
          {offered.map(({ id, name }) => (
            <TagPickerOption key={id} value={id} text={name} media={<Face id={id} name={name} />}>
              {name}
            </TagPickerOption>
          ))}
          {said ? <TagPickerOption value={NOBODY}>{t(said)}</TagPickerOption> : null}
        </TagPickerList>
      </TagPicker>
    </Field>
  );
}

/** Chosen, it is nobody. */
const NOBODY = "";
