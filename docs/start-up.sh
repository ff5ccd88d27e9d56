#!/usr/bin/env bash
# How long a start of the archive takes, to the first 200 beside a running Redis, without and with a cache:
#   mvn -q -DskipTests package && docs/start-up.sh
# It unpacks the archive into a folder of its own, has it make the cache there, and starts bin/content-jobs.
# It needs Linux, bash 5, redis-server and redis-cli. JAVA_HOME is the Java to start, ROUNDS=7 how often each way.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/load/processes.sh"

rounds=${ROUNDS:-7}
needs redis-server redis-cli
[[ -n ${EPOCHREALTIME:-} ]] || die "It needs bash 5."

# Adds a line to the file: milliseconds from the start to the first answer, and of processor time until then.
time_start() {
  local before=${EPOCHREALTIME//[.,]/}
  CONTENT_JOBS_CACHE=$2 start_command "$program"
  poll load-0000000
  local after=${EPOCHREALTIME//[.,]/}
  local used
  used=$(cpu "$server_pid")
  [[ $status == 200 ]] || die "The first answer was a $status."
  stop_server
  echo $(((after - before) / 1000)) $((used / 1000)) >> "$1"
}

# Says the medians of a file of such lines.
tell() {
  local name=$1 elapsed used
  elapsed=$(sort -n "$2" | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms (" ms[1] " to " ms[NR] ")" }')
  used=$(awk '{ print $2 }' "$2" | sort -n | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms" }')
  echo "$name: $elapsed, processor time $used"
}

# The newest: archives of older versions may lie beside it.
archive=$(ls -t "$root"/bootstrap/target/content-jobs-*.tar.gz | head -n 1)
tar -xzf "$archive" -C "$work"
program=$(echo "$work"/content-jobs-*/bin/content-jobs)
CONTENT_JOBS_CACHE=$work/cache "$program" --make-cache > "$work/made"
start_redis
"$root/docs/load/seed.sh" 20 | redis-cli -p "$redis_port" --pipe > "$work/seed.log"
for ((round = 0; round < rounds; round++)); do
  time_start "$work/plain" "$work/none"
  time_start "$work/cached" "$work/cache"
done

echo "$(basename "$work"/cache/*), $(nproc) cores, from the start to the first 200, median of $rounds (fastest to slowest)"
tell "without a cache" "$work/plain"
tell "with the cache" "$work/cached"
echo "The cache is $(($(cat "$work"/cache/* | wc -c) / 1048576)) MB."
