metadata description = 'Event Grid calls IngestArticle for each upload. Deployed after the app, whose host makes the key: infra/hooks/postdeploy.sh.'

@description('Name of the Functions app.')
param appName string

@description('Name of the Event Grid topic of the content account.')
param topicName string

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

// The key goes from the app to Event Grid without being shown to anybody.
var key = listKeys('${app.id}/host/default', '2024-11-01').systemKeys.blobs_extension

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.IngestArticle&code=${key}'
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/inbox/'
    }
    // What isn't delivered within the hour the sweep has found long ago.
    retryPolicy: { eventTimeToLiveInMinutes: 60, maxDeliveryAttempts: 30 }
  }
}
