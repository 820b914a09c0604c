#!/usr/bin/env bash
# Event Grid learns whom to tell of uploads. Only now: the key to the app's door is made by its host when it first starts.
# azd runs this after each deployment; by hand: AZURE_RESOURCE_GROUP=... APP_NAME=... TOPIC_NAME=... infra/hooks/postdeploy.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for name in AZURE_RESOURCE_GROUP APP_NAME TOPIC_NAME; do
  if [[ -z "${!name:-}" ]]; then
    echo "error: $name is not set. 'azd env get-values' shows it, and so do the outputs of the deployment." >&2
    exit 3
  fi
done
if ! command -v az >/dev/null; then
  echo "error: the Azure CLI (az) is missing. Install it, sign in (az login), and run infra/hooks/postdeploy.sh again." >&2
  echo "Until then uploads are found by the sweep, within five minutes." >&2
  exit 3
fi

subscription=()
[[ -n "${AZURE_SUBSCRIPTION_ID:-}" ]] && subscription=(--subscription "$AZURE_SUBSCRIPTION_ID")
tries=${POSTDEPLOY_TRIES:-10}
for ((try = 1; try <= tries; try++)); do
  if az deployment group create ${subscription[@]+"${subscription[@]}"} --resource-group "$AZURE_RESOURCE_GROUP" --name uploads \
    --template-file subscription.bicep --parameters appName="$APP_NAME" topicName="$TOPIC_NAME" --output none; then
    echo "Event Grid tells $APP_NAME of uploads."
    exit 0
  fi
  if ((try < tries)); then
    echo "The app isn't up yet ($try of $tries); trying again in 30 s." >&2
    sleep "${POSTDEPLOY_WAIT:-30}"
  fi
done
echo "error: Event Grid could not reach $APP_NAME. Look at its log in the portal, then run infra/hooks/postdeploy.sh again." >&2
echo "Until then uploads are found by the sweep, within five minutes." >&2
exit 5
