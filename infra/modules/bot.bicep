// How Teams finds the server, and knows it: the bot is the managed identity.
//
// A regional bot: what Azure Bot Service itself processes and keeps stays inside the EU. Besides 'global' it exists in
// 'westeurope' and 'centralindia' only, so its region is not the resource group's. Azure cannot move a bot that exists:
// infra/README.md, Upgrade. The trust page names this region (bot/src/http/trust/trust.ts).

param name string
param displayName string
param endpoint string
param identityId string
param clientId string
param tenantId string

var region = 'westeurope'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: region
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppId: clientId
    msaAppMSIResourceId: identityId
    msaAppTenantId: tenantId
    msaAppType: 'UserAssignedMSI'
    // Entra ID alone lets in: no channel secrets.
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: region
  properties: { channelName: 'MsTeamsChannel' }
}
