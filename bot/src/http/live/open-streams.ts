/** Why a stream is ended early: its person has too many streams ("replaced"), or the instance has ("full"). */
export type Eviction = "replaced" | "full";

/** The open streams of this instance, oldest first. */
export interface OpenStreams {
  /**
   * Counts a stream of `owner`, and ends the oldest one above a limit. Returns a function that removes the stream from
   * the count.
   */
  enter(owner: string, end: (why: Eviction) => void): () => void;
}

interface Stream {
  readonly owner: string;
  end(why: Eviction): void;
}

/** Limits the streams of each person and of the instance. Each new stream ends at most two others. */
export function openStreams({ perPerson, total }: { readonly perPerson: number; readonly total: number }): OpenStreams {
  const all = new Set<Stream>();
  const ofPerson = new Map<string, Set<Stream>>();

  function release(stream: Stream): void {
    all.delete(stream);
    const own = ofPerson.get(stream.owner);
    own?.delete(stream);
    if (own?.size === 0) {
      ofPerson.delete(stream.owner);
    }
  }

  /** A Set iterates in the order of insertion. */
  function evictOldest(from: ReadonlySet<Stream>, why: Eviction): void {
    const [oldest] = from;
    if (oldest) {
      release(oldest);
      oldest.end(why);
    }
  }

  return {
    enter(owner, end) {
      const stream: Stream = { owner, end };
      const own = ofPerson.get(owner) ?? new Set();
      ofPerson.set(owner, own.add(stream));
      all.add(stream);
      if (own.size > perPerson) {
        evictOldest(own, "replaced");
      }
      if (all.size > total) {
        evictOldest(all, "full");
      }
      return () => release(stream);
    },
  };
}
