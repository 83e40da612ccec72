// The server: Linux, Node 24, one file and the tab beside it (`npm run build`).

param name string
param location string
param sku string
param instances int
param maxInstances int
param identityId string
param workspaceId string
param applicationInsightsName string

@description('What bot/src/config.ts reads.')
param settings object

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'linux'
  sku: { name: sku, capacity: instances }
  properties: { reserved: true }
}

var fixed = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  // Microsoft's own figures about the exporter.
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
  PORT: '8080'
  NODE_ENV: 'production'
  // What is deployed is complete: nothing is built or installed there.
  WEBSITE_RUN_FROM_PACKAGE: '1'
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
  // Gnista ends in order within ten seconds; Azure would otherwise wait for five.
  WEBSITES_CONTAINER_STOP_TIME_LIMIT: '20'
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Any server may get any request.
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      // In the place of the shell that Azure starts it from, so that it is Gnista that is told to stop.
      appCommandLine: 'exec node server.cjs'
      alwaysOn: true
      healthCheckPath: '/readyz'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }
}

// Code is published by people and identities that Entra ID knows, and by nobody who has the site's publishing password.
resource scmCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource ftpCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

// Of its own, since what a property is read from is known only while this is deployed, and a loop cannot wait for it.
resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: union(settings, fixed)
}

// Gnista's own log. Azure's log of requests stays off: it would hold people's addresses.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: site
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AppServiceConsoleLogs', enabled: true }]
  }
}

resource autoscale 'Microsoft.Insights/autoscaleSettings@2022-10-01' = if (maxInstances > instances) {
  name: name
  location: location
  properties: {
    enabled: true
    targetResourceUri: plan.id
    profiles: [
      {
        name: 'load'
        capacity: { minimum: string(instances), maximum: string(maxInstances), default: string(instances) }
        rules: [
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT5M'
              timeAggregation: 'Average'
              operator: 'GreaterThan'
              threshold: 65
            }
            scaleAction: { direction: 'Increase', type: 'ChangeCount', value: '1', cooldown: 'PT5M' }
          }
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT15M'
              timeAggregation: 'Average'
              operator: 'LessThan'
              threshold: 25
            }
            scaleAction: { direction: 'Decrease', type: 'ChangeCount', value: '1', cooldown: 'PT15M' }
          }
        ]
      }
    ]
  }
}

output id string = site.id
