import type { Context } from "./context.ts";

/** A request of the tab. Paths are relative to `/api`. */
export type Route = JsonRoute | FileRoute;

/** Team routes are below `/teams/:team/`, so that the edge recognises them. No other path holds `:team`. */
type RouteDeclaration = { readonly method: "get" | "post" } & (
  | { readonly access: "team"; readonly path: TeamPath }
  | { readonly access: "self"; readonly path: string }
);

export type TeamPath = `/teams/:team/${string}`;

export type JsonRoute = RouteDeclaration & {
  /** `form` carries a single-use token: the response is not cached. */
  readonly answers?: "json" | "form";
  run(ctx: Context, request: RouteRequest): Promise<unknown>;
};

/** The response is a file download. */
export type FileRoute = RouteDeclaration & {
  readonly answers: "file";
  run(ctx: Context, request: RouteRequest): Promise<Download>;
};

export interface Download {
  /** ASCII without quotation marks: it is sent in a header. */
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters that occur once; repeated ones are dropped. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}
