metadata description = 'A key vault for what nobody may see but the app: keys of the site, passwords of mail servers. It is made empty.'

@description('Name of the vault: 3 to 24 letters, digits and hyphens.')
param name string

param location string

param tags object

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: subscription().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    // Flex Consumption comes over the internet; who may do what is said by roles.
    publicNetworkAccess: 'Enabled'
  }
}

output name string = vault.name
