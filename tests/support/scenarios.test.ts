import { expect, it } from "vitest";
import { featureNames, scenarioOf } from "./scenarios.ts";

it("a feature without a scenario is named together with the file to extend", () => {
  expect(() => scenarioOf("news", "busyHour")).toThrow("news: add busyHour to tests/features/news/privacy.ts");
});

it("every feature declares a busy hour", () => {
  expect(featureNames.map((name) => typeof scenarioOf(name, "busyHour"))).toEqual(featureNames.map(() => "function"));
});
