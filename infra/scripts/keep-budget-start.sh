#!/usr/bin/env bash
# Hook `preprovision`. Azure refuses to create a budget that starts in a past month, and refuses to change the start of an
# existing one. So the azd environment keeps the month in which the budget was created.
set -euo pipefail

if [ -n "${NEWS_ALERT_EMAIL-}" ] && [ -z "${NEWS_BUDGET_START-}" ]; then
  azd env set NEWS_BUDGET_START "$(date -u +%Y-%m-01)"
fi
