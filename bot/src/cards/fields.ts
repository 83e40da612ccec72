import { ChoiceSetInput, DateInput, QueryData, TextInput, TimeInput, ToggleInput } from "@microsoft/teams.cards";
import { type Block, escapeMarkdown } from "./blocks.ts";

interface Field {
  readonly id: string;
  readonly label: string;
  /** The field is required; Teams shows this text while it is empty. */
  readonly requiredMessage?: string;
}

export interface Option {
  readonly title: string;
  readonly value: string;
}

const requiredOptions = (field: Field) =>
  field.requiredMessage ? { isRequired: true, errorMessage: field.requiredMessage } : {};

/**
 * Teams cuts a text at a field's limit in silence. So a field takes more than is accepted: a text that is too long
 * arrives, is refused with the reason, and stays in the form. It is still small enough for a card.
 */
const LONGER_THAN_ACCEPTED = 4;
const MAX_TAKEN_LENGTH = 2_000;

export function textField(
  field: Field & {
    readonly value?: string;
    readonly placeholder?: string;
    /** The longest text that is accepted, in characters. */
    readonly maxLength: number;
    readonly isMultiline?: boolean;
  },
): Block {
  return new TextInput({
    id: field.id,
    label: field.label,
    maxLength: Math.min(LONGER_THAN_ACCEPTED * field.maxLength, MAX_TAKEN_LENGTH),
    isMultiline: field.isMultiline ?? false,
    ...(field.value === undefined ? {} : { value: escapeMarkdown(field.value) }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...requiredOptions(field),
  });
}

/** Chosen values come back as one comma-separated string; `Chosen` in `kernel/contract.ts` parses it. */
export function choiceField(
  field: Field & {
    readonly options: readonly Option[];
    readonly value?: string;
    readonly isMultiSelect?: boolean;
    readonly style?: "compact" | "expanded" | "filtered";
    readonly placeholder?: string;
  },
): Block {
  const options = field.options.map(({ title, value }) => ({ title: escapeMarkdown(title), value }));
  return new ChoiceSetInput(...options).withOptions({
    id: field.id,
    label: field.label,
    isMultiSelect: field.isMultiSelect ?? false,
    style: field.style ?? "compact",
    wrap: true,
    ...(field.value === undefined ? {} : { value: field.value }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...requiredOptions(field),
  });
}

/** Teams' people picker over the members of this conversation. Its value is a comma-separated list of object ids. */
export function peopleField(field: Field & { readonly value?: string; readonly placeholder?: string }): Block {
  return new ChoiceSetInput().withOptions({
    id: field.id,
    label: field.label,
    isMultiSelect: true,
    "choices.data": new QueryData({ dataset: "graph.microsoft.com/users?scope=currentContext" }),
    ...(field.value === undefined ? {} : { value: field.value }),
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
    ...requiredOptions(field),
  });
}

export const switchField = (field: Field & { readonly isOn: boolean }): Block =>
  new ToggleInput(field.label, { id: field.id, value: String(field.isOn), valueOn: "true", valueOff: "false" });

/** A day as `yyyy-MM-dd`. */
export const dayField = (field: Field & { readonly value?: string; readonly min?: string }): Block =>
  new DateInput({
    id: field.id,
    label: field.label,
    ...(field.value === undefined ? {} : { value: field.value }),
    ...(field.min === undefined ? {} : { min: field.min }),
    ...requiredOptions(field),
  });

/** A time of day as `HH:mm`. */
export const timeField = (field: Field & { readonly value?: string }): Block =>
  new TimeInput({
    id: field.id,
    label: field.label,
    ...(field.value === undefined ? {} : { value: field.value }),
    ...requiredOptions(field),
  });
