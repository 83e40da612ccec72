import type { Person, Services } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";

/** Everything that the features store about the actor. */
export async function exportMyData(features: readonly Feature[], services: Services, person: Person): Promise<object> {
  const parts = await Promise.all(
    features.flatMap(({ name, personalData }) =>
      personalData ? [personalData.export(services, person.id).then((data) => [name, data] as const)] : [],
    ),
  );
  return {
    person: { id: person.id, name: person.name },
    exportedAt: services.now.toISOString(),
    ...Object.fromEntries(parts),
  };
}

/** Half of a card's maximum size: quotation marks take two bytes in it. */
const PART_BYTES = 12_000;

/**
 * Splits a text at its lines into parts that each fit into a card; a line that is too long for one part is split as
 * well.
 */
export function inParts(text: string): readonly string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let weighs = 0;
  for (const line of text.split("\n").flatMap(pieces)) {
    const more = weight(line);
    if (part.length > 0 && weighs + more > PART_BYTES) {
      parts.push(part.join("\n"));
      part = [];
      weighs = 0;
    }
    part.push(line);
    weighs += more;
  }
  return [...parts, part.join("\n")];
}

/** Bytes in JSON. The quotation marks take as much as the line break that follows the line. */
const weight = (line: string) => Buffer.byteLength(JSON.stringify(line));

/** A character of JSON text takes at most six bytes, so this many always fit. */
const MAX_PIECE_LENGTH = Math.floor(PART_BYTES / 6) - 1;

function pieces(line: string): readonly string[] {
  const characters = [...line];
  return characters.length <= MAX_PIECE_LENGTH
    ? [line]
    : Array.from({ length: Math.ceil(characters.length / MAX_PIECE_LENGTH) }, (_, i) =>
        characters.slice(i * MAX_PIECE_LENGTH, (i + 1) * MAX_PIECE_LENGTH).join(""),
      );
}
