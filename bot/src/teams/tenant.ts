import { z } from "zod";
import { AppError, coreErrors } from "../core/errors.ts";

const Id = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .toLowerCase();

/** The fields of an activity that name tenants. Accepts any shape: a missing or malformed field names none. */
const TenantFields = z
  .object({
    conversation: z.object({ tenantId: z.unknown() }).catch({ tenantId: undefined }),
    channelData: z
      .object({
        tenant: z.object({ id: z.unknown() }).optional().catch(undefined),
        channel: z.object({ type: z.unknown() }).optional().catch(undefined),
      })
      .catch({}),
  })
  .transform(({ conversation, channelData: { tenant, channel } }) => ({
    named: [conversation.tenantId, tenant?.id].filter((id) => id !== undefined && id !== null),
    isSharedChannel: channel?.type === "shared",
  }))
  .catch({ named: [], isSharedChannel: false });

/**
 * The tenant that hosts the activity's conversation, in lower case; undefined when the activity names none, or two.
 *
 * An activity names its tenant in one or two places. They may differ only in a shared channel, where people of other
 * tenants act: there `conversation.tenantId` is the host's. Source: learn.microsoft.com, "Apps for shared and private
 * channels".
 */
function hostTenantOf(activity: unknown): string | undefined {
  const { named, isSharedChannel } = TenantFields.parse(activity);
  const ids = z.array(Id).safeParse(named).data ?? [];
  return isSharedChannel || new Set(ids).size === 1 ? ids[0] : undefined;
}

/** Returns the tenant of any activity if it is allowed, otherwise the error to answer with. */
export function tenantGate(allowedTenants: readonly string[]): (activity: unknown) => string | AppError {
  const allowed = new Set(allowedTenants.map((id) => id.toLowerCase()));
  return (activity) => {
    const tenantId = hostTenantOf(activity);
    if (tenantId !== undefined && allowed.has(tenantId)) {
      return tenantId;
    }
    return new AppError(
      TenantFields.parse(activity).named.length === 0 ? coreErrors.MALFORMED : coreErrors.TENANT_NOT_ALLOWED,
    );
  };
}
