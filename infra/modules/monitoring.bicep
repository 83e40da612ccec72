// Where logs and figures go, kept a month. Gnista's own hold no name, no text and no person's id (bot/src/core/log.ts).
// The key vault's audit events name the administrators who opened it, and nobody else.

param name string
param location string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    features: { enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

// What Application Insights writes is otherwise kept for ninety days, whatever the workspace says.
resource tables 'Microsoft.OperationalInsights/workspaces/tables@2022-10-01' = [
  for table in ['AppRequests', 'AppDependencies', 'AppMetrics', 'AppTraces', 'AppExceptions', 'AppEvents']: {
    parent: workspace
    name: table
    properties: { plan: 'Analytics', retentionInDays: 30, totalRetentionInDays: 30 }
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // Addresses of whoever sends are not kept: of people there are none anyway, since only the server sends.
    DisableIpMasking: false
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = insights.name
