/**
 * What the headers of a request tell of who sent it, before its body is read.
 *
 * - `believed`: the signature is of the service that Teams calls bots through, and the token is for this bot
 * - `refused`: it is not
 * - `anotherBots`: the token is for another bot, so nothing was verified. Teams' own service sends such a token where somebody
 *   registers a bot of theirs with our address.
 * - `unknown`: the issuer's keys cannot be had
 */
export type Sender = "believed" | "refused" | "anotherBots" | "unknown";
