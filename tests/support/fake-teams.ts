import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A message as the connector received it. */
export interface SentActivity {
  readonly type?: string;
  readonly text?: string;
  readonly summary?: string;
  readonly textFormat?: string;
  readonly entities?: readonly { readonly type?: string; readonly messageId?: string }[];
  readonly replyToId?: string;
  readonly recipient?: { readonly id?: string };
  readonly attachments?: readonly { readonly contentType: string; readonly content: unknown }[];
}

/** A message's current content and all its versions. */
export interface Post {
  readonly id: string;
  /** Without `;messageid`. */
  readonly conversationId: string;
  /** The first message of its thread, if it is a reply. */
  readonly threadId: string | undefined;
  readonly replyToId: string | undefined;
  /** The `29:` id of the only person who sees it; undefined for a message to everybody in the conversation. */
  readonly onlyTo: string | undefined;
  readonly card: unknown;
  readonly text: string | undefined;
  readonly summary: string | undefined;
  readonly versions: readonly Version[];
}

export interface Version {
  readonly activity: SentActivity;
  /** By the clock that the rate limiter uses. */
  readonly atMs: number;
}

export interface FakeMember {
  readonly id: string;
  readonly name: string;
  readonly objectId?: string;
  readonly userPrincipalName?: string;
  readonly email?: string;
  readonly tenantId?: string;
  readonly userRole?: string;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly atMs: number;
  status: number;
}

/** The response of Teams to the next `times` matching calls. */
export interface Fault {
  readonly status?: number;
  /** Accepts the call and never answers. */
  readonly isSilent?: boolean;
  readonly code?: string;
  readonly retryAfterS?: number;
  readonly times?: number;
  fits?(call: Call): boolean;
}

export interface FakeMeeting {
  readonly conversationId: string;
  /** Entra ID object id. */
  readonly organiser: string;
  /** Whether the bot may read the meeting's details. Otherwise it can only look up single participants. */
  readonly hasDetails?: boolean;
  readonly takesMarks?: boolean;
}

const DAY_MS = 24 * 3600 * 1000;

interface Room {
  members: readonly FakeMember[];
  isBotIn: boolean;
}

export interface FakeTeams {
  readonly serviceUrl: string;
  readonly calls: readonly Call[];
  readonly posts: readonly Post[];
  /** The maximum size of a roster page, whatever size is requested. */
  pageSize: number;
  /** False in an old cloud, which knows no targeted messages. */
  takesTargeted: boolean;
  /** Records a targeted message that a person sent to Gnista, which Gnista may answer. */
  receives(activityId: string): void;
  room(conversationId: string, members: readonly FakeMember[], isBotIn?: boolean): void;
  /** The channels that Teams lists to the bot. */
  channels(teamId: string, conversationIds: readonly string[]): void;
  /** A meeting, and what Teams lets the bot read and do in it. */
  meeting(id: string, about: FakeMeeting): void;
  fail(fault: Fault): void;
  /** Forgets all posts and calls. */
  clear(): void;
  close(): Promise<void>;
}

