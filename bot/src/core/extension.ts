import type { Access } from "./action.ts";
import type { Context } from "./context.ts";
import type { Label } from "./locale.ts";
import type { Card } from "./outbox.ts";

/** A form in a dialog, opened from the compose box, or on a message by an offer of the feature. */
export interface Extension {
  readonly access: Access;
  readonly commandId: string;
  readonly title: Label;
  /** Required: Teams opens a form only by its entry in the manifest. */
  readonly listed: ExtensionListing;
  /**
   * Builds the form. `draft` is what the feature's offer on messages made of the message, undefined from the compose
   * box. When what was sent is refused, the edge fills it in again (`cards/refused-form.ts`).
   */
  form(ctx: Context, draft: unknown): Promise<Card>;
}

export interface ExtensionListing {
  readonly description: Label;
  /** The compose box lists it. The feature's offer on `message` lists it on messages. */
  readonly inCompose: boolean;
  /** Position among the forms, lowest first, unique. The manifest holds ten. */
  readonly rank: number;
}
