// Where documents are kept. Keys of the account are turned off: whoever is let in is let in by a role, and by name.

param name string
param location string
param maxThroughput int
param readerWriterId string

var isServerless = maxThroughput == 0

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    capabilities: isServerless ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    // What is erased is gone from the backups as well after seven days.
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: 'gnista'
  properties: { resource: { id: 'gnista' } }
}

// As bot/src/storage/cosmos/open-container.ts has it: an identity may not make a container, so it is made here.
resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: database
  name: 'app'
  properties: {
    resource: {
      id: 'app'
      partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 }
      defaultTtl: -1
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [{ path: '/pk/?' }]
        excludedPaths: [{ path: '/*' }]
      }
    }
    options: isServerless ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

// Cosmos DB Built-in Data Contributor: reads and writes items, and makes, lists and changes nothing else.
resource role 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: account
  name: guid(account.id, readerWriterId, 'data contributor')
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: readerWriterId
    scope: account.id
  }
}

output endpoint string = account.properties.documentEndpoint
output database string = database.name
