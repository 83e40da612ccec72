import { fieldsOf, listOf } from "./fields.ts";

/*
 * Teams shows a targeted message in a conversation to one person alone. botframework-connector 4.23 does not know them:
 * its serialiser drops what makes a message targeted, and it has no parameter for the query. So a call is marked by a
 * header, which this policy takes off after serialising, and puts query and body right.
 */

/** How a call concerns a targeted message. */
export interface TargetedCall {
  /** The incoming targeted message that a new one answers. */
  readonly answers?: string | undefined;
}

const HEADER = "x-gnista-targeted";

/** The options that make a call concern a targeted message. */
export const targeted = (call: TargetedCall) => ({
  customHeaders: { [HEADER]: encodeURIComponent(call.answers ?? "") },
});

/** The part of a request of `@azure/core-rest-pipeline` that this policy reads and changes. */
interface PipelineRequest {
  url: string;
  readonly method: string;
  body?: unknown;
  readonly headers: { get(name: string): string | undefined; delete(name: string): void };
}

/** Add it after the phase "Serialize". Source: learn.microsoft.com, "Targeted messages". */
export const targetedPolicy = {
  name: "gnistaTargetedPolicy",
  sendRequest<R>(request: PipelineRequest, next: (request: PipelineRequest) => Promise<R>): Promise<R> {
    const marked = request.headers.get(HEADER);
    if (marked !== undefined) {
      request.headers.delete(HEADER);
      request.url += `${request.url.includes("?") ? "&" : "?"}isTargetedActivity=true`;
      if (typeof request.body === "string") {
        request.body = JSON.stringify(
          targetedBody(request.method, JSON.parse(request.body), decodeURIComponent(marked)),
        );
      }
    }
    return next(request);
  },
};

/** A create names its recipient, an update must not; an answer names the message that it answers. */
function targetedBody(method: string, body: unknown, answers: string): object {
  const { recipient, entities, ...message } = fieldsOf(body);
  if (method !== "POST") {
    return { ...message, ...(entities === undefined ? {} : { entities }) };
  }
  const info = answers === "" ? [] : [{ type: "targetedMessageInfo", messageId: answers }];
  const all = [...listOf(entities), ...info];
  return { ...message, recipient, ...(all.length === 0 ? {} : { entities: all }) };
}
