import { DatabaseSync } from "node:sqlite";
import type { ZodType } from "zod";
import {
  Membership,
  PersonSettings,
  ReminderRecord,
  StoredPointer,
  TeamSettings,
  WeekCounts,
} from "#bot/kernel/contract.ts";
import type { Team } from "./a-team.ts";
import { everythingStored, lineOf } from "./everything.ts";
import { DAY, type FeaturePrivacy, forever, SECOND } from "./feature-privacy.ts";
import { featureTests } from "./feature-tests.ts";

/** Kinds of the kernel and the edges. A feature's kinds are in its `tests/features/<name>/privacy.ts`. */
const builtInLifetimes: FeaturePrivacy["lifetimes"] = {
  "team/team": forever,
  "team/w": 36 * 31 * DAY,
  "team/nudges": 14 * DAY,
  "team/ans": 14 * DAY,
  "live/i": 45 * SECOND,
  "user/settings": forever,
  "user/in": forever,
  "user/conv": forever,
  "user/nudges": 14 * DAY,
  "conv/ref": forever,
  "conv/turn": 60 * SECOND,
  "teams/service": forever,
  "said/id": DAY,
  "said/edit": DAY,
  "said/event": DAY,
  "said/text": 30 * SECOND,
  "dir/team": forever,
  "dir/user": forever,
  "dir/conv": forever,
  "due/at": forever,
  "due/done": 7 * DAY,
  "keys/key": forever,
  "house/lived-in": forever,
};
/** Stored when a person is reminded or edits a message, and when several servers share a store. */
const builtInRare = ["team/nudges", "live/i", "user/nudges", "said/edit", "conv/turn", "keys/key", "house/lived-in"];

export const privacyOfFeatures = await featureTests<FeaturePrivacy>("privacy.ts");

/** The lifetime of each kind of document (listed in `bot/src/storage/README.md`). No other kind may be stored. */
export const expectedLifetimes: FeaturePrivacy["lifetimes"] = {
  ...builtInLifetimes,
  ...Object.assign({}, ...privacyOfFeatures.map(({ module }) => module?.lifetimes)),
};

const builtInContracts: Readonly<Record<string, ZodType>> = {
  "team/team": TeamSettings,
  "team/w": WeekCounts,
  "team/nudges": ReminderRecord,
  "user/settings": PersonSettings,
  "user/in": Membership,
  "user/nudges": ReminderRecord,
};

/**
 * The schema of each kind that a feature or the kernel stores. Documents of the edges have none here: each edge parses
 * its own.
 */
export function contractOf(kind: string): ZodType | undefined {
  return kind.startsWith("user/ref as ") ? StoredPointer : contracts[kind];
}

const contracts: Readonly<Record<string, ZodType>> = {
  ...builtInContracts,
  ...Object.assign({}, ...privacyOfFeatures.map(({ module }) => module?.documents)),
};

/** Kinds that the busy hour does not store. */
export const rare = [...builtInRare, ...privacyOfFeatures.flatMap(({ module }) => module?.rare ?? [])];

/** Stored kinds without a lifetime in any list, each with the file to add it to. */
export const unknownKinds = (team: Team): readonly string[] =>
  Object.keys(lifetimesIn(team))
    .filter((kind) => !(kind in expectedLifetimes))
    .map((kind) => `${kind}: add how long it is kept to tests/features/<name>/privacy.ts`);

/** The lifetimes of all stored documents by kind, in seconds from the team's current time. */
export function lifetimesIn(team: Team): Readonly<Record<string, ReadonlySet<number | string>>> {
  const db = new DatabaseSync(team.file, { readOnly: true });
  const rows = db.prepare("SELECT pk, id, data, expires FROM items").all();
  db.close();
  const found: Record<string, Set<number | string>> = {};
  for (const { pk, id, data, expires } of rows) {
    const kind = kindOf(String(pk), String(id), String(data));
    const ttl = expires === null ? forever : Math.round((Number(expires) - team.now().getTime()) / 1000);
    found[kind] = (found[kind] ?? new Set()).add(ttl);
  }
  return found;
}

/** Kinds of documents that contain the team's id, without those in people's own partitions. */
export function kindsAbout(team: Team, teamId: string): readonly string[] {
  const theirOwn = /^(?:t\.[^|]+\|)?(?:user|inbox|due)\|/;
  const about = everythingStored(team.file)
    .documents.filter(({ pk }) => !theirOwn.test(pk))
    .filter((document) => lineOf(document).includes(teamId));
  return [...new Set(about.map(({ pk, id, data }) => kindOf(pk, id, data)))];
}

/**
 * The first part of the partition and of the id. A pointer's kind is its role, since its lifetime is that of its
 * target.
 */
export function kindOf(pk: string, id: string, data: string): string {
  const [where] = pk.replace(/^t\.[^|]+\|/, "").split("|");
  const [what] = id.split("|");
  return where === "user" && what === "ref" ? `${where}/${what} as ${JSON.parse(data).role}` : `${where}/${what}`;
}
