import { TeamsAdapter } from "@microsoft/teams-ai";
import {
  type Activity,
  ConfigurationServiceClientCredentialFactory,
  type InvokeResponse,
  TeamsInfo,
  type TurnContext,
} from "botbuilder";
import { targetedPolicy } from "./targeted-policy.ts";

/** The bot's identity. "unsigned" accepts every request, and is for local runs and tests only. */
export type BotIdentity =
  | "unsigned"
  | {
      readonly appId: string;
      /** `UserAssignedMsi` needs no password, `SingleTenant` does. */
      readonly type: string;
      readonly tenantId: string;
      readonly password?: string;
      /** The addresses of token services outside the public cloud. */
      readonly cloud?: Cloud;
    };

export interface Cloud {
  readonly tokenIssuer: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
  readonly oAuthScope: string;
}

/** A request whose sender botbuilder has verified. */
export type VerifiedRequest = Awaited<ReturnType<BotAdapter["vouch"]>>;

/** The part of Teams' connector that Gnista uses. */
export interface Connector {
  readonly conversations: {
    sendToConversation(conversationId: string, activity: Outgoing, options: CallOptions): Promise<{ id?: string }>;
    replyToActivity(id: string, activityId: string, activity: Outgoing, options: CallOptions): Promise<{ id?: string }>;
    updateActivity(id: string, activityId: string, activity: Outgoing, options: CallOptions): Promise<{ id?: string }>;
    deleteActivity(id: string, activityId: string, options: CallOptions): Promise<unknown>;
    createConversation(parameters: object, options: CallOptions): Promise<{ id?: string }>;
    getConversationPagedMembers(
      id: string,
      options: CallOptions & { readonly pageSize: number; readonly continuationToken?: string },
    ): Promise<{ readonly members?: readonly unknown[]; readonly continuationToken?: string }>;
  };
}

export type Outgoing = Partial<Activity>;

export interface CallOptions {
  readonly timeout: number;
  /** Marks for the policies of `connector`. */
  readonly customHeaders?: Readonly<Record<string, string>>;
}

/** A call that hangs must not block a conversation's queue for ever. */
export const CALL_TIMEOUT_MS = 15_000;

/**
 * botbuilder's adapter in separate steps: clicks use its authentication only, the rest the whole turn. Its own
 * `process` answers a wrong signature with 500 and reveals error messages, so `teams-edge.ts` answers instead.
 */
export class BotAdapter extends TeamsAdapter {
  readonly appId: string;
  readonly isSigned: boolean;
  readonly connectors = new Map<string, Connector>();

  /** @throws Error for an identity without an id, with which botbuilder would accept every request */
  constructor(identity: BotIdentity) {
    if (identity !== "unsigned" && identity.appId === "") {
      throw new Error("the bot's identity has no id: set BOT_ID");
    }
    super(settingsOf(identity), new ConfigurationServiceClientCredentialFactory(credentialsOf(identity)));
    this.isSigned = identity !== "unsigned";
    this.appId = identity === "unsigned" ? "" : identity.appId;
  }

  /** @throws botbuilder's error when the token does not match the request */
  async vouch(activity: Partial<Activity>, authorization: string) {
    return this.botFrameworkAuthentication.authenticateRequest(asWhole(activity), authorization);
  }

  /** Runs the libraries on an activity as received: they read it leniently, except for its type, which must be text. */
  async turn(
    vouched: VerifiedRequest,
    activity: object,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(vouched, asWhole(activity), logic);
  }

  /** A client of Teams' connector at `serviceUrl`, without the SDK's retries: `retry-policy.ts` replaces them. */
  async connector(serviceUrl: string): Promise<Connector> {
    const known = this.connectors.get(serviceUrl);
    if (known) {
      return known;
    }
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.appId));
    const made = asConnector(await factory.create(serviceUrl, theUsualAudience()));
    const pipeline = pipelineOf(made);
    pipeline?.removePolicy({ name: "defaultRetryPolicy" });
    pipeline?.addPolicy(targetedPolicy, { afterPhase: "Serialize" });
    this.connectors.set(serviceUrl, made);
    return made;
  }
}

/**
 * botbuilder's type requires every field; its check reads only channel and service address, and a turn only what
 * exists.
 */
const asWhole = (activity: object): Activity => activity as Activity;

