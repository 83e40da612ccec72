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
import { everythingStored, written } from "./everything.ts";
import { DAY, type FeaturePrivacy, forever, SECOND } from "./feature-privacy.ts";
import { featureTests } from "./feature-tests.ts";

/** Kinds of the kernel and of the edges. What a feature stores stands in its `tests/features/<name>/privacy.ts`. */
const ofTheHouse: FeaturePrivacy["lifetimes"] = {
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
/** When somebody is reminded, and where several servers share a store. */
const rareInTheHouse = ["team/nudges", "live/i", "user/nudges", "conv/turn", "keys/key", "house/lived-in"];

export const privacyOfFeatures = await featureTests<FeaturePrivacy>("privacy.ts");

/**
 * How long each kind of document is kept (listed in `bot/src/storage/README.md`). A kind that is not here has no business to be stored.
 */
export const kept: FeaturePrivacy["lifetimes"] = {
  ...ofTheHouse,
  ...Object.assign({}, ...privacyOfFeatures.map(({ module }) => module?.lifetimes)),
};

const contractsOfTheHouse: Readonly<Record<string, ZodType>> = {
  "team/team": TeamSettings,
  "team/w": WeekCounts,
  "team/nudges": ReminderRecord,
  "user/settings": PersonSettings,
  "user/in": Membership,
  "user/nudges": ReminderRecord,
};

/** The schema of each kind that a feature or the kernel stores. What the edges store they read by themselves. */
export function contractOf(kind: string): ZodType | undefined {
  return kind.startsWith("user/ref as ") ? StoredPointer : contracts[kind];
}

const contracts: Readonly<Record<string, ZodType>> = {
  ...contractsOfTheHouse,
  ...Object.assign({}, ...privacyOfFeatures.map(({ module }) => module?.documents)),
};

/** Kinds that an ordinary hour does not store. */
export const rare = [...rareInTheHouse, ...privacyOfFeatures.flatMap(({ module }) => module?.rare ?? [])];

/** Kinds of documents that are stored and have no lifetime in any list, each with where to add it. */
export const unknownKinds = (team: Team): readonly string[] =>
  Object.keys(lifetimesIn(team))
    .filter((kind) => !(kind in kept))
    .map((kind) => `${kind}: add how long it is kept to tests/features/<name>/privacy.ts`);

/** How long the documents of each kind are kept that are stored now, in seconds from the team's clock. */
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

/** Kinds of documents that hold a team's id, and lie in nobody's own partition. */
export function kindsAbout(team: Team, teamId: string): readonly string[] {
  const theirOwn = /^(?:t\.[^|]+\|)?(?:user|inbox|due)\|/;
  const about = everythingStored(team.file)
    .documents.filter(({ pk }) => !theirOwn.test(pk))
    .filter((document) => written(document).includes(teamId));
  return [...new Set(about.map(({ pk, id, data }) => kindOf(pk, id, data)))];
}

/** A kind is the first words of partition and id; a pointer's is its role, since it is kept as long as what it points to. */
export function kindOf(pk: string, id: string, data: string): string {
  const [where] = pk.replace(/^t\.[^|]+\|/, "").split("|");
  const [what] = id.split("|");
  return where === "user" && what === "ref" ? `${where}/${what} as ${JSON.parse(data).role}` : `${where}/${what}`;
}
