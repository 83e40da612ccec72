import type { Destination, Message } from "#bot/core/outbox.ts";
import { aTeam, CHANNEL, TENANT } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

export const inChannel: Destination = { kind: "conversation", conversationId: CHANNEL };

export const hello: Message = { text: "hej" };

export async function anOutbox(parts: Parameters<typeof aTeam>[0] = {}) {
  const team = await aTeam({ features: [aSlice().slice], ...parts });
  const { outbox } = team.gnista.jobContextFor(TENANT, "r");
  const post = (to: Destination, message: Message = hello) => team.skippingWaits(() => outbox.post(to, message));
  const sends = () => team.teams.calls.filter(({ method, path }) => method === "POST" && path.includes("/activities"));
  return { team, outbox, post, sends };
}
