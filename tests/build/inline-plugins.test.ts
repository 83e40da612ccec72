import { createRequire } from "node:module";
import { tokens } from "@fluentui/react-components";
import { expect, it } from "vitest";
import { computeTokens } from "../../tab/inline-plugins.ts";

it("computeTokens gives each of Fluent's tokens the value that Fluent gives it", async () => {
  const file = createRequire(createRequire(import.meta.url).resolve("@fluentui/react-components"))
    .resolve("@fluentui/tokens")
    .replace(/lib-commonjs.*$/, "lib/tokens.js");
  const { load } = computeTokens();
  if (typeof load !== "function") {
    throw new Error("the plugin loads nothing");
  }

  const code = await Reflect.apply(load, undefined, [file]);
  const computed = await import(`data:text/javascript,${encodeURIComponent(String(code))}`);

  const names = Object.keys(tokens) as (keyof typeof tokens)[];
  expect(names.length).toBeGreaterThan(400);
  expect(Object.fromEntries(names.map((name) => [name, computed.tokens[name]]))).toEqual(tokens);
});
