import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";
import { exportedNames, type NamedFile } from "./exported-names.ts";

/*
 * Names that meant several things, or nothing to an engineer who does not know this repository. Each was replaced by a
 * standard term, which the list holds, so that nobody has to invent a third name.
 */

const files: Readonly<Record<string, string>> = {
  "add-at-paths": "apply-increments",
  again: "invalidation",
  alarm: "wake-timer",
  answers: "invoke-response",
  apart: "lazy-boundary",
  attendance: "presence",
  begin: "bootstrap",
  busy: "transient",
  "catch-up": "reconcile",
  "due-items": "find-due",
  edge: "turn-context",
  face: "avatar",
  fresh: "use-resource",
  held: "delayed-action",
  here: "current-channel",
  interleaved: "concurrency",
  "just-in-time": "install-prompt",
  kept: "stores",
  lanes: "keyed-queue",
  later: "lazy",
  lean: "bundle-plugins",
  light: "inline-plugins",
  line: "optimistic-queue",
  listener: "sse-connection",
  "lived-in": "migration-guard",
  looks: "a11y",
  manner: "answer-rule",
  mishap: "error-boundary",
  "move-out": "purge",
  nonce: "idempotency-token",
  "one-at-a-time": "keyed-mutex",
  opener: "dialog-button",
  "own-identity": "credential",
  pace: "rate-limiter",
  patience: "retry-policy",
  perform: "run-job",
  place: "router",
  "post-once": "upsert-post",
  pressed: "lazy-on-click",
  redraws: "card-refresh-queue",
  "remembered-keys": "cached-key-store",
  rest: "suspend",
  said: "message-text",
  scrub: "vacuum",
  settled: "use-debounced",
  "short-memory": "ttl-cache",
  timing: "clock",
  together: "card-updates",
  trouble: "error-state",
  turns: "throttle-refresh",
  unsent: "discarded-draft",
  upkeep: "heartbeat",
  "well-formed": "validate-write",
  words: "use-texts",
};

const exports: Readonly<Record<string, string>> = {
  aHouse: "kudosHarness",
  allOf: "scanPartition",
  Apart: "LazyBoundary",
  Asked: "a name of its own in each feature",
  carried: "invokeValue",
  changing: "updateWithRetry",
  dropTheDead: "evictExpired",
  Face: "Avatar",
  goingTo: "targetConversation",
  hear: "handleEvent",
  Heard: "a name of its own in each feature",
  here: "currentChannel",
  Mishap: "ErrorBoundary",
  mustSee: "requireActivity",
  numberOf: "requestIdOf",
  Opener: "DialogButton",
  Place: "a name of its own in each folder",
  Pressed: "LazyOnClick",
  Said: "Comment, CommandInput or SentMessage",
  seenIn: "parseActivity",
  settleIn: "ensureTeam",
  spoken: "toAppError",
  thoughts: "suggestions",
  Trouble: "ErrorState",
  Way: "Router",
  World: "Services",
};

const wordOf = (file: string): string => basename(file).replace(/(?:\.test)?\.tsx?$/, "");

const retiredIn = (named: readonly NamedFile[]): readonly string[] =>
  named.flatMap(({ file, names }) => [
    ...(Object.hasOwn(files, wordOf(file)) ? [`${file}: call it ${files[wordOf(file)]}`] : []),
    ...names.filter((name) => Object.hasOwn(exports, name)).map((name) => `${file}: ${name} is now ${exports[name]}`),
  ]);

describe("retired names", () => {
  it("no file and no exported name of the repository has a retired name", () => {
    expect(retiredIn(exportedNames(root, "{appPackage,bot,tab,tests}/**/*.{ts,tsx}"))).toEqual([]);
  });

  it("the check finds a file and an export with a retired name, and says which name to use", () => {
    const planted = [{ file: "bot/src/teams/patience.ts", names: ["World"] }];

    expect(retiredIn(planted)).toEqual([
      "bot/src/teams/patience.ts: call it retry-policy",
      "bot/src/teams/patience.ts: World is now Services",
    ]);
  });
});
