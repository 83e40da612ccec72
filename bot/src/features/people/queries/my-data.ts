import type { Person, Services } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";

/** All that any slice stores about the actor. */
export async function exported(features: readonly Feature[], services: Services, person: Person): Promise<object> {
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

/** Half of what a card may weigh: quotation marks weigh double in it. */
const PART_BYTES = 12_000;

/** Cuts a text at its lines into parts that each fit into a card; a line that does not fit alone is cut as well. */
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

/** In JSON, with its quotation marks: as much as the line break that follows it. */
const weight = (line: string) => Buffer.byteLength(JSON.stringify(line));

/** No character of JSON text weighs more than six bytes, so that many always fit. */
const MAX_PIECE_LENGTH = Math.floor(PART_BYTES / 6) - 1;

function pieces(line: string): readonly string[] {
  const characters = [...line];
  return characters.length <= MAX_PIECE_LENGTH
    ? [line]
    : Array.from({ length: Math.ceil(characters.length / MAX_PIECE_LENGTH) }, (_, i) =>
        characters.slice(i * MAX_PIECE_LENGTH, (i + 1) * MAX_PIECE_LENGTH).join(""),
      );
}
