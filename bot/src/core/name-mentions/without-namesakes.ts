import type { Mention } from "./mentions.ts";
import type { NameIndex } from "./name-index.ts";
import type { TextWord } from "./text-words.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Removes mentions of people who share only a part of a name that is written in full: `Anna Svensson` does not name
 * every Anna or every Svensson.
 */
export function withoutNamesakes(
  mentions: readonly Mention[],
  words: readonly TextWord[],
  index: NameIndex,
): readonly Mention[] {
  const byPlace = Map.groupBy(mentions, ({ place }) => place);
  if (byPlace.size < 2) {
    return mentions;
  }
  const wholes = new Map<string, Span>();
  for (const [place, own] of byPlace) {
    for (const span of wholeNames(own, words, index, place)) {
      wholes.set(`${span.from}-${span.to}`, span);
    }
  }
  const spans = [...wholes.values()];
  return mentions.filter(
    ({ place, from, to }) =>
      !spans.some(
        (span) => span.from <= from && to <= span.to && !covers(byPlace.get(place) ?? [], words, index, place, span),
      ),
  );
}

/** The spans in which the first and the last word of a name occur together, with only words of that name between them. */
function wholeNames(own: readonly Mention[], words: readonly TextWord[], index: NameIndex, place: number): Span[] {
  const isOwn = ownWords(own, words, index, place);
  const spans: Span[] = [];
  for (let from = 0; from < words.length; from++) {
    let to = from;
    while (isOwn(from) && isOwn(to + 1) && words[to + 1]?.follows !== "nothing") {
      to++;
    }
    if (to > from && isWhole(words.slice(from, to + 1), index, place)) {
      spans.push({ from, to });
    }
    from = to;
  }
  return spans;
}

function isWhole(span: readonly TextWord[], index: NameIndex, place: number): boolean {
  const name = (index.names[place]?.words ?? []).filter(({ isParticle }) => !isParticle);
  const ends = [name[0], name.at(-1)];
  return ends.every((end) => end !== undefined && span.some(({ keys }) => keys.includes(end.key)));
}

function covers(own: readonly Mention[], words: readonly TextWord[], index: NameIndex, place: number, span: Span) {
  const isOwn = ownWords(own, words, index, place);
  for (let at = span.from; at <= span.to; at++) {
    if (!isOwn(at)) {
      return false;
    }
  }
  return true;
}

function ownWords(own: readonly Mention[], words: readonly TextWord[], index: NameIndex, place: number) {
  const particles = (index.names[place]?.words ?? []).filter(({ isParticle }) => isParticle);
  return (at: number): boolean =>
    own.some(({ from, to }) => from <= at && at <= to) ||
    particles.some(({ key }) => words[at]?.keys.includes(key) === true);
}
