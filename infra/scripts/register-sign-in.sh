#!/usr/bin/env bash
# Creates the app registration for sign-in. Run it after the first `azd up`; it is safe to repeat. The registration has no client
# secret: it trusts the app's managed identity. Needs the Azure CLI (az) with a login that may register applications.
#   --dry-run   prints the commands and runs none
# Then switch sign-in on: azd provision
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/azure.sh"

dry_run=
[ "${1-}" != --dry-run ] || dry_run=yes
need AZURE_ENV_NAME AZURE_TENANT_ID AZURE_IDENTITY_PRINCIPAL_ID NEWS_URL
name=news-$AZURE_ENV_NAME
# The roles that the app checks. The ids are arbitrary but must not change.
roles='[{"id":"c1f0a6d4-3a6e-4c0b-8a35-9d0f6d7b2e18","value":"Archive.Read","displayName":"Archive.Read","description":"Reads the archive.","allowedMemberTypes":["User","Application"],"isEnabled":true},{"id":"5b0f6c52-7f0a-4b51-9f4e-0c6f5d1a2e77","value":"Archive.Write","displayName":"Archive.Write","description":"Reads the archive, uploads dumps and requests checks.","allowedMemberTypes":["User","Application"],"isEnabled":true}]'
# Audience and issuer as https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
credential='{"name":"app-identity","issuer":"https://login.microsoftonline.com/'$AZURE_TENANT_ID'/v2.0","subject":"'$AZURE_IDENTITY_PRINCIPAL_ID'","audiences":["api://AzureADTokenExchange"]}'

# Prints a command in a dry run, else runs it.
run() {
  if [ -n "$dry_run" ]; then
    printf '%s' "$1"
    shift
    printf " '%s'" "$@"
    printf '\n'
  else
    "$@"
  fi
}

# lookup ARGUMENTS: prints one value from Entra. Prints nothing in a dry run, which therefore shows a first run.
lookup() {
  [ -n "$dry_run" ] || az "$@" --output tsv
}

if [ -z "$dry_run" ]; then
  command -v az >/dev/null || fail 'The Azure CLI (az) was not found: https://aka.ms/azure-cli'
fi
settings=(--web-redirect-uris "$NEWS_URL/.auth/login/aad/callback" --enable-id-token-issuance true --sign-in-audience AzureADMyOrg --app-roles "$roles" --output none)
client=$(lookup ad app list --filter "displayName eq '$name'" --query '[0].appId')
if [ -z "$client" ]; then
  run az ad app create --display-name "$name" "${settings[@]}"
  client=$(lookup ad app list --filter "displayName eq '$name'" --query '[0].appId')
  client=${client:-<client id>}
else
  run az ad app update --id "$client" "${settings[@]}"
fi
if [ -z "$(lookup ad sp list --filter "appId eq '$client'" --query '[0].id')" ]; then
  run az ad sp create --id "$client" --output none
fi
if [ -z "$(lookup ad app federated-credential list --id "$client" --query "[?name=='app-identity'].id")" ]; then
  run az ad app federated-credential create --id "$client" --parameters "$credential" --output none
else
  run az ad app federated-credential update --id "$client" --federated-credential-id app-identity --parameters "$credential" --output none
fi
run azd env set NEWS_SIGN_IN_CLIENT_ID "$client"
echo "Next: azd provision. Then give people the role Archive.Read or Archive.Write: Entra ID, Enterprise applications, $name, Users and groups."
