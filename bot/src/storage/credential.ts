import type { TokenCredential } from "@azure/identity";

/**
 * The credential of this process: its managed identity in Azure, and the signed-in developer on a developer's machine.
 */
export async function openCredential(clientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
