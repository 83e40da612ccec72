import type { Person } from "../core/context.ts";
import type { Message } from "../core/outbox.ts";
import type { TeamsMember } from "./roster.ts";

/** The part of an activity that makes Teams notify the people whom a message mentions. */
export interface Mentions {
  readonly text: string;
  readonly textFormat: "xml";
  readonly entities: readonly MentionEntity[];
}

interface MentionEntity {
  readonly type: "mention";
  /** The same as in the text, to the letter: else Teams shows no mention and notifies nobody. */
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

/**
 * The mentions of those among `people` who are in the conversation; undefined for nobody. Namesakes are numbered, because
 * Teams tells mentions apart by their text. Source: learn.microsoft.com, "Channel and group chat conversations with a
 * bot".
 */
export function mentionsOf(people: readonly Person[], members: readonly TeamsMember[]): Mentions | undefined {
  const present = people.flatMap(({ id, name }) => {
    const userId = members.find((member) => member.id === id)?.userId;
    return userId === undefined || name === "" ? [] : [{ userId, name }];
  });
  const entities = present.map(({ userId, name }, i): MentionEntity => {
    const nth = present.slice(0, i).filter((before) => before.name === name).length + 1;
    const displayName = nth === 1 ? name : `${name} (${nth})`;
    return { type: "mention", text: `<at>${escaped(displayName)}</at>`, mentioned: { id: userId, name: displayName } };
  });
  return entities.length === 0
    ? undefined
    : { text: entities.map(({ text }) => text).join(", "), textFormat: "xml", entities };
}

/** The people whom a message mentions. */
export const mentionedIn = (message: Message): readonly Person[] => ("card" in message ? (message.mentions ?? []) : []);

const CHARACTERS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const escaped = (name: string): string => name.replace(/[&<>"']/g, (character) => CHARACTERS[character] ?? character);
