import type { Locale } from "#bot/core/context.ts";
import { BOT, CHANNEL, fullName, idOf, personalChatOf, TEAM, TENANT, userIdOf } from "./people.ts";

/** The main conversation of a test's team. */
export interface Room {
  readonly kind: "team" | "groupChat";
  readonly place: string;
  readonly teamName: string;
  readonly locale: Locale;
  readonly serviceUrl: string;
  /** The person's display name in Teams. */
  nameOf(who: string): string;
}

export interface ActivityOptions {
  readonly isPersonal?: boolean;
  readonly locale?: string | undefined;
}

/** An activity as Teams sends it. */
export function activityIn(
  { kind, place, teamName, locale, serviceUrl, nameOf }: Room,
  who: string,
  options: ActivityOptions = {},
) {
  const isPersonal = options.isPersonal ?? false;
  const conversation = isPersonal
    ? { id: personalChatOf(who), conversationType: "personal", tenantId: TENANT }
    : { id: place, conversationType: kind === "team" ? "channel" : "groupChat", isGroup: true, tenantId: TENANT };
  const inTeam = kind === "team" && !isPersonal;
  return {
    id: newId(),
    channelId: "msteams",
    serviceUrl,
    from: { id: userIdOf(who), aadObjectId: idOf(who), name: nameOf(who) },
    recipient: { id: BOT, name: "Gnista" },
    conversation,
    channelData: {
      tenant: { id: TENANT },
      ...(inTeam ? { team: { id: TEAM, name: teamName }, channel: { id: CHANNEL } } : {}),
    },
    locale: options.locale ?? (locale === "sv" ? "sv-SE" : "en-GB"),
    localTimezone: "Europe/Stockholm",
  };
}

/** Turns `@bo` into a mention of Bo as the client writes it; in a channel a mention of Gnista comes first. */
export function withMentions(words: string, isBotMentioned: boolean): { text: string; entities: readonly object[] } {
  const entities: object[] = [];
  const mention = (id: string, name: string) => {
    entities.push({ type: "mention", text: `<at>${name}</at>`, mentioned: { id, name } });
    return `<at>${name}</at>`;
  };
  const start = isBotMentioned ? `${mention(BOT, "Gnista")} ` : "";
  const text = words.replace(/@(\p{Ll}+)/gu, (_, who: string) => mention(userIdOf(who), fullName(who)));
  return { text: start + text, entities };
}

/** The context of a message extension: the message it was opened on, or the compose box. */
export function extensionContext(about: MessageAbout | undefined): object {
  if (!about) {
    return { commandContext: "compose", context: { theme: "default" } };
  }
  const { from, text, contentType = "html" } = about;
  return {
    commandContext: "message",
    messagePayload: {
      id: newId(),
      body: { contentType, content: contentType === "html" ? `<p>${text}</p>` : text },
      from: { user: { userIdentityType: "aadUser", id: idOf(from), displayName: fullName(from) } },
    },
  };
}

export interface MessageAbout {
  readonly from: string;
  readonly text: string;
  readonly contentType?: "text" | "html";
}

let lastId = 1_600_000_000_000;
const newId = () => String(++lastId);
