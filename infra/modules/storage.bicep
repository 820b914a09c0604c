metadata description = 'A storage account that is reached by identity alone, with its containers, queues and tables.'

@description('Name of the account: 3 to 24 lower-case letters and digits.')
param name string

param location string

param tags object

@description('How many copies there are, and where.')
param sku string

@description('Names of the containers.')
param containers string[]

@description('Names of the queues.')
param queues string[] = []

@description('Names of the tables.')
param tables string[] = []

@description('Whether the container $web is served to everybody, as a website; nothing else ever is.')
param website bool = false

@description('Days for which what was deleted or overwritten can be had back; 0: not at all.')
param keepDays int = 0

var keeps = keepDays > 0

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    // Readers, editors and Flex Consumption come over the internet; who may do what is said by roles.
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: keeps
    deleteRetentionPolicy: keeps ? { enabled: true, days: keepDays } : { enabled: false }
    containerDeleteRetentionPolicy: keeps ? { enabled: true, days: keepDays } : { enabled: false }
    staticWebsite: website ? { enabled: true, indexDocument: 'index.html', errorDocument404Path: '404.html' } : { enabled: false }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = [
  for item in containers: {
    parent: blobs
    name: item
    properties: { publicAccess: 'None' }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [
  for item in queues: {
    parent: queueService
    name: item
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-08-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-08-01' = [
  for item in tables: {
    parent: tableService
    name: item
  }
]

// Each publication overwrites pages and feeds; their old versions would pile up for ever.
resource forgetting 'Microsoft.Storage/storageAccounts/managementPolicies@2025-08-01' = if (keeps) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'forget-old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: keepDays } } }
          }
        }
      ]
    }
  }
  dependsOn: [blobs]
}

output name string = account.name

@description('Where the blobs are; ends with a slash.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Where $web is served, if it is; ends with a slash.')
output webEndpoint string = account.properties.primaryEndpoints.web
