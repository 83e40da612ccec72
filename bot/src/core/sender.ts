/**
 * What the headers of a request tell about its sender, before its body is read.
 *
 * - `trusted`: signed by the service through which Teams calls bots, with a token for this bot
 * - `refused`: not signed by it
 * - `anotherBots`: the token is for another bot, so nothing was verified. Teams' service sends such a token when a
 *   person registers another bot with this bot's address.
 * - `unknown`: the issuer's keys are not available
 */
export type Sender = "trusted" | "refused" | "anotherBots" | "unknown";
