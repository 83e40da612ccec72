import type { TokenCredential } from "@azure/identity";

/** Whoever this process runs as: its managed identity in Azure, on a developer's machine whoever has signed in there. */
export async function openCredential(clientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
