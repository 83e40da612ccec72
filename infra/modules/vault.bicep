// Where the keys of open anonymous questions and rounds are kept, until they are destroyed for good when these close, and the
// keys under which leaders' rests ("Värt en tanke") lie, until four weeks after the last of them.
//
// There must be no purge protection: with it a key could be brought back for 90 days, and with the key the answers that
// were promised to be nobody's. It cannot be set to false, only left out. Where a policy of your organisation demands
// it, make an exception for this vault: Gnista refuses to start otherwise.

param name string
param location string
param officerId string
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

// Key Vault Secrets Officer: gets, sets, deletes and purges secrets.
var secretsOfficer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, officerId, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: secretsOfficer
    principalId: officerId
    principalType: 'ServicePrincipal'
  }
}

// Who read, set, deleted or purged a key, and when: the server, or a person who took the role. Keys are named by digests.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output url string = vault.properties.vaultUri
