// Everything that Gnista needs in Azure, in one resource group. infra/README.md goes through it step by step.
//
// There is no key and no password in it: the server is let in everywhere as itself, by its managed identity.

@description('The beginning of every name: letters and digits, and as a whole known to nobody else in Azure.')
@minLength(4)
@maxLength(20)
param resourceBaseName string

@description('What the bot is called in Azure. In Teams the app package names it.')
@maxLength(42)
param displayName string = 'Gnista'

param location string = resourceGroup().location

@description('The Entra app that the tab signs in with.')
param tabClientId string

@description('The app in Teams, for links from cards to the tab.')
param teamsAppId string

@description('Ids of the tenants whose people are let in, with commas between them.')
param allowedTenants string = tenant().tenantId

@description('Whom people ask about their data, as the privacy page names them. Left empty, it names a role.')
param privacyContact string = ''

@description('To whom vulnerabilities are reported: a mail address, or an https address. Left empty, security.txt leads to the privacy page.')
param securityContact string = ''

@description('A domain of your own, which is bound to the web app already. Left empty, Azure\'s own.')
param customDomain string = ''

@description('The machine. B1 carries a thousand people; autoscale needs S1 or more.')
param webSku string = 'B1'

@description('How many machines there are at least. Two survive the loss of one.')
@minValue(1)
param instances int = 1

@description('How many there may be under load. More than instances turns autoscale on.')
@minValue(1)
param maxInstances int = 1

@description('0 pays by the request (serverless), which is the cheapest up to some thousand people. Else the most request units a second to scale up to: 1000 or more, by the thousand.')
@minValue(0)
param cosmosMaxThroughput int = 0

@allowed(['trace', 'debug', 'info', 'warn', 'error'])
param logLevel string = 'info'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: resourceBaseName, location: location }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: { name: resourceBaseName, location: location }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: resourceBaseName
    location: location
    maxThroughput: cosmosMaxThroughput
    readerWriterId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: resourceBaseName
    location: location
    officerId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

var domain = empty(customDomain) ? '${resourceBaseName}.azurewebsites.net' : customDomain

module web 'modules/web.bicep' = {
  name: 'web'
  params: {
    name: resourceBaseName
    location: location
    sku: webSku
    instances: instances
    maxInstances: maxInstances
    identityId: identity.outputs.id
    workspaceId: monitoring.outputs.workspaceId
    settings: {
      BOT_ID: identity.outputs.clientId
      BOT_TYPE: 'UserAssignedMsi'
      BOT_TENANT_ID: identity.outputs.tenantId
      TAB_CLIENT_ID: tabClientId
      TEAMS_APP_ID: teamsAppId
      ALLOWED_TENANTS: allowedTenants
      PUBLIC_URL: 'https://${domain}'
      COSMOS_ENDPOINT: cosmos.outputs.endpoint
      COSMOS_DATABASE: cosmos.outputs.database
      KEY_VAULT_URL: vault.outputs.url
      PRIVACY_CONTACT: privacyContact
      SECURITY_CONTACT: securityContact
      LOG_LEVEL: logLevel
    }
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: resourceBaseName
    displayName: displayName
    endpoint: 'https://${domain}/api/messages'
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
  }
}

// The Agents Toolkit writes these into the environment's file, where appPackage/ and infra/aad.manifest.json read them.
output BOT_ID string = identity.outputs.clientId
output BOT_TENANT_ID string = identity.outputs.tenantId
output BOT_DOMAIN string = domain
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = web.outputs.id
output COSMOS_ENDPOINT string = cosmos.outputs.endpoint
output KEY_VAULT_URL string = vault.outputs.url
