import { expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";

it("composeFeatures names both features when they declare the same count", () => {
  const wave: Feature = { name: "wave", order: 5, counts: { waves: { sv: "Vinkningar", en: "Waves" } } };
  const nod: Feature = { name: "nod", counts: { waves: { sv: "Nickningar", en: "Nods" } } };

  expect(() => composeFeatures([wave, nod])).toThrow(/wave and nod both declare the count "waves"/);
});

it("composeFeatures names both features when they declare one key for different acts", () => {
  const acted = { key: "waved", label: { sv: "vinkade", en: "waved" } };
  const wave: Feature = { name: "wave", order: 99, ownActs: { waver: acted, starter: acted } };
  const nod: Feature = { name: "nod", ownActs: { nodder: acted } };

  expect(() => composeFeatures([nod, wave])).toThrow(/nod and wave both declare the own act "waved"/);
});
