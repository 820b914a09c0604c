metadata description = 'Where logs and measurements go.'

@description('Ends the names of what is made.')
param token string

param location string

param tags object

@description('Gigabytes a day after which logs are dropped until midnight UTC.')
param logQuotaGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: logQuotaGb }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.id
  }
}

output insightsName string = insights.name

output workspaceId string = workspace.id

@description('Says where telemetry goes; it lets nobody send any without a role.')
output connectionString string = insights.properties.ConnectionString
