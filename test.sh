#!/usr/bin/env bash
# Checks everything: installs what is missing, builds, checks the format, runs every test.
# The last line is "N passed, N failed"; the exit code is 0 only when nothing failed. A skipped test counts as failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# In memory where there is room (containers often have 64 MB): most tests make and delete many files, which takes a disk longer than the tests.
room=$(df --output=avail -B 1G /dev/shm 2>/dev/null | tail -1) || true
if [[ ${room:-0} -ge 4 ]]; then
  scratch=$(mktemp -d /dev/shm/n.XXXXXX)
else
  scratch=$(mktemp -d)
fi
trap 'rm -rf "$scratch"' EXIT
logs=$scratch/logs
mkdir "$logs" "$scratch/tmp"
# Mail servers have users of their own.
chmod 711 "$scratch" "$scratch/tmp"
export TMPDIR=$scratch/tmp
# Most of what .NET runs here is over before compiling it again pays: only what is called very often (1,024 times, in hexadecimal) is.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=400
export HOME="${HOME:-$logs}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 NO_COLOR=1
restore_mode=()
if [[ "${CI:-}" == true ]]; then
  # What is committed is what is built; no build server outlives the run.
  restore_mode=(--locked-mode)
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
fi

passed=0
failed=0

finish() {
  wait
  echo "$passed passed, $failed failed"
  [[ $failed -eq 0 && $passed -gt 0 ]] || exit 1
  exit 0
}

# check <name> <command...>: one check, quiet unless it fails.
check() {
  local name=$1 began=$SECONDS
  shift
  if "$@" >"$logs/log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    echo "ok    $name ($((SECONDS - began)) s)"
    # Advisories against packages.
    grep -o 'warning NU19.*' "$logs/log" | sed 's/ \[[^]]*\]$//' | sort -u || true
  else
    failed=$((failed + 1))
    echo "FAIL  $name"
    sort -u "$logs/log" | grep -E '(error|warning) ?[A-Z0-9]*:|ERR!|^E: ' | sed 's/ \[[^]]*\]$//' | head -40 || tail -40 "$logs/log"
    return 1
  fi
}

# begin <name> <command...>: starts what nobody waits for yet; `check <name> ended <name>` does.
declare -A begun=()
begin() {
  local name=$1
  shift
  "$@" >"$logs/$name.begun" 2>&1 </dev/null &
  begun[$name]=$!
}

ended() {
  local good=0
  wait "${begun[$1]}" || good=$?
  cat "$logs/$1.begun"
  return "$good"
}

