import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allFeatures as botFeatures } from "#bot/all-features.ts";
import * as declared from "../../tab/src/features/index.ts";
import { composeFeatures } from "../../tab/src/lib/compose-features.ts";
import type { DeclaredPage, TabFeature } from "../../tab/src/lib/feature.ts";
import { changedBy } from "../../tab/src/lib/invalidation.ts";
import { subjectOf } from "../../tab/src/lib/router.ts";
import { root } from "./cruise.ts";

const list: readonly TabFeature[] = Object.values(declared);
const features = composeFeatures(list);

describe("the tab's list of features", () => {
  it("names every folder of the tab's features once, by the bot's name for it", () => {
    const folders = readdirSync(join(root, "tab/src/features"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(list.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
    expect(botFeatures.map(({ name }) => name)).toEqual(expect.arrayContaining(folders));
  });

  it("the tab's features give each page and each part of a page a unique key", () => {
    const parts = [
      list.flatMap(({ pages = [] }) => pages),
      features.teamSections,
      features.mySections,
      features.panelSections,
      features.acts,
      features.offerForms,
      features.teamMenu,
      features.myLinks,
    ];

    for (const keys of parts.map((some) => some.map(({ key }) => key))) {
      expect(keys).toEqual([...new Set(keys)]);
    }
    expect([...features.pages.keys()]).not.toEqual(expect.arrayContaining(["team"]));
    expect([...features.pages.keys()]).not.toEqual(expect.arrayContaining(["mine"]));
  });

  it("each page that a feature of the server links to is a page of the same feature in the tab, and every page with a subject is linked to", () => {
    const linked = botFeatures.flatMap(({ name, pages = [] }) => pages.map((kind) => `${name}: ${kind}`));
    const keysOf = (isOf: (page: DeclaredPage) => boolean) =>
      list.flatMap(({ name, pages = [] }) => pages.filter(isOf).map(({ key }) => `${name}: ${key}`));

    const opened = keysOf((page) => subjectOf(page) !== undefined || page.params.length === 0);

    expect(linked.filter((page) => !opened.includes(page))).toEqual([]);
    expect(keysOf((page) => subjectOf(page) !== undefined).filter((page) => !linked.includes(page))).toEqual([]);
  });

  it("each offer on something that the tab shows has a form in the feature that offers it, and no other form exists", () => {
    // The other hosts are cards.
    const offered = botFeatures.flatMap(({ name, offers = [] }) =>
      offers.flatMap((offer) => (offer.on === "suggestion" ? [`${name}: ${offer.key}`] : [])),
    );
    const forms = list.flatMap(({ name, offerForms = [] }) => offerForms.map(({ key }) => `${name}: ${key}`));

    expect(forms.toSorted()).toEqual(offered.toSorted());
  });

  it("the tab's features invalidate only paths that the server answers", () => {
    const nameless = (path: string) => path.replace(/:\w+/g, ":");
    const answered = botFeatures.flatMap(({ routes = [] }) => routes.map(({ path }) => nameless(path)));

    const lost = [...features.invalidates.lists, ...features.invalidates.things].filter(
      (path) => !answered.some((one) => one === nameless(path) || one.startsWith(`${nameless(path)}/`)),
    );

    expect(lost).toEqual([]);
  });

  it("the tab names only verbs that a feature declares", () => {
    const verbs = new Set(botFeatures.flatMap(({ verbs = {} }) => Object.keys(verbs)));
    const names = botFeatures.map(({ name }) => name).join("|");
    const files = readdirSync(join(root, "tab/src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));

    const named = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(new RegExp(`["\`]((?:${names})/[a-z-]+)["\`]`, "g"))].map(
        ([, verb = ""]) => verb,
      ),
    );

    expect(files.length).toBeGreaterThan(100);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((verb) => !verbs.has(verb))).toEqual([]);
  });

  it("composeFeatures sorts parts by their declared order, then by their feature's name", () => {
    const act = (key: string, order: number) => ({ key, order, offeredOn: ["team"], eager: () => null }) as const;

    const { acts } = composeFeatures([
      { name: "wave", acts: [act("wave-late", 20), act("wave", 10)] },
      { name: "bow", acts: [act("bow", 10)] },
    ]);

    expect(acts.map(({ key }) => key)).toEqual(["bow", "wave", "wave-late"]);
  });
});

describe("changedBy", () => {
  const { invalidates } = features;
  const isChanged = changedBy(invalidates, { pollId: "p/1", teamId: "t" }, undefined);

  it("an act on a question invalidates that question's pages, and those of no other question", () => {
    expect(isChanged("/teams/t/questions/p%2F1")).toBe(true);
    expect(isChanged("/teams/t/questions/p%2F1/who")).toBe(true);
    expect(isChanged("/teams/t/questions/p2")).toBe(false);
    expect(changedBy(invalidates, { kudosId: "k" }, undefined)("/teams/t/questions/p2")).toBe(false);
  });

  it("an act does not invalidate declared lists at once, but every path that no feature declares", () => {
    for (const path of ["/teams/t/overview", "/teams/t/weeks", "/me/questions", "/me/thanks/to-me", "/me/rhythm"]) {
      expect(isChanged(path)).toBe(false);
    }
    for (const path of ["/teams/t/settings", "/teams/t/worth-a-thought", "/me/preferences", "/teams", "kudos/read"]) {
      expect(isChanged(path)).toBe(true);
    }
  });

  it("an act with an expected path invalidates that path alone", () => {
    const expected = changedBy(invalidates, { pollId: "p1" }, "/teams/t/questions/p1");

    expect(expected("/teams/t/questions/p1")).toBe(true);
    expect(expected("/teams/t/settings")).toBe(false);
  });
});
