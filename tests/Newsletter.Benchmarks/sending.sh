#!/usr/bin/env bash
# Sends the same mails with the newsletter and its peers, in turn, into two servers on this machine, and prints medians side by side.
#   sending.sh [--rounds 3] [--mails 10000] [--connections 16] [--work folder] [--only "send mailkit"]
# The servers: Postfix's smtp-sink, and one that only reads and answers 250 (`mail sink`). The mails: about 35 KB, 20 of 60 articles chosen by each reader.
# Beside them: Postfix's smtp-source (one mail of that size again and again), plain MailKit, nodemailer, and what `openssl speed` signs.
# The work folder (.build/benchmarks/mail) can be in memory, such as below /dev/shm, where others use the disk; the ledger's writes are only safe on a disk.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
rounds=3 mails=10000 connections=16 work="$root/.build/benchmarks/mail" only="smtp-source send rsa ed25519 both mailkit mailkit-rsa nodemailer nodemailer-rsa ledger"
while [[ $# -gt 0 ]]; do
  case $1 in
    --rounds) rounds=$2 ;;
    --mails) mails=$2 ;;
    --connections) connections=$2 ;;
    --work) work=$2 ;;
    --only) only=$2 ;;
    *) sed -n '2,7s/^# *//p' "$0" && exit 2 ;;
  esac
  shift 2
done

for tool in smtp-sink smtp-source; do
  [[ -x /usr/sbin/$tool ]] || { echo "sending.sh needs $tool: apt-get install postfix" >&2 && exit 1; }
done
mkdir -p "$work"
[[ -n "${NEWSLETTER_BUILT:-}" ]] || dotnet build -c Release -v quiet -nologo "$here/Newsletter.Benchmarks.csproj" >&2
mail() { dotnet "$here/bin/Release/net10.0/Newsletter.Benchmarks.dll" mail "$@"; }

cp -r "$here/peers/nodemailer/." "$work/nodemailer"
[[ -d "$work/nodemailer/node_modules" ]] || (cd "$work/nodemailer" && npm ci --silent --ignore-scripts)
[[ -f "$work/rsa.pem" ]] || openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/rsa.pem"
[[ -f "$work/ed25519.pem" ]] || openssl genpkey -algorithm ed25519 -out "$work/ed25519.pem"
mail pieces "$work/site" "$work/pieces.json" >"$work/size"

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# What a tool prints of a run of so many mails: a line of JSON.
run() {
  local tool=$1 port=$2 count=$3 began
  case $tool in
    send) mail send "$work/site" 127.0.0.1 "$port" "$count" "$connections" ;;
    rsa) mail send "$work/site" 127.0.0.1 "$port" "$count" "$connections" "$work/rsa.pem" ;;
    ed25519) mail send "$work/site" 127.0.0.1 "$port" "$count" "$connections" "$work/ed25519.pem" ;;
    both) mail send "$work/site" 127.0.0.1 "$port" "$count" "$connections" "$work/rsa.pem" "$work/ed25519.pem" ;;
    ledger) rm -rf "$work/ledger" && mail ledger "$work/ledger" 127.0.0.1 "$port" "$((count / 5))" "$connections" "$work/rsa.pem" ;;
    mailkit) mail mailkit "$work/site" 127.0.0.1 "$port" "$((count / 4))" "$connections" ;;
    mailkit-rsa) mail mailkit "$work/site" 127.0.0.1 "$port" "$((count / 4))" "$connections" "$work/rsa.pem" ;;
    nodemailer) node "$work/nodemailer/send.mjs" "$work/pieces.json" "$port" "$((count / 8))" "$connections" ;;
    nodemailer-rsa) node "$work/nodemailer/send.mjs" "$work/pieces.json" "$port" "$((count / 8))" "$connections" "$work/rsa.pem" ;;
    smtp-source)
      began=$(date +%s%N)
      smtp-source -d -s "$connections" -m "$count" -l "$(cat "$work/size")" -f news@site.example -t reader@example.org "127.0.0.1:$port"
      echo "{\"name\":\"smtp-source\",\"mails\":$count,\"seconds\":$((($(date +%s%N) - began) / 1000000))e-3,\"cpu\":0,\"peak\":0}"
      ;;
  esac
}

# With a server of its own that ends with it: run_into <sink> <tool>
run_into() {
  local sink=$1 tool=$2 port server
  port=$(free_port)
  if [[ $sink == smtp-sink ]]; then
    smtp-sink "${user[@]}" 127.0.0.1:"$port" 512 2>/dev/null &
    server=$!
  else
    exec 9> >(exec dotnet "$here/bin/Release/net10.0/Newsletter.Benchmarks.dll" mail sink "$port")
    server=
  fi
  for ((wait = 0; wait < 400; wait++)); do
    (: <>/dev/tcp/127.0.0.1/"$port") 2>/dev/null && break
    sleep 0.05
  done
  echo "$sink $tool $(run "$tool" "$port" "$mails" 9>&-)" | tee -a "$work/runs" >&2
  if [[ -n $server ]]; then
    kill "$server" && wait "$server" 2>/dev/null || true
  else
    exec 9>&-
  fi
}

PATH=$PATH:/usr/sbin
# As root it asks for somebody to be.
user=()
[[ $(id -u) -ne 0 ]] || user=(-u nobody)
: >"$work/runs"
for ((i = 0; i < rounds; i++)); do
  echo "openssl rsa {\"mails\":$(openssl speed -seconds 2 -multi "$(nproc)" rsa2048 2>/dev/null | awk '$1 == "rsa" && $2 == "2048" { printf "%d", $6 }'),\"seconds\":1,\"cpu\":0,\"peak\":0}" | tee -a "$work/runs" >&2
  for sink in smtp-sink minimal; do
    for tool in $only; do run_into "$sink" "$tool"; done
  done
done
node "$here/sending.mjs" "$work/runs"