/** A client for Teams' meeting calls. */
export async function meetingClient(adapter: BotAdapter, serviceUrl: string): Promise<MeetingCalls> {
  const client = await teamsClient(adapter, serviceUrl);
  const options = { timeout: CALL_TIMEOUT_MS };
  return {
    info: (meetingId) => client.teams.fetchMeetingInfo(meetingId, options),
    participant: (meetingId, personId, tenantId) =>
      client.teams.fetchMeetingParticipant(meetingId, personId, { ...options, tenantId }),
    mark: (meetingId, recipients) =>
      client.teams.sendMeetingNotification(
        meetingId,
        { type: "targetedMeetingNotification", value: { recipients, surfaces: [{ surface: "meetingTabIcon" }] } },
        options,
      ),
  };
}

/** The team's channels that Teams lists for a bot, as received. */
export async function channelClient(adapter: BotAdapter, serviceUrl: string, teamId: string): Promise<unknown> {
  const client = await teamsClient(adapter, serviceUrl);
  return client.teams.fetchChannelList(teamId, { timeout: CALL_TIMEOUT_MS });
}

/**
 * The SDK exposes this part of the connector only through a turn context, of which it uses nothing but the connector.
 * So it gets a context with only that.
 */
async function teamsClient(adapter: BotAdapter, serviceUrl: string): Promise<TeamsClient> {
  const connector = await adapter.connector(serviceUrl);
  const context = asTurn({
    activity: { channelId: "msteams", serviceUrl },
    adapter: { ConnectorClientKey: CONNECTOR },
    turnState: new Map([[CONNECTOR, connector]]),
  });
  const client = clientOf(context);
  pipelineOf(client)?.removePolicy({ name: "defaultRetryPolicy" });
  return client;
}

interface TeamsClient {
  readonly teams: {
    fetchChannelList(teamId: string, options: CallOptions): Promise<unknown>;
    fetchMeetingInfo(meetingId: string, options: CallOptions): Promise<unknown>;
    fetchMeetingParticipant(
      meetingId: string,
      personId: string,
      options: CallOptions & { readonly tenantId: string },
    ): Promise<unknown>;
    sendMeetingNotification(meetingId: string, notification: object, options: CallOptions): Promise<unknown>;
  };
}

/**
 * The client of TeamsInfo's own calls, which take no time-out and retry by themselves. Its type declares it private.
 */
const clientOf = (context: TurnContext): TeamsClient =>
  (TeamsInfo as unknown as { getTeamsConnectorClient(context: TurnContext): TeamsClient }).getTeamsConnectorClient(
    context,
  );

/** Answers are untyped, as received. */
export interface MeetingCalls {
  info(meetingId: string): Promise<unknown>;
  participant(meetingId: string, personId: string, tenantId: string): Promise<unknown>;
  mark(meetingId: string, recipients: string[]): Promise<unknown>;
}

const CONNECTOR = Symbol("connector");
const asTurn = (parts: object): TurnContext => parts as TurnContext;

/** Without an audience the factory uses its cloud's default, which its type does not allow. */
const theUsualAudience = (): string => undefined as unknown as string;

/** The connector's own type requires activities with every field; Teams does not. */
const asConnector = (client: unknown): Connector => client as Connector;

interface Pipeline {
  removePolicy(policy: { name: string }): void;
  addPolicy(policy: typeof targetedPolicy, options: { readonly afterPhase: "Serialize" }): void;
}

/** The client's policy pipeline is not part of its type; without it the SDK's retries stay on. */
const pipelineOf = (connector: object): Pipeline | undefined =>
  (connector as { client?: { pipeline?: Pipeline } }).client?.pipeline;

const credentialsOf = (identity: BotIdentity) =>
  identity === "unsigned"
    ? {}
    : {
        MicrosoftAppType: identity.type,
        MicrosoftAppId: identity.appId,
        MicrosoftAppTenantId: identity.tenantId,
        ...(identity.password === undefined ? {} : { MicrosoftAppPassword: identity.password }),
      };

function settingsOf(identity: BotIdentity) {
  if (identity === "unsigned" || !identity.cloud) {
    return {};
  }
  const { tokenIssuer, openIdMetadataUrl, loginUrl, oAuthScope } = identity.cloud;
  return {
    ValidateAuthority: true,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: oAuthScope,
    OAuthUrl: "https://api.botframework.com",
    CallerId: "urn:botframework:azure",
  };
}
