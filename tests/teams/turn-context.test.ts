import { describe, expect, it } from "vitest";
import { CHANNEL, fullName, idOf, TEAM } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("a click", () => {
  it("a click passes its verb the actor, team and card that Teams vouches for, not those in its data", async () => {
    const { team, last } = await aTrialTeam();

    await team.as("anna").clicks("trial/echo", { teamId: "19:another@thread.tacv2", a: 1 }, { activityId: "77" });

    expect(last()?.ctx).toMatchObject({
      tenantId: "11111111-1111-4111-8111-111111111111",
      actor: { id: idOf("anna"), name: fullName("anna") },
      team: { id: TEAM, conversationId: CHANNEL },
      locale: "sv",
      clicked: { conversationId: CHANNEL, activityId: "77" },
    });
    expect(last()?.data).toMatchObject({ a: 1 });
  });

  it("a click identifies its actor by lower-case directory id, and takes the name from the roster when the client sends none", async () => {
    const { team, last } = await aTrialTeam();
    const from = { id: "29:bo", aadObjectId: idOf("bo").toUpperCase() };

    await team.as("bo").clicks("trial/echo", {}, { activity: { from } });

    expect(last()?.ctx.actor).toEqual({ id: idOf("bo"), name: fullName("bo") });
  });
});

describe("adding Gnista", () => {
  it("the person who adds Gnista has the roster's name when the event has none and is the first from the team", async () => {
    const { team, installed } = await aTrialTeam({ isNotInstalled: true });
    team.seats(true);
    const from = { id: "29:bo", aadObjectId: idOf("bo") };

    await team.sends({ ...team.activityOf("bo"), type: "installationUpdate", action: "add", from });

    expect(installed).toMatchObject([{ by: fullName("bo") }]);
  });

  it("treats the first click or command in an unknown team as the installation, once", async () => {
    const { team, installed } = await aTrialTeam({ isNotInstalled: true });
    team.seats(true);

    await Promise.all(Array.from({ length: 10 }, () => team.as("bo").clicks("trial/text", {})));
    await team.as("cia").says("hej");

    expect(installed).toEqual([
      // General: Teams did not send the channel's type, and a shared channel cannot be the home.
      { place: expect.objectContaining({ id: TEAM, conversationId: TEAM }), by: fullName("bo") },
    ]);
  });
});
