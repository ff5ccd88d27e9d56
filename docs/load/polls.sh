#!/usr/bin/env bash
# Measures how many polls a server answers. Starts its own Redis and server, stores jobs, warms up and measures.
#   mvn -q -DskipTests package && docs/load/polls.sh
# Needs Linux, wrk, redis-server and redis-cli. Options are environment variables:
#   JOBS=20000    jobs in Redis
#   MIX=all       which jobs it polls: all, completed, or missing (unknown jobs: every response is a 404)
#   CONNS=64      connections of wrk, with THREADS=2 threads
#   WARMUP=15     seconds of warm-up
#   SECS=10       seconds of measurement
#   JAVA=java     the Java for the server, with JAVA_OPTIONS
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

jobs=${JOBS:-20000}
mix=${MIX:-all}
connections=${CONNS:-64}
threads=${THREADS:-2}
warmup=${WARMUP:-15}
seconds=${SECS:-10}
read -ra options <<< "${JAVA_OPTIONS:-}"

[[ $mix == all || $mix == completed || $mix == missing ]] || die "MIX is all, completed or missing, not '$mix'."
((jobs >= 20)) || die "JOBS must be at least 20."
needs wrk redis-server redis-cli "$java"

load() {
  wrk -t "$threads" -c "$connections" -d "$1" -s "$root/docs/load/poll.lua" "http://127.0.0.1:$server_port" \
    -- "$jobs" "$mix"
}

start_redis
"$root/docs/load/seed.sh" "$jobs" | redis-cli -p "$redis_port" --pipe > "$work/seed.log"
start_server "${options[@]}"
if ((warmup > 0)); then load "$warmup" > "$work/warmup.log"; fi

server_before=$(cpu "$server_pid")
redis_before=$(cpu "$redis_pid")
load "$seconds" > "$work/load.log"
server_used=$(($(cpu "$server_pid") - server_before))
redis_used=$(($(cpu "$redis_pid") - redis_before))

awk -v mix="$mix" -v connections="$connections" -v server="$server_used" -v redis="$redis_used" '
  $1 == "polls" {
    found = 1
    requests = $2
    unexpected = mix == "missing" ? requests - $6 : $6
    printf "mix %s, %d connections, %.1f s\n", mix, connections, $3
    printf "polls/s           %.0f\n", requests / $3
    printf "p50, p99          %.2f ms, %.2f ms\n", $4, $5
    printf "errors            %d unexpected responses, %d failed connections\n", unexpected, $7
    if (requests > 0) {
      printf "server CPU/poll   %.1f µs\n", server / requests
      printf "Redis CPU/poll    %.1f µs\n", redis / requests
    }
    exit (unexpected + $7 > 0)
  }
  END { if (!found) exit 1 }' "$work/load.log" || {
  cat "$work/server.log" >&2
  die "Some polls failed or got an unexpected response."
}
