import type { Person } from "./context.ts";

/** As long as a display name can be in Entra ID. Teams has been seen to send longer ones. */
export const MAX_NAME_LENGTH = 256;

export const cutName = (name: string): string => name.slice(0, MAX_NAME_LENGTH);

/** A person as documents store them: id and name, nothing else, and no name longer than `PersonRef` accepts. */
export const personRef = ({ id, name }: Person): { id: string; name: string } => ({ id, name: cutName(name) });
