// Data roles only: none of them allows changing a resource, reading a key or assigning a role.
param archiveName string
param runtimeName string
param componentName string
param deadLettersContainer string
param appPrincipalId string
param topicPrincipalId string
param deployerPrincipalId string
param deployerPrincipalType string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

// The host's storage and the connection of a blob trigger need Storage Blob Data Owner and Storage Queue Data Contributor:
// https://learn.microsoft.com/azure/azure-functions/functions-reference#grant-permission-to-the-identity
var appRoles = [blobDataOwner, queueDataContributor, tableDataContributor]

// The deployer runs the `news` command on the archive and uploads the package to the runtime account.
var deployerArchiveRoles = [blobDataContributor, queueDataContributor, tableDataContributor]
var hasDeployer = !empty(deployerPrincipalId)

resource archive 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: archiveName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = {
      name: deadLettersContainer
    }
  }
}

resource runtime 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: runtimeName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource appOnArchive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    name: guid(archive.id, appPrincipalId, role)
    scope: archive
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource appOnRuntime 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    name: guid(runtime.id, appPrincipalId, role)
    scope: runtime
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource appOnComponent 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, appPrincipalId, monitoringMetricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource topicOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(archive::blobs::deadLetters.id, topicPrincipalId, blobDataContributor)
  scope: archive::blobs::deadLetters
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
    principalId: topicPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource deployerOnArchive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in deployerArchiveRoles: if (hasDeployer) {
    name: guid(archive.id, deployerPrincipalId, role)
    scope: archive
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: deployerPrincipalId
      principalType: deployerPrincipalType
    }
  }
]

resource deployerOnRuntime 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasDeployer) {
  name: guid(runtime.id, deployerPrincipalId, blobDataContributor)
  scope: runtime
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
    principalId: deployerPrincipalId
    principalType: deployerPrincipalType
  }
}
