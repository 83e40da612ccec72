import { expect, it } from "vitest";
import { z } from "zod";
import { action } from "#bot/core/action.ts";
import type { Feature } from "#bot/core/feature.ts";
import { changeSettings, personSettings } from "#bot/kernel/settings.ts";
import { aTeam } from "../support/a-team.ts";

it("a click that changes settings reads the changed ones afterwards", async () => {
  const found: unknown[] = [];
  const changesWish: Feature = {
    name: "trial",
    verbs: {
      "trial/wish": action("self", z.object({}), {}, async (ctx) => {
        found.push((await personSettings(ctx, ctx.actor.id)).wish);
        await changeSettings(ctx, (settings) => ({ ...settings, wish: "openly" }));
        found.push((await personSettings(ctx, ctx.actor.id)).wish);
        return { text: "done" };
      }),
    },
  };
  const team = await aTeam({ features: [changesWish] });

  await team.as("bo").clicks("trial/wish", {});

  expect(found).toEqual([undefined, "openly"]);
});
