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
import type { Choosable, FoundMembers } from "#bot/features/people/contract/tab.ts";
import { useFresh } from "../lib/fresh.ts";
import { Face } from "./face.tsx";
import { BEGINS_HERE } from "./form-dialog.tsx";

export interface Pickable {
  readonly id: string;
  readonly name: string;
}

/** People of the team by the first letters of any of their names; of a large team the server is asked. */
export function PeoplePicker(props: {
  readonly label: string;
  readonly hint: string;
  readonly nobodyFound: string;
  /** Where members are searched for. */
  readonly path: string;
  readonly choosable: Choosable;
  /** What else can be chosen among them. */
  readonly also?: Pickable;
  readonly chosen: readonly Pickable[];
  /** One at most: the next takes the place of the one before. */
  readonly isSingle?: boolean;
  onChosen(chosen: readonly Pickable[]): void;
}) {
  const { choosable, also, chosen, isSingle = false, onChosen } = props;
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const isAsked = choosable.isSearchNeeded && query.trim() !== "";
  const { data: found } = useFresh<FoundMembers>(`${props.path}?q=${encodeURIComponent(isAsked ? query.trim() : "")}`);
  const known = [...(choosable.isSearchNeeded ? (found?.members ?? []) : choosable.members), ...(also ? [also] : [])];
  const offered = known.filter(
    (one) => !chosen.some(({ id }) => id === one.id) && (choosable.isSearchNeeded || beginsSo(one.name, query)),
  );

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
    <Field label={props.label} required>
      <TagPicker
        open={isOpen}
        onOpenChange={(_, { open }) => setOpen(open)}
        selectedOptions={chosen.map(({ id }) => id)}
        onOptionSelect={(_, { selectedOptions }) => choose(selectedOptions)}
      >
        <TagPickerControl>
          <TagPickerGroup aria-label={props.label}>
            {chosen.map(({ id, name }) => (
              <Tag key={id} shape="rounded" value={id} media={<Face id={id} name={name} />}>
                {name}
              </Tag>
            ))}
          </TagPickerGroup>
          <TagPickerInput
            aria-label={props.label}
            placeholder={chosen.length === 0 ? props.hint : ""}
            {...(chosen.length === 0 ? { [BEGINS_HERE]: true } : {})}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </TagPickerControl>
        <TagPickerList>
          {offered.length === 0 ? (
            <TagPickerOption value={NOBODY}>{props.nobodyFound}</TagPickerOption>
          ) : (
            offered.map(({ id, name }) => (
              <TagPickerOption key={id} value={id} text={name} media={<Face id={id} name={name} />}>
                {name}
              </TagPickerOption>
            ))
          )}
        </TagPickerList>
      </TagPicker>
    </Field>
  );
}

/** Chosen, it is nobody. */
const NOBODY = "";

/** The same rule as the server's search: the beginning of any word of the name. */
const beginsSo = (name: string, query: string): boolean =>
  ` ${name.toLocaleLowerCase()}`.includes(` ${query.trim().toLocaleLowerCase()}`);
