#!/usr/bin/env bash
# Publishes the same articles with the newsletter and its peers, in turn, and prints medians side by side.
#   compare.sh [--articles "1000 10000"] [--rounds 3] [--tools "newsletter hugo eleventy"] [--work folder]
# Three runs each: all articles into an empty folder; again with no change; again with one article more.
# NEWSLETTER_PUBLISH is the command measured as ours, run in a folder that holds inbox/ and gets public/.
# The work folder (.build/benchmarks) can be in memory, such as below /dev/shm, where others use the disk.
# Flat memory: compare.sh --tools newsletter --articles "1000 10000 100000"
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
articles="1000 10000" rounds=3 tools="newsletter hugo eleventy" work="$root/.build/benchmarks"
while [[ $# -gt 0 ]]; do
  case $1 in
    --articles) articles=$2 ;;
    --rounds) rounds=$2 ;;
    --tools) tools=$2 ;;
    --work) work=$2 ;;
    *) sed -n '2,7s/^# *//p' "$0" && exit 2 ;;
  esac
  shift 2
done

publish=${NEWSLETTER_PUBLISH:-"$root/newsletter publish inbox --out public"}
mkdir -p "$work"
[[ -x /usr/bin/time ]] || { echo "compare.sh needs GNU time: apt-get install time" >&2 && exit 1; }
dotnet build -c Release -v quiet -nologo "$here/Newsletter.Benchmarks.csproj" >&2
[[ "$tools" == newsletter ]] || "$here/peers.sh" "$work/peers" >&2
# The first run after a change builds the command.
[[ -n "${NEWSLETTER_PUBLISH:-}" ]] || "$root/newsletter" --version >/dev/null

corpus() { dotnet "$here/bin/Release/net10.0/Newsletter.Benchmarks.dll" corpus "$@"; }

input() {
  case $1 in
    newsletter) echo "$work/newsletter/inbox" ;;
    hugo) echo "$work/hugo/content/explainers" ;;
    eleventy) echo "$work/peers/eleventy/site/explainers" ;;
  esac
}

# What a run starts from: the articles and the peer's templates, no output of an earlier run.
prepare() {
  local size=$1 tool=$2
  case $tool in
    newsletter) rm -rf "$work/newsletter" ;;
    hugo) rm -rf "$work/hugo" && mkdir -p "$work/hugo" && cp -r "$here/peers/hugo/." "$work/hugo" ;;
    eleventy) rm -rf "$(input eleventy)" "$work/peers/eleventy/public" ;;
  esac
  corpus "$tool" "$(input "$tool")" "$size"
}

wipe() {
  case $1 in
    newsletter) find "$work/newsletter" -mindepth 1 -maxdepth 1 ! -name inbox -exec rm -rf {} + ;;
    hugo) rm -rf "$work/hugo/public" "$work/hugo/resources" ;;
    eleventy) rm -rf "$work/peers/eleventy/public" ;;
  esac
}

# One measured run: a line "size tool step wall cpu-user cpu-system peak-KiB files-written".
measure() {
  local size=$1 tool=$2 step=$3 folder command
  case $tool in
    newsletter) folder="$work/newsletter" command=$publish ;;
    hugo) folder="$work/hugo" command="$work/peers/hugo --quiet" ;;
    eleventy) folder="$work/peers/eleventy" command="node node_modules/@11ty/eleventy/cmd.cjs --quiet" ;;
  esac
  # What the last run left to be written to disk is not this one's time.
  sync
  touch "$work/mark"
  (cd "$folder" && /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c "$command" >"$work/log" 2>&1 </dev/null) ||
    { echo "$tool failed:" && tail -20 "$work/log" && exit 1; } >&2
  echo "$size $tool $step $(tail -1 "$work/time") $(find "$folder/public" -type f -newer "$work/mark" | wc -l)" | tee -a "$work/runs" >&2
}

# The extra article is the one that "corpus ... extra" adds: known by not being there before.
round() {
  local size=$1 tool=$2 folder
  folder=$(input "$tool")
  wipe "$tool"
  measure "$size" "$tool" full
  measure "$size" "$tool" again
  ls "$folder" >"$work/before"
  corpus "$tool" "$folder" "$size" extra
  measure "$size" "$tool" one-more
  ls "$folder" | comm -13 "$work/before" - | while read -r extra; do rm "$folder/$extra"; done
}

: >"$work/runs"
for size in $articles; do
  for tool in $tools; do prepare "$size" "$tool"; done
  for ((i = 0; i < rounds; i++)); do
    for tool in $tools; do round "$size" "$tool"; done
  done
done
node "$here/report.mjs" "$work/runs"