/** A fake of Teams' connector over HTTP, as far as Gnista uses it. Everything on our side of it is real. */
export async function fakeTeams(nowMs: () => number): Promise<FakeTeams> {
  const rooms = new Map<string, Room>();
  const meetings = new Map<string, FakeMeeting>();
  const channels = new Map<string, readonly string[]>();
  const calls: Call[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  let posts: Post[] = [];
  let lastId = 1_700_000_000_000;
  const received = new Set<string>();

  const server = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const url = new URL(req.url ?? "/", "http://teams");
    const path = decodeURIComponent(url.pathname);
    const query = Object.fromEntries(url.searchParams);
    const call: Call = { method: req.method ?? "", path, query, headers: req.headers, body, atMs: nowMs(), status: 0 };
    calls.push(call);
    const found = faults.find(({ fault, left }) => left > 0 && (fault.fits?.(call) ?? true));
    if (found) {
      found.left--;
      const { status = 500, isSilent = false, code = "Error", retryAfterS } = found.fault;
      if (isSilent) {
        return;
      }
      const headers = retryAfterS === undefined ? {} : { "Retry-After": String(retryAfterS) };
      return answer(res, call, status, { error: { code, message: "as the test asked" } }, headers);
    }
    return serve(call, res);
  });

  function serve(call: Call, res: ServerResponse): unknown {
    const [, version, conversations, conversation, kind, id] = call.path.split("/");
    if (version === "v1" && conversations === "meetings") {
      return ofMeeting(call, res, meetings.get(conversation ?? ""), kind, id);
    }
    const listed = channels.get(conversation ?? "");
    if (version === "v3" && conversations === "teams" && listed) {
      return answer(res, call, 200, { conversations: listed.map((id) => ({ id })) });
    }
    if (version !== "v3" || conversations !== "conversations") {
      return answer(res, call, 404, { error: { code: "NotFound" } });
    }
    if (conversation === undefined) {
      return open(call, res);
    }
    const [conversationId = "", threadId] = conversation.split(";messageid=");
    const room = rooms.get(conversationId);
    if (!room) {
      return answer(res, call, 404, { error: { code: "ConversationNotFound" } });
    }
    if (!room.isBotIn) {
      return answer(res, call, 403, { error: { code: "BotNotInConversationRoster" } });
    }
    if (kind === "pagedmembers") {
      return page(call, res, room);
    }
    if (kind !== "activities") {
      return answer(res, call, 404, { error: { code: "NotFound" } });
    }
    const activity = call.body as SentActivity;
    if (call.method === "PUT" || call.method === "DELETE") {
      return change(call, res, { conversationId, id: id ?? "" }, activity);
    }
    const refusal = call.query.isTargetedActivity === "true" ? refusalOfTargeted(room, activity) : undefined;
    if (refusal) {
      return answer(res, call, refusal.status, { error: { code: refusal.code } });
    }
    const isChannel = /@thread\.(tacv2|skype)$/.test(conversationId);
    if (threadId !== undefined && !isChannel) {
      return answer(res, call, 400, { error: { code: "BadSyntax" } });
    }
    const onlyTo = call.query.isTargetedActivity === "true" ? activity.recipient?.id : undefined;
    const at = { id: String(++lastId), conversationId, threadId: threadId ?? id, onlyTo };
    posts = [...posts, asPost(at, activity, call.atMs, [])];
    // In a thread of a chat Teams tells no id.
    return answer(res, call, 201, isChannel || id === undefined ? { id: at.id } : {});
  }

  function ofMeeting(
    call: Call,
    res: ServerResponse,
    meeting: FakeMeeting | undefined,
    kind: string | undefined,
    personId: string | undefined,
  ): unknown {
    const mayBe = { participants: true, notification: meeting?.takesMarks }[kind ?? ""] ?? meeting?.hasDetails;
    if (!meeting || mayBe !== true) {
      return answer(res, call, meeting ? 403 : 404, { error: { code: "Forbidden" } });
    }
    const conversation = { id: meeting.conversationId };
    if (kind === "notification") {
      return answer(res, call, 202, {});
    }
    const role = personId === meeting.organiser ? "Organizer" : "Presenter";
    return kind === "participants"
      ? answer(res, call, 200, { user: { aadObjectId: personId }, meeting: { role, inMeeting: true }, conversation })
      : answer(res, call, 200, { details: {}, conversation, organizer: { aadObjectId: meeting.organiser } });
  }

  function open(call: Call, res: ServerResponse): unknown {
    const { members } = call.body as { members?: readonly { id: string }[] };
    const conversationId = `a:${(members?.[0]?.id ?? "nobody").replace(/^29:/, "")}`;
    const room = rooms.get(conversationId);
    if (!room?.isBotIn) {
      return answer(res, call, 403, { error: { code: "BotNotInConversationRoster" } });
    }
    return answer(res, call, 201, { id: conversationId });
  }

  function page(call: Call, res: ServerResponse, room: Room): unknown {
    const size = Math.min(fake.pageSize, Number(call.query.pageSize ?? 200));
    const start = Number(call.query.continuationToken ?? 0);
    const end = start + size;
    const more = end < room.members.length ? { continuationToken: String(end) } : {};
    return answer(res, call, 200, { members: room.members.slice(start, end), ...more });
  }

  /** What Teams requires of a targeted message. Source: learn.microsoft.com, "Targeted messages". */
  function refusalOfTargeted(room: Room, { recipient, entities }: SentActivity) {
    if (!fake.takesTargeted || recipient?.id === undefined) {
      return { status: 400, code: "BadArgument" };
    }
    if (!room.members.some(({ id }) => id === recipient.id)) {
      return { status: 403, code: "BotNotInConversationRoster" };
    }
    const info = entities?.find(({ type }) => type === "targetedMessageInfo");
    return info && !received.has(info.messageId ?? "")
      ? { status: 400, code: "INVALID_TARGETED_MESSAGE_ID" }
      : undefined;
  }

  function change(
    call: Call,
    res: ServerResponse,
    { conversationId, id }: { conversationId: string; id: string },
    activity: SentActivity,
  ): unknown {
    const before = posts.find((post) => post.id === id && post.conversationId === conversationId);
    if (!before) {
      return answer(res, call, 404, { error: { code: "ActivityNotFoundInConversation" } });
    }
    const isTargeted = call.query.isTargetedActivity === "true";
    if (isTargeted !== (before.onlyTo !== undefined) || (isTargeted && activity?.recipient !== undefined)) {
      return answer(res, call, 400, { error: { code: "BadArgument" } });
    }
    if (isTargeted && call.atMs - (before.versions[0]?.atMs ?? 0) > DAY_MS) {
      return answer(res, call, 404, { error: { code: "TARGETED_MESSAGE_EXPIRED_OR_DELETED" } });
    }
    posts =
      call.method === "DELETE"
        ? posts.filter((post) => post !== before)
        : posts.map((post) => (post === before ? asPost(before, activity, call.atMs, before.versions) : post));
    return answer(res, call, 200, { id });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake = {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    get posts() {
      return posts;
    },
    pageSize: 500,
    takesTargeted: true,
    receives: (activityId: string) => void received.add(activityId),
    room(conversationId: string, members: readonly FakeMember[], isBotIn = true) {
      rooms.set(conversationId, { members, isBotIn });
    },
    channels: (teamId: string, conversationIds: readonly string[]) => void channels.set(teamId, conversationIds),
    meeting: (id: string, about: FakeMeeting) => void meetings.set(id, about),
    fail: (fault: Fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    clear() {
      posts = [];
      calls.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

function asPost(
  at: Pick<Post, "id" | "conversationId" | "threadId" | "onlyTo"> & { readonly replyToId?: string | undefined },
  activity: SentActivity,
  atMs: number,
  before: readonly Version[],
): Post {
  const card = activity.attachments?.find(({ contentType }) => contentType.endsWith("card.adaptive"))?.content;
  return {
    id: at.id,
    conversationId: at.conversationId,
    threadId: at.threadId,
    replyToId: at.replyToId ?? activity.replyToId,
    onlyTo: at.onlyTo,
    card,
    text: activity.text,
    summary: activity.summary,
    versions: [...before, { activity, atMs }],
  };
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const parts = await Array.fromAsync(req as AsyncIterable<Buffer>);
  const text = Buffer.concat(parts).toString();
  return text === "" ? undefined : JSON.parse(text);
}

function answer(res: ServerResponse, call: Call, status: number, body: object, headers: object = {}): ServerResponse {
  call.status = status;
  return res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
