#!/usr/bin/env bash
# Installs the benchmark's peers into a folder, touching nothing else: peers.sh <folder>
#   <folder>/hugo       a command; NEWSLETTER_HUGO names one that is already there
#   <folder>/eleventy   a site with its node_modules
# Hugo has no npm package that holds its program (those that exist fetch it from elsewhere while they install), and Debian 12 has one of 2023:
# so it is taken from Debian's newest suite, unpacked and not installed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)

install_hugo() {
  local apt="$folder/apt" options mirror
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  options=(-q -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update >/dev/null
  # The mirror that this machine uses anyway.
  mirror=$(apt-get "${options[@]}" indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -1)
  (cd "$apt" && apt-get "${options[@]}" download libsass1 libwebp7 >/dev/null)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$apt/sources.list"
  options+=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null)
  apt-get "${options[@]}" update >/dev/null
  (cd "$apt" && apt-get "${options[@]}" download hugo >/dev/null)
  for package in "$apt"/*.deb; do
    dpkg -x "$package" "$apt/root"
  done
  cat >"$folder/hugo" <<RUN
#!/bin/sh
LD_LIBRARY_PATH=$(dirname "$(find "$apt/root" -name 'libsass.so.1')") exec "$apt/root/usr/bin/hugo" "\$@"
RUN
  chmod +x "$folder/hugo"
}

if [[ -n "${NEWSLETTER_HUGO:-}" ]]; then
  ln -sfn "$(command -v "$NEWSLETTER_HUGO")" "$folder/hugo"
elif [[ ! -x "$folder/hugo" ]]; then
  install_hugo
fi

mkdir -p "$folder/eleventy"
cp -r "$here/peers/eleventy/." "$folder/eleventy"
[[ -d "$folder/eleventy/node_modules" ]] || (cd "$folder/eleventy" && npm ci --silent --ignore-scripts)

"$folder/hugo" version | cut -d' ' -f1,2
echo "eleventy $(node "$folder/eleventy/node_modules/@11ty/eleventy/cmd.cjs" --version)"
