metadata description = 'The Functions app on Flex Consumption.'

param name string

param planName string

param location string

param tags object

@description('The app\'s user-assigned identity.')
param identityId string

@description('Its client id.')
param identityClientId string

@description('Account of the Functions host.')
param hostStorageName string

@description('The container that deployed packages lie in.')
param packageContainerUri string

@description('Account of articles, reports and the site.')
param contentStorageName string

param insightsConnectionString string

@description('Settings of the site, by their names in newsletter.yaml; empty ones are left out.')
param site object

@description('The key vault; empty: there is none.')
param vaultName string

@description('App settings that are secrets of the vault.')
param secrets string[]

@allowed(['custom', 'isolated'])
param workerModel string

param instanceMemoryMB int

param maximumInstanceCount int

// A stack takes what was built for it alone: 'dotnet-isolated' no extension bundle, which the custom handler has its triggers from, and 'custom' brings no .NET.
var runtimes = {
  custom: { name: 'custom', version: '1.0' }
  isolated: { name: 'dotnet-isolated', version: '10.0' }
}

var given = filter(items(site), setting => !empty(setting.value))

var siteSettings = toObject(given, setting => 'NEWSLETTER_${toUpper(setting.key)}', setting => setting.value)

var secretSettings = toObject(
  secrets,
  name => name,
  name => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${replace(name, '_', '-')})'
)

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    keyVaultReferenceIdentity: identityId
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: runtimes[workerModel]
      scaleAndConcurrency: { instanceMemoryMB: instanceMemoryMB, maximumInstanceCount: maximumInstanceCount }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    // Readers' own pages stand where the app does, unless it is said otherwise.
    properties: union({ NEWSLETTER_SERVICE_URL: 'https://${app.properties.defaultHostName}/' }, siteSettings, secretSettings, {
      AzureWebJobsStorage__accountName: hostStorageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      ContentStorage__accountName: contentStorageName
      ContentStorage__credential: 'managedidentity'
      ContentStorage__clientId: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    })
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('Where readers\' own pages are served; ends with a slash.')
output readersUrl string = 'https://${app.properties.defaultHostName}/'
