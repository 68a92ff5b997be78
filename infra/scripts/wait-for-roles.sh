#!/usr/bin/env bash
# Hook `predeploy`. A new role assignment takes some minutes to take effect. Until then the storage refuses the upload of the
# package. This script writes a blob to both accounts until the write succeeds, and deletes it again.
#   --dry-run   prints the calls and makes none
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/azure.sh"

dry_run=
[ "${1-}" != --dry-run ] || dry_run=yes
need NEWS_RUNTIME_BLOB_URL NEWS_PACKAGE_CONTAINER NEWS_ARCHIVE_BLOB_URL NEWS_DEAD_LETTERS_CONTAINER
blobs=(
  "$NEWS_RUNTIME_BLOB_URL$NEWS_PACKAGE_CONTAINER/role-check"
  "$NEWS_ARCHIVE_BLOB_URL$NEWS_DEAD_LETTERS_CONTAINER/role-check"
)

if [ -n "$dry_run" ]; then
  for blob in "${blobs[@]}"; do
    printf 'PUT %s\n' "$blob"
    printf 'DELETE %s\n' "$blob"
  done
  exit
fi

start_calls
log_in https://storage.azure.com
for blob in "${blobs[@]}"; do
  while :; do
    call PUT "$blob" --header 'x-ms-version: 2024-11-04' --header 'x-ms-blob-type: BlockBlob' --data ''
    [ "$status" != 201 ] || break
    # A role that has not taken effect yet and a missing role look the same.
    [ "$status" = 403 ] || is_passing || fail "PUT $blob: status $status" "$(cat "$scratch/answer")"
    echo "The role assignments have not taken effect yet (status $status)."
    is_time_left || fail "PUT $blob was refused for $deadline seconds (status $status)." \
      'Whoever is logged in to azd needs the role Storage Blob Data Contributor on this account. `azd provision` assigns it to AZURE_PRINCIPAL_ID.'
  done
  call DELETE "$blob" --header 'x-ms-version: 2024-11-04'
done
echo 'The role assignments have taken effect.'
