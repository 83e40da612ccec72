import { describe, expect, it } from "vitest";
import type { Access, Action } from "#bot/core/action.ts";
import type { Feature } from "#bot/core/feature.ts";
import { isInConversation, requireTeam } from "#bot/kernel/access.ts";
import { aTeam, CHANNEL, TEAM } from "../support/a-team.ts";
import { anHttpEdge } from "../support/http-edge.ts";

const team = { id: TEAM, kind: "team", conversationId: CHANNEL, leaders: [] } as const;
const otherTeam = { id: "19:others@thread.tacv2", kind: "team", conversationId: CHANNEL, leaders: [] } as const;

/** A feature with a verb that runs `asks`, and then writes, promises due work or only answers. */
function doorThat(access: Access, does: "writes" | "promises" | "answers", asks: Action["run"]): Feature {
  return {
    name: "trial",
    verbs: {
      "trial/act": {
        access,
        async run(ctx, data) {
          await asks(ctx, data);
          if (does === "writes") {
            await ctx.store.write("trial", [{ kind: "put", id: "written", data: {} }]);
          }
          if (does === "promises") {
            await ctx.due.promise({ job: "trial/job", key: "promised", at: ctx.now, pk: "trial", id: "promised" });
          }
          return { text: "done" };
        },
      },
    },
    jobs: {
      "trial/job": {
        delivery: "atLeastOnce",
        run: async ({ store }) => store.write("trial", [{ kind: "put", id: "written", data: {} }]),
      },
    },
  };
}

const asksNothing: Action["run"] = async () => ({ text: "" });
const asksTeam: Action["run"] = async (ctx) => {
  await requireTeam(ctx, team);
  return { text: "" };
};
const asksOfAnother: Action["run"] = async (ctx) => {
  await requireTeam(ctx, otherTeam);
  return { text: "" };
};
const asksConversation: Action["run"] = async (ctx) => {
  await isInConversation(ctx, CHANNEL);
  return { text: "" };
};

async function clickTrialAct(feature: Feature) {
  const harness = await aTeam({ features: [feature] });
  harness.teams.room(otherTeam.id, [{ id: "29:anna", name: "Anna", objectId: "00000000-0000-4000-8000-0000616e6e61" }]);
  const { error, text } = await harness.as("anna").clicks("trial/act", { teamId: TEAM });
  await harness.settle();
  return { code: error?.code, text, written: await harness.store.get("trial", "written") };
}

describe("access checks of a verb", () => {
  it.each([
    ["an entry point for the team that asks nothing", "team", asksNothing],
    ["an entry point for the team that asks for the conversation alone", "team", asksConversation],
    ["an entry point for the team that asks for another team than its data names", "team", asksOfAnother],
    ["an entry point for the conversation that asks nothing", "conversation", asksNothing],
  ] as const)(
    "a verb that acts before its access is checked writes, promises and answers nothing, and fails as a bug: %s",
    async (_, access, asks) => {
      for (const does of ["writes", "promises", "answers"] as const) {
        const { code, text, written } = await clickTrialAct(doorThat(access, does, asks));

        expect(code).toBe("SOMETHING_BROKE");
        expect(text).not.toBe("done");
        expect(written).toBeUndefined();
      }
    },
  );

  it.each([
    ["team", asksTeam],
    ["conversation", asksConversation],
    ["self", asksNothing],
  ] as const)("a verb that declares the access %s and has checked it may write and answer", async (access, asks) => {
    const { code, text, written } = await clickTrialAct(doorThat(access, "writes", asks));

    expect([code, text]).toEqual([undefined, "done"]);
    expect(written).toBeDefined();
  });
});

it("the server does not start with a route under a team that is open to anybody", async () => {
  const route = { access: "self", method: "get", path: "/teams/:team/secret", run: async () => ({}) } as const;

  await expect(anHttpEdge({ features: [{ name: "trial", routes: [route] }] })).rejects.toThrow("/teams/:team/secret");
});
