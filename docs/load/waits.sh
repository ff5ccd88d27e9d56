#!/usr/bin/env bash
# Measures what waiting clients cost, and how soon they learn that their jobs have ended.
#   mvn -q -DskipTests package && docs/load/waits.sh
# Needs Linux, redis-server and redis-cli, and as many open files as clients (ulimit -n). Options are environment variables:
#   CLIENTS=10000  clients that wait
#   JOBS=10000     jobs that they wait for
#   ROUNDS=4       how often all clients wait and are answered; the last round is measured
#   SECS=10        seconds in which nothing changes
#   JAVA=java      the Java for the server, with JAVA_OPTIONS=-Xmx512m
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

clients=${CLIENTS:-10000}
jobs=${JOBS:-10000}
rounds=${ROUNDS:-4}
seconds=${SECS:-10}
read -ra options <<< "${JAVA_OPTIONS:--Xmx512m}"
needs redis-server redis-cli "$java" "$(dirname "$(readlink -f "$(command -v "$java")")")/jcmd"
jcmd=$(dirname "$(readlink -f "$(command -v "$java")")")/jcmd

# Prints the live heap of the server in kB.
heap() {
  "$jcmd" "$server_pid" GC.run > /dev/null
  "$jcmd" "$server_pid" GC.class_histogram | awk '$1 == "Total" { printf "%d\n", $3 / 1024 }'
}

# Prints how many commands of this name Redis has executed.
calls() {
  redis-cli -p "$redis_port" INFO commandstats | tr -d '\r' | awk -F '[=,:]' -v name="cmdstat_$1" '
    $1 == name { n = $3 } END { print n + 0 }'
}

start_redis
MAX_WAITERS=60000 MAX_WAIT=290s start_server "${options[@]}"
poll unknown
heap_before=$(heap)

coproc CLIENTS_PROCESS { exec "$java" "$root/docs/load/Waits.java" "$server_port" "$redis_port" "$clients" "$jobs" "$rounds"; }
exec 5<&"${CLIENTS_PROCESS[0]}" 6>&"${CLIENTS_PROCESS[1]}"
read -r line <&5
[[ $line == waiting ]] || die "The clients could not connect: $line"
sleep 3
heap_after=$(heap)
awk -v kb=$((heap_after - heap_before)) -v n="$clients" 'BEGIN { printf "heap for each client        %.1f kB\n", kb / n }'
sleep 5

server_before=$(cpu "$server_pid")
redis_before=$(cpu "$redis_pid")
sleep "$seconds"
percent() {
  awk -v what="$1" -v used="$2" -v s="$seconds" 'BEGIN { printf "%-28s%.2f %% of a core\n", what, used / s / 10000 }'
}
percent "server CPU while idle" $(($(cpu "$server_pid") - server_before))
percent "Redis CPU while idle" $(($(cpu "$redis_pid") - redis_before))

reads_before=$(($(calls hget) + $(calls hmget) + $(calls hgetall)))
echo >&6
cat <&5
echo "reads of jobs               $(($(calls hget) + $(calls hmget) + $(calls hgetall) - reads_before))"
