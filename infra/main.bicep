targetScope = 'subscription'

metadata description = 'The newsletter on Azure: all of it, in a resource group of its own.'

@description('Names the installation; with the subscription and the place it makes the names of all resources.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Azure region. It must have Flex Consumption: `az functionapp list-flexconsumption-locations`.')
param location string

@description('Settings of the site, by the names of the table of settings; what is missing keeps its default. `base_url` is where Azure serves the site, unless it is given.')
param site siteSettings = {}

@description('Object id of the editors\' group in Entra ID. They get write on `inbox`, read on `reports`, and nothing else.')
param editorsGroupId string = ''

@description('Mail address that alerts go to. Without one they are seen in the portal only.')
param alertEmail string = ''

@description('An alert comes when the site\'s feed has not changed for so many days.')
@minValue(1)
@maxValue(365)
param quietDays int = 8

@description('Copies of articles and site: `Standard_LRS` in one building, `Standard_ZRS` in three of one region (not every region has it), `Standard_GZRS` in another region too.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string = 'Standard_LRS'

@description('Days for which a deleted or overwritten article, page or report can be had back.')
@minValue(1)
@maxValue(365)
param keepDays int = 30

@description('Which of the two the app was built as: `custom`, or `isolated` where it was published with `-p:WorkerModel=isolated`.')
@allowed(['custom', 'isolated'])
param workerModel string = 'custom'

@description('Memory of an instance, in MB: 512, 2048 or 4096. Azure bills by it.')
@minValue(512)
@maxValue(4096)
param instanceMemoryMB int = 2048

@description('No more instances than this, however much is uploaded at once.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Gigabytes of logs a day; what comes after is dropped until midnight UTC, so that a fault doesn\'t run up a bill.')
@minValue(1)
param logQuotaGb int = 1

@description('Whether Azure Front Door stands before the site: compression, caches near the readers, a host name of one\'s own with a certificate.')
param frontDoor bool = false

@description('Host name of one\'s own, such as `stories.example.org`; with `frontDoor` only. The registrar needs a CNAME and a TXT record.')
param customDomain string = ''

@description('App settings that are kept in a key vault, such as `NEWSLETTER_KEYS`: each is the secret of its name there, with `-` for `_`. Without any there is no vault.')
param secrets string[] = []

@description('By the names of newsletter.yaml.')
@sealed()
type siteSettings = {
  title: string?
  tagline: string?
  base_url: string?
  id_host: string?
  language: string?
  time_zone: string?
  section: string?
  lists: string?
  full_feeds: string?
  cards: string?
  hub: string?
  mail_from: string?
  service_url: string?
  mail_reply_to: string?
  mail_unsubscribe: string?
  mail_bounces: string?
  bounce_mailbox: string?
  sendgrid_key: string?
  ses_topic: string?
  smtp: string?
  mail_connections: string?
  mail_per_minute: string?
  mail_per_hour: string?
  mail_warm_up: string?
  dkim: string?
}

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    sku: 'Standard_LRS'
    containers: ['packages']
  }
}

module contentStorage 'modules/storage.bicep' = {
  name: 'content-storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: redundancy
    containers: ['inbox', 'reports', '$web', 'state']
    queues: ['publish', 'publish-poison', 'digests', 'digests-poison', 'signups', 'signups-poison']
    tables: ['catalogue', 'ledger', 'subscribers']
    website: true
    keepDays: keepDays
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: { token: token, location: location, tags: tags, logQuotaGb: logQuotaGb }
}

module events 'modules/events.bicep' = {
  name: 'events'
  scope: group
  params: { name: 'evgt-${token}', location: location, tags: tags, contentStorageName: contentStorage.outputs.name }
}

module door 'modules/front-door.bicep' = if (frontDoor) {
  name: 'front-door'
  scope: group
  params: {
    token: token
    tags: tags
    originHost: split(contentStorage.outputs.webEndpoint, '/')[2]
    customDomain: customDomain
  }
}

var servedAt = frontDoor ? door!.outputs.siteUrl : contentStorage.outputs.webEndpoint
var siteUrl = empty(site.?base_url) ? servedAt : site.?base_url!

module vault 'modules/vault.bicep' = if (!empty(secrets)) {
  name: 'vault'
  scope: group
  params: { name: 'kv-${token}', location: location, tags: tags }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    hostStorageName: hostStorage.outputs.name
    contentStorageName: contentStorage.outputs.name
    insightsName: monitoring.outputs.insightsName
    vaultName: empty(secrets) ? '' : vault!.outputs.name
    editorsGroupId: editorsGroupId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    packageContainerUri: '${hostStorage.outputs.blobEndpoint}packages'
    contentStorageName: contentStorage.outputs.name
    insightsConnectionString: monitoring.outputs.connectionString
    site: union(site, { base_url: siteUrl })
    vaultName: empty(secrets) ? '' : vault!.outputs.name
    secrets: secrets
    workerModel: workerModel
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
  // Without its roles the host can't start.
  dependsOn: [access]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    topicId: events.outputs.topicId
    alertEmail: alertEmail
    quietDays: quietDays
  }
}

// azd keeps these, and hands them to its hooks.
output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = 'func-${token}'
output TOPIC_NAME string = 'evgt-${token}'
output CONTENT_STORAGE string = contentStorage.outputs.name
output SITE_URL string = siteUrl
output READERS_URL string = app.outputs.readersUrl
output VAULT_NAME string = empty(secrets) ? '' : vault!.outputs.name