# Debian's packages for the commands that tests run.
tools() {
  local missing=() wished=()
  if [[ -z "${NEWSLETTER_CHROMIUM:-}" ]]; then
    [[ -x /usr/bin/chromium ]] || missing+=(chromium)
    # Where it is, tests of pages take half the time.
    [[ -x /usr/bin/chromium-headless-shell ]] || wished+=(chromium-headless-shell)
  fi
  command -v xmllint >/dev/null || missing+=(libxml2-utils)
  command -v newsboat >/dev/null || missing+=(newsboat)
  /usr/bin/python3 -c 'import feedparser' 2>/dev/null || missing+=(python3-feedparser)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
  /usr/bin/python3 -c 'import dkim, nacl' 2>/dev/null || missing+=(python3-dkim python3-nacl)
  command -v sfeed_html >/dev/null || missing+=(sfeed)
  command -v neomutt >/dev/null || missing+=(neomutt)
  command -v w3m >/dev/null || missing+=(w3m)
  command -v tmux >/dev/null || missing+=(tmux)
  compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || missing+=(libfaketime)
  command -v spamassassin >/dev/null || missing+=(spamassassin)
  [[ -x /usr/sbin/dovecot ]] || missing+=(dovecot-imapd)
  [[ ${#missing[@]} -eq 0 && ${#wished[@]} -eq 0 ]] && return
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    [[ ${#missing[@]} -eq 0 ]] && return
    echo "error: the tests need ${missing[*]}. Install them: sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -q -y -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update
  [[ ${#wished[@]} -eq 0 ]] || "${apt[@]}" install --no-install-recommends "${wished[@]}" || true
  [[ ${#missing[@]} -eq 0 ]] || "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

# npm packages of a folder, by its lock file; again only when that has changed.
npm_packages() (
  cd "$1"
  cmp -s package-lock.json node_modules/.lock || { npm ci --ignore-scripts && cp package-lock.json node_modules/.lock; }
)

# run_tests <name> <project> <arguments...>: runs a test project and says how that went. The last line is "passed failed": what its report counts; one that
# crashes or runs nothing has failed. With two projects at once, so many tests of each run as the machine has cores: more would wait for each other.
run_tests() {
  local name=$1 project=$2 began=$SECONDS ended_well=true counters total good
  shift 2
  dotnet test "$project" --no-build "$@" --results-directory "$logs" --logger "trx;LogFileName=$name.trx" \
    --blame-hang-timeout 8m --blame-hang-dump-type none -- "xUnit.MaxParallelThreads=$(nproc)" >"$logs/$name.log" 2>&1 </dev/null || ended_well=false
  counters=$(grep -o '<Counters [^>]*' "$logs/$name.trx" 2>/dev/null || true)
  total=$(sed -n 's/.* total="\([0-9]*\)".*/\1/p' <<<"$counters")
  good=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")
  total=${total:-0} good=${good:-0}
  if [[ $total -eq 0 || ($ended_well == false && $total -eq $good) ]]; then
    total=$((total + 1))
  fi
  if [[ $total -eq $good ]]; then
    echo "ok    $name: $good tests ($((SECONDS - began)) s)"
  else
    echo "FAIL  $name: $((total - good)) of $total"
    grep -v -E '^ *at (System|Xunit|Microsoft)\.|^(Test run for|A total of|\[xUnit)|^ *Stack Trace:|^--- End of stack|^Results File|^Data collector|^$' "$logs/$name.log" || true
  fi
  echo "$good $((total - good))"
}

# count_tests <file>: shows what run_tests said, and adds what it counted.
count_tests() {
  local good bad
  read -r good bad < <(tail -1 "$1") || true
  head -n -1 "$1" || true
  passed=$((passed + ${good:-0}))
  failed=$((failed + ${bad:-1}))
}

# The isolated worker (docs/developers.md) has packages and a folder of its own. The worker's SDK warns of itself, so warnings are no failure here.
isolated=(tests/Newsletter.Functions.Tests -p:WorkerModel=isolated)
# Its packages are not on every feed, so it is built where that is asked for.
isolated_worker() {
  if [[ "${NEWSLETTER_ISOLATED:-}" != 1 ]]; then
    echo "      isolated worker: built and tested with NEWSLETTER_ISOLATED=1"
    return
  fi

  check "isolated worker: restore" dotnet restore "${isolated[@]}" "${restore_mode[@]}" -v quiet &&
    check "isolated worker: build" dotnet build "${isolated[@]}" --no-restore -v quiet &&
    run_tests "isolated worker" "${isolated[@]}" >"$logs/isolated" && count_tests "$logs/isolated"
}

begin restore dotnet restore "${restore_mode[@]}" -v quiet
check "tools" tools || finish
check "web tools" npm_packages tests/web-tools || finish
begin emulator npm_packages tests/azurite
check "restore" ended restore || finish
# Tests run the command as its users have it; its build has folders of its own.
begin command ./newsletter --version
check "build" dotnet build --no-restore -v quiet -warnaserror -warnnotaserror:NU1900,NU1901,NU1902,NU1903,NU1904 || finish
# Style rules are errors of the build.
begin format dotnet format whitespace --verify-no-changes --no-restore
check "command" ended command || finish
export NEWSLETTER_CLI=$PWD/.build/cli/Newsletter.Cli.dll
rm -rf .build/app
check "app" dotnet publish src/Newsletter.Functions -c Debug -o .build/app -p:BuildProjectReferences=false -v quiet || finish
export NEWSLETTER_APP=$PWD/.build/app
check "storage emulator" ended emulator || finish
check "format" ended format || true
# Two at once: those of the storage account and of the app wait for the emulator most of the time.
for lane in "Newsletter.Azure.Tests Newsletter.Functions.Tests" Newsletter.Tests; do
  for name in $lane; do
    run_tests "$name" "tests/$name" >"$logs/$name.said" || true
  done &
done
wait
for project in $(grep -l 'Microsoft.NET.Test.Sdk' tests/*/*.csproj); do
  count_tests "$logs/$(basename "$project" .csproj).said"
done
isolated_worker || true
finish
