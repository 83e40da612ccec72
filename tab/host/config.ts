import { z } from "zod";

/** The sample team, for the stand-in host: `GET /host/config`, from `bot/src/local`. */
export const HostConfig = z.object({
  tenantId: z.string(),
  team: z.object({
    id: z.string(),
    name: z.string(),
    conversationId: z.string(),
    channelName: z.string(),
    /** A channel that Gnista was not added in. */
    otherChannel: z.object({ id: z.string(), name: z.string() }).optional(),
  }),
  /** `about` is one line about the person. */
  personas: z
    .array(
      z.object({ id: z.string(), name: z.string(), about: z.object({ sv: z.string(), en: z.string() }).optional() }),
    )
    .min(1),
  /** The page's language if its address names none. */
  language: z.enum(["sv", "en"]).optional(),
  playgroundUrl: z.string().optional(),
});
export type HostConfig = z.infer<typeof HostConfig>;
