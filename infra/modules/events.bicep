metadata description = 'What happens to blobs of the content account is told to the topic; subscription.bicep says who hears of it.'

param name string

param location string

param tags object

@description('Account of articles, reports and the site.')
param contentStorageName string

resource content 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: contentStorageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    source: content.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output topicId string = topic.id
