#!/usr/bin/env bash
# Measures the cost of tokens: polls a server without tokens, one with HS256 and one with RS256, in turns.
#   mvn -q -DskipTests package && docs/load/tokens.sh
# Needs Linux, wrk, openssl, xxd, redis-server and redis-cli. Options are environment variables:
#   JOBS=20000    jobs in Redis
#   CONNS=64      connections of wrk, with THREADS=2 threads
#   WARMUP=10     seconds of warm-up for each server
#   SECS=5        seconds of a round
#   ROUNDS=3      rounds
#   JAVA=java     the Java for the servers
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

jobs=${JOBS:-20000}
needs wrk openssl xxd redis-server redis-cli "$java"

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# Prints a token with that header, signed by the command in the other arguments.
token() {
  local input
  input=$(printf '%s' "$1" | base64url).$(printf '{"sub":"load","exp":%d}' "$(($(date +%s) + 3600))" | base64url)
  shift
  printf '%s.%s' "$input" "$(printf '%s' "$input" | "$@" | base64url)"
}

declare -A pids ports tokens
clean_up() {
  local name
  for name in "${!pids[@]}"; do stop "${pids[$name]}"; done
  stop "$redis_pid"
  rm -rf "$work"
}

load() {
  local -a field=()
  if [[ -n ${tokens[$1]} ]]; then field=(-H "Authorization: Bearer ${tokens[$1]}"); fi
  wrk -t "${THREADS:-2}" -c "${CONNS:-64}" -d "$2" "${field[@]}" -s "$root/docs/load/poll.lua" \
    "http://127.0.0.1:${ports[$1]}" -- "$jobs" all
}

start() {
  start_server -Xmx512m
  pids[$1]=$server_pid ports[$1]=$server_port
  server_pid=
}

median() { sort -n | sed -n "$(((${ROUNDS:-3} + 1) / 2))p"; }

(umask 077 && openssl rand -hex 32 > "$work/secret" && openssl genrsa -out "$work/rsa.pem" 2048 2> "$work/openssl.log")
modulus=$(openssl rsa -in "$work/rsa.pem" -noout -modulus | cut -d= -f2 | xxd -r -p | base64url)
printf '{"keys":[{"kty":"RSA","kid":"load","n":"%s","e":"AQAB"}]}' "$modulus" > "$work/jwks.json"

start_redis
"$root/docs/load/seed.sh" "$jobs" | redis-cli -p "$redis_port" --pipe > "$work/seed.log"
start off
tokens[off]=
AUTH_HMAC_SECRET_FILE=$work/secret start HS256
tokens[HS256]=$(token '{"alg":"HS256"}' openssl dgst -sha256 -hmac "$(cat "$work/secret")" -binary)
AUTH_JWKS_FILE=$work/jwks.json start RS256
tokens[RS256]=$(token '{"alg":"RS256","kid":"load"}' openssl dgst -sha256 -sign "$work/rsa.pem" -binary)

for name in off HS256 RS256; do load "$name" "${WARMUP:-10}" > "$work/warmup.log"; done
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  for name in off HS256 RS256; do
    before=$(cpu "${pids[$name]}")
    load "$name" "${SECS:-5}" > "$work/load.log"
    used=$(($(cpu "${pids[$name]}") - before))
    awk -v used="$used" '$1 == "polls" && $6 + $7 == 0 { printf "%.0f %.1f\n", $2 / $3, used / $2; good = 1 } END { exit !good }' \
      "$work/load.log" >> "$work/$name" || die "Some polls failed or got an unexpected response."
  done
done

reference=$(cut -d' ' -f1 "$work/off" | median)
for name in off HS256 RS256; do
  polls=$(cut -d' ' -f1 "$work/$name" | median)
  printf '%-6s %6d polls/s (%s), %s µs of CPU a poll, %s of the throughput without tokens\n' "$name" "$polls" \
    "$(cut -d' ' -f1 "$work/$name" | paste -sd' ')" "$(cut -d' ' -f2 "$work/$name" | median)" \
    "$(awk "BEGIN { printf \"%.2f\", $polls / $reference }")"
done
