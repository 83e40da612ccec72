import { z } from "zod";

/** What the stand-in host knows of the sample team: `GET /host/config`, from `bot/src/local`. */
export const HostConfig = z.object({
  tenantId: z.string(),
  team: z.object({
    id: z.string(),
    name: z.string(),
    conversationId: z.string(),
    channelName: z.string(),
    /** One that Gnista was not added in. */
    otherChannel: z.object({ id: z.string(), name: z.string() }).optional(),
  }),
  /** `about` is one line on who this is, in the language they speak. */
  personas: z.array(z.object({ id: z.string(), name: z.string(), about: z.string() })).min(1),
  playgroundUrl: z.string().optional(),
});
export type HostConfig = z.infer<typeof HostConfig>;
