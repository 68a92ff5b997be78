// Two accounts: the archive is versioned and can be restored; the runtime's state is disposable.
param archiveName string
param runtimeName string
param packageContainer string
param deadLettersContainer string
param location string
param tags object

@description('How long deleted or replaced blobs and deleted containers can be restored.')
param retentionDays int = 30

// The app creates everything else. These must exist before it first runs: people upload to them, and the scale controller reads them.
var archiveContainers = ['dumps', deadLettersContainer]
var archiveQueues = [
  'link-checks'
  'link-checks-poison'
  'ingests'
  'ingests-poison'
  'rescues'
  'captures'
  'webhooks'
  'webhooks-poison'
  'webjobs-blobtrigger-poison'
]

var accountProperties = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  publicNetworkAccess: 'Enabled'
  supportsHttpsTrafficOnly: true
}

resource archive 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: archiveName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: accountProperties
}

resource archiveBlobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: archive
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: retentionDays }
    containerDeleteRetentionPolicy: { enabled: true, days: retentionDays }
  }

  resource containers 'containers' = [
    for name in archiveContainers: {
      name: name
      properties: { publicAccess: 'None' }
    }
  ]
}

resource archiveQueueService 'Microsoft.Storage/storageAccounts/queueServices@2026-09-01' = {
  parent: archive
  name: 'default'

  resource queues 'queues' = [for name in archiveQueues: { name: name }]
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-09-01' = {
  parent: archive
  name: 'default'
  dependsOn: [archiveBlobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-old-versions'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: retentionDays } } }
          }
        }
        {
          name: 'cool-captures'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['captures/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
        {
          name: 'delete-dead-letters'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${deadLettersContainer}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

resource runtime 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: runtimeName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: accountProperties
}

resource runtimeBlobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: runtime
  name: 'default'
  properties: {
    isVersioningEnabled: false
    // Leases and receipts change all the time; keeping deleted ones would only cost money.
    deleteRetentionPolicy: { enabled: false }
  }

  resource packages 'containers' = {
    name: packageContainer
    properties: { publicAccess: 'None' }
  }
}

output archiveId string = archive.id
output archiveBlobUrl string = archive.properties.primaryEndpoints.blob
output runtimeBlobUrl string = runtime.properties.primaryEndpoints.blob
