targetScope = 'subscription'

@description('Name of the azd environment. Names of resources are derived from it.')
@minLength(1)
@maxLength(32)
param environmentName string = 'news'

@description('Region of all resources. It must offer the Flex Consumption plan.')
@metadata({ azd: { type: 'location' } })
param location string = deployment().location

@description('Object id of whoever deploys. Gets data roles on both storage accounts. Empty: no such roles.')
param principalId string = deployer().objectId

@description('What principalId is. A pipeline deploys as a service principal.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param principalType string = 'User'

@description('Maximum number of instances. 40 is the smallest value that the platform accepts: docs/deploy.md.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Who may read: whoever has a key or a role (Keys), whoever signs in (SignIn), or everyone (Open).')
@allowed(['Keys', 'SignIn', 'Open'])
param readAccess string = 'Keys'

@description('Client id of the app registration for sign-in, created by scripts/register-sign-in.sh. Empty: no sign-in.')
param signInClientId string = ''

@description('Daily cap of the logs in gigabytes. Logs beyond it are dropped until the next day.')
param logsDailyCapGb string = '0.2'

@description('Address for alerts and for the budget. Empty: neither exists.')
param alertEmail string = ''

@description('Monthly budget in the currency of the subscription. It warns and stops nothing.')
@minValue(1)
param budgetAmount int = 25

@description('First day of the month in which the budget was created. Azure refuses to change it, so the preprovision hook keeps it in the azd environment.')
param budgetStart string = utcNow('yyyy-MM-01')

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)
var watched = !empty(alertEmail)

// Names are computed here rather than taken from outputs, so that `azd provision --preview` can evaluate the modules.
var archiveName = 'starc${token}'
var runtimeName = 'strun${token}'
var identityName = 'id-news-${token}'
var workspaceName = 'log-news-${token}'
var componentName = 'appi-news-${token}'
var topicName = 'evgt-news-${token}'
var packageContainer = 'packages'
var deadLettersContainer = 'dead-letters'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    archiveName: archiveName
    runtimeName: runtimeName
    packageContainer: packageContainer
    deadLettersContainer: deadLettersContainer
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: workspaceName
    componentName: componentName
    dailyCapGb: logsDailyCapGb
    location: location
    tags: tags
  }
}

module events 'app/events.bicep' = {
  name: 'events'
  scope: group
  dependsOn: [storage]
  params: {
    name: topicName
    archiveName: archiveName
    location: location
    tags: tags
  }
}

module roles 'app/roles.bicep' = {
  name: 'roles'
  scope: group
  dependsOn: [storage, monitoring]
  params: {
    archiveName: archiveName
    runtimeName: runtimeName
    componentName: componentName
    // Part of the names of role assignments: a recreated identity needs new ones, because Azure cannot change the principal of an old one.
    #disable-next-line what-if-short-circuiting
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
    #disable-next-line what-if-short-circuiting
    topicPrincipalId: events.outputs.principalId
    deadLettersContainer: deadLettersContainer
  }
}

module functions 'app/functions.bicep' = {
  name: 'functions'
  scope: group
  // Without its roles the site cannot read its package or its storage.
  dependsOn: [roles]
  params: {
    name: 'func-news-${token}'
    planName: 'plan-news-${token}'
    location: location
    tags: tags
    archiveName: archiveName
    runtimeName: runtimeName
    packageContainer: packageContainer
    componentName: componentName
    identityName: identityName
    maximumInstanceCount: maximumInstanceCount
    readAccess: readAccess
    signInClientId: signInClientId
  }
}

module alerts 'app/alerts.bicep' = if (watched) {
  name: 'alerts'
  scope: group
  dependsOn: [events, monitoring]
  params: {
    email: alertEmail
    topicName: topicName
    workspaceName: workspaceName
    location: location
    tags: tags
  }
}

module budget 'app/budget.bicep' = if (watched) {
  name: 'budget'
  scope: group
  params: {
    email: alertEmail
    amount: budgetAmount
    start: budgetStart
  }
}

// azd keeps these in its environment, where the hooks find them.
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = functions.outputs.name
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output NEWS_URL string = functions.outputs.url
output NEWS_ARCHIVE_ACCOUNT string = archiveName
output NEWS_ARCHIVE_ID string = storage.outputs.archiveId
output NEWS_ARCHIVE_BLOB_URL string = storage.outputs.archiveBlobUrl
output NEWS_RUNTIME_BLOB_URL string = storage.outputs.runtimeBlobUrl
output NEWS_PACKAGE_CONTAINER string = packageContainer
output NEWS_DEAD_LETTERS_CONTAINER string = deadLettersContainer
output NEWS_SYSTEM_TOPIC string = topicName
