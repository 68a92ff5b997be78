param name string
param location string
param tags object

// One identity for the app and its sign-in. User-assigned, so that it can get its roles before the site exists.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
