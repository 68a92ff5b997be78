# Shared by the scripts in this folder. They run as azd hooks, with the values of the azd environment, and call Azure with curl
# and azd's login. Works with bash 3.2, which macOS has.
# Tokens and keys are never passed as arguments, because anyone on the machine can list those.

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# need NAME ...: fails unless all of these values of the azd environment are set. Hooks have them; a script that is started by
# hand loads them here.
need() {
  local name
  if [ -z "${!1-}" ] && command -v azd >/dev/null; then
    set -a
    eval "$(azd env get-values)"
    set +a
  fi
  for name in "$@"; do
    [ -n "${!name-}" ] || fail "$name is not set. Run \`azd provision\` first."
  done
}

# How long to wait for Azure in all, and between two attempts.
deadline=${NEWS_WAIT_SECONDS:-600}
pause=${NEWS_RETRY_SECONDS:-10}

# Waits before the next attempt; false when the time is up.
is_time_left() {
  [ "$SECONDS" -lt "$deadline" ] && sleep "$pause"
}

start_calls() {
  command -v azd >/dev/null || fail 'azd was not found: https://aka.ms/azd-install'
  command -v curl >/dev/null || fail 'curl was not found.'
  umask 077
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
}

# The audience of the tokens for the calls that follow.
log_in() {
  local answer
  answer=$(azd auth token --scope "$1/.default" --output json) || fail 'azd is not logged in. Run `azd auth login`.'
  token=$(printf '%s' "$answer" | tr -d '\n' | sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p')
  [ -n "$token" ] || fail 'azd gave no token. Run `azd auth login`.'
}

# call METHOD URL [CURL OPTIONS]: sets `status` (000 without an answer) and writes the answer to $scratch/answer.
call() {
  local method=$1 url=$2
  shift 2
  : >"$scratch/answer"
  status=$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --config - --silent --show-error --max-time 100 --request "$method" --output "$scratch/answer" \
      --write-out '%{http_code}' "$@" "$url") || status=000
}

# field NAME: the string of that name in the answer; nothing where it has none.
field() {
  tr -d '\n' <"$scratch/answer" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# True for a status that is worth another attempt: no answer, too many calls, a fault of the service.
is_passing() {
  case $status in
    000 | 408 | 429 | 5??) return 0 ;;
    *) return 1 ;;
  esac
}
