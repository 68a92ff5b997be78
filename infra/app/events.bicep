// The topic only. The subscription needs the app's blobs_extension key, which exists once the app runs: scripts/subscribe-to-uploads.sh.
param name string
param archiveName string
param location string
param tags object

resource archive 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: archiveName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  // Writes dead letters. The archive has no keys that Event Grid could use instead.
  identity: { type: 'SystemAssigned' }
  properties: {
    source: archive.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output principalId string = topic.identity.principalId
