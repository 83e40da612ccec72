import type { Feature } from "../../bot/src/core/feature.ts";
import { anna, type HttpEdge } from "../support/http-edge.ts";

export const whoAmI: Feature = {
  name: "who",
  routes: [
    { method: "get", access: "self", path: "/who", run: async (ctx) => ({ tenantId: ctx.tenantId, ...ctx.actor }) },
    { method: "get", access: "team", path: "/teams/:team/secret", run: async () => ({ secret: "of the team" }) },
  ],
};

export const tokenWith = (edge: HttpEdge, changes: Record<string, unknown>) => edge.issuer.tokenFor(anna, changes);
