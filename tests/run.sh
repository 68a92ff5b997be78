# What `news test` does. The launcher `news` sources it, for the build lock and the installation of packages.
# shellcheck shell=bash

# Prints the count that `dotnet test` gives for a word, over all test projects.
count() {
  awk -v word="$1:" '$1 == word { n = $2 } END { print n + 0 }' "$artifacts/test.log"
}

run_tests() {
  cd "$root"
  require_sdk
  lock_build
  passed=0 failed=0 skipped=0
  # With the development dependencies, which a run of the program does without.
  if command -v npm >/dev/null && ! { [ -f node_modules/.package-lock.json ] && [ -d node_modules/esbuild ] && [ -d node_modules/typescript ]; }; then
    echo 'Installing Azurite, esbuild and what tests need (npm ci), once, about half a minute ...'
    npm_ci 9>&-
  fi
  echo 'Checking the format ...'
  dotnet restore NewsFunctions.sln -v quiet --disable-build-servers 9>&-
  if ! dotnet format NewsFunctions.sln --no-restore --verify-no-changes 9>&-; then
    echo 'The format check failed: run `dotnet format NewsFunctions.sln`.'
    failed=1
  fi
  echo 'Building ...'
  if dotnet build NewsFunctions.sln --no-restore -v quiet --nologo --disable-build-servers 9>&-; then
    unlock_build
    echo 'Testing ...'
    # Tests start hundreds of short processes. Profiling their code for a later compilation would cost more than it gains.
    if ! DOTNET_TieredPGO=0 dotnet test --solution NewsFunctions.sln --no-build --no-ansi --no-progress 2>&1 | tee "$artifacts/test.log"; then
      # A test program that crashed or found no tests fails without a failed test.
      [ "$(count failed)" -gt 0 ] || failed=$((failed + 1))
    fi
    passed=$(count succeeded) failed=$((failed + $(count failed))) skipped=$(count skipped)
  else
    echo 'The build failed; no test ran.'
    failed=$((failed + 1))
  fi
  [ "$skipped" -eq 0 ] && skips='' || skips=", $skipped skipped"
  echo "$passed passed, $failed failed$skips"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

test_help() {
  cat <<'EOF'
Description:
  Check the format, build everything and run all tests, on a real storage emulator, real web servers and a real browser.

Usage:
  news test [--help]

The first time it installs Azurite, esbuild and what tests need (npm ci). Tests of the page drive the Chromium on the path, or
the one that NEWS_CHROMIUM names. `dotnet test` takes filters.

Exit codes: 0 all tests passed, 1 failure.
EOF
}

run_tests_or_help() {
  if [ "$1" = help ]; then
    test_help
  elif [ $# -eq 1 ]; then
    run_tests
  else
    case $2 in
      -h | --help | '-?' | /h | '/?') test_help ;;
      *) fail "news: news test takes no arguments, and '$2' is one." 'Try: news test --help' ;;
    esac
  fi
}
