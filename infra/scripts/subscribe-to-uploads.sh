#!/usr/bin/env bash
# Hook `postdeploy`. Subscribes IngestDump to uploads: Event Grid calls the app's webhook for each new blob in `dumps`. The
# webhook's key, blobs_extension, exists only once the app has started, so the template cannot do this. It is safe to repeat:
# azd hooks run postdeploy
#   --dry-run   prints the calls and makes none
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/azure.sh"

dry_run=
[ "${1-}" != --dry-run ] || dry_run=yes
need AZURE_SUBSCRIPTION_ID AZURE_RESOURCE_GROUP AZURE_FUNCTION_APP_NAME NEWS_URL NEWS_ARCHIVE_ID NEWS_SYSTEM_TOPIC NEWS_DEAD_LETTERS_CONTAINER
management=${NEWS_MANAGEMENT_URL:-https://management.azure.com}
group=$management/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP/providers
host=$group/Microsoft.Web/sites/$AZURE_FUNCTION_APP_NAME/host/default
web_version='api-version=2025-03-01'
subscription="$group/Microsoft.EventGrid/systemTopics/$NEWS_SYSTEM_TOPIC/eventSubscriptions/dumps?api-version=2025-02-15"

# subscription_json KEY. Event Grid retries for a day; events that it cannot deliver go to the dead letters.
subscription_json() {
  cat <<JSON
{
  "properties": {
    "destination": {
      "endpointType": "WebHook",
      "properties": {
        "endpointUrl": "$NEWS_URL/runtime/webhooks/blobs?functionName=Host.Functions.IngestDump&code=$1"
      }
    },
    "eventDeliverySchema": "EventGridSchema",
    "filter": {
      "includedEventTypes": ["Microsoft.Storage.BlobCreated"],
      "subjectBeginsWith": "/blobServices/default/containers/dumps/blobs/"
    },
    "retryPolicy": { "maxDeliveryAttempts": 30, "eventTimeToLiveInMinutes": 1440 },
    "deadLetterWithResourceIdentity": {
      "identity": { "type": "SystemAssigned" },
      "deadLetterDestination": {
        "endpointType": "StorageBlob",
        "properties": {
          "resourceId": "$NEWS_ARCHIVE_ID",
          "blobContainerName": "$NEWS_DEAD_LETTERS_CONTAINER"
        }
      }
    }
  }
}
JSON
}

if [ -n "$dry_run" ]; then
  printf 'POST %s/sync?%s\n' "$host" "$web_version"
  printf 'POST %s/listKeys?%s, until blobs_extension is among the keys\n' "$host" "$web_version"
  printf 'PUT %s\n' "$subscription"
  subscription_json '<blobs_extension>'
  printf 'GET %s, until it has succeeded\n' "$subscription"
  exit
fi

start_calls
log_in "$management"

while :; do
  # The platform does not always find the functions of a new package by itself: https://github.com/Azure/azure-functions-host/issues/10169
  call POST "$host/sync?$web_version" --data ''
  call POST "$host/listKeys?$web_version" --data ''
  key=$(field blobs_extension)
  [ -z "$key" ] || break
  # While the app starts, its host returns all kinds of errors. Only a missing permission will not go away.
  [ "$status" != 401 ] && [ "$status" != 403 ] || fail "POST $host/listKeys: status $status" "$(cat "$scratch/answer")"
  echo "The app has not made its key blobs_extension yet (status $status)."
  is_time_left || fail "The app has made no key blobs_extension within $deadline seconds." \
    'Look at its log stream in the portal; when it has started: azd hooks run postdeploy'
done

subscription_json "$(printf '%s' "$key" | sed 's/+/%2B/g; s|/|%2F|g; s/=/%3D/g')" >"$scratch/subscription.json"
while :; do
  call PUT "$subscription" --header 'Content-Type: application/json' --data-binary "@$scratch/subscription.json"
  case $status in
    200 | 201 | 202) ;;
    # 400 also means that the webhook did not answer Event Grid's validation in time, because the app was starting.
    400 | 404 | 409) ;;
    *) is_passing || fail "PUT $subscription: status $status" "$(cat "$scratch/answer")" ;;
  esac

  state=$(field provisioningState)
  while [ "$state" = Creating ] || [ "$state" = Updating ] || [ "$state" = AwaitingManualAction ]; do
    is_time_left || break
    call GET "$subscription"
    state=$(field provisioningState)
  done
  [ "$state" != Succeeded ] || break
  echo "Event Grid has not accepted the webhook yet (status $status${state:+, $state})."
  is_time_left || fail "Event Grid did not accept the webhook within $deadline seconds (status $status${state:+, $state})." "$(cat "$scratch/answer")" \
    'Until then, uploads are found once an hour. To try again: azd hooks run postdeploy'
done
echo 'Uploads to the container dumps are ingested.'
