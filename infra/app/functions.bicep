param name string
param planName string
param location string
param tags object
param archiveName string
param runtimeName string
param packageContainer string
param componentName string
param identityName string
param maximumInstanceCount int
param readAccess string
param signInClientId string

// The operator's own settings: hashes of keys, sites, captures, limits. docs/deploy.md.
var ownSettings = loadJsonContent('../settings.json')
var hasSignIn = !empty(signInClientId)
var mustSignIn = hasSignIn && readAccess == 'SignIn'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource archive 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: archiveName
}

resource runtime 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: runtimeName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var settings = union(
  // A trigger names this one. The host resolves it from app settings and does not know the app's default.
  { LinkCheckSchedule: '0 */15 * * * *' },
  ownSettings,
  {
    AzureWebJobsStorage__blobServiceUri: runtime.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: runtime.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: runtime.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    ArchiveStorage__blobServiceUri: archive.properties.primaryEndpoints.blob
    ArchiveStorage__queueServiceUri: archive.properties.primaryEndpoints.queue
    ArchiveStorage__tableServiceUri: archive.properties.primaryEndpoints.table
    ArchiveStorage__credential: 'managedidentity'
    ArchiveStorage__clientId: identity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    // Without it, .NET 10 workers can crash on Flex Consumption: https://github.com/Azure/azure-functions-dotnet-worker/issues/3335
    WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '0'
  },
  {
    Access__Read: readAccess == 'SignIn' && !hasSignIn
      ? fail('NEWS_READ_ACCESS is SignIn, but there is no sign-in yet. Run infra/scripts/register-sign-in.sh first.')
      : readAccess
  },
  hasSignIn
    ? {
        Access__TrustPlatformSignIn: 'true'
        // The platform uses the identity instead of a client secret.
        OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.properties.clientId
      }
    : {}
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: map(items(settings), setting => { name: setting.key, value: setting.value })
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${runtime.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        // One core. 512 MB come with a quarter of a core, and parsing needs more.
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
        // None: an idle archive costs nothing but its storage.
        alwaysReady: []
        triggers: { http: { perInstanceConcurrency: 16 } }
      }
    }
  }

  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noBasicDeployment 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  // The app itself decides who may do what. The platform refuses callers only where everyone is to sign in.
  // Also deployed without sign-in, because that is what switches it off again.
  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: hasSignIn }
      globalValidation: {
        requireAuthentication: mustSignIn
        unauthenticatedClientAction: mustSignIn ? 'RedirectToLoginPage' : 'AllowAnonymous'
        // Probes, feed readers and Event Grid cannot sign in. Event Grid has a key of its own.
        excludedPaths: ['/api/health', '/api/feeds/*', '/runtime/webhooks/*']
      }
      httpSettings: { requireHttps: true }
      identityProviders: hasSignIn
        ? {
            azureActiveDirectory: {
              enabled: true
              registration: {
                clientId: signInClientId
                clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
                openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
              }
              validation: { allowedAudiences: [signInClientId, 'api://${signInClientId}'] }
            }
          }
        : {}
      login: { tokenStore: { enabled: false } }
    }
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
