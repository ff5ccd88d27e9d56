#!/usr/bin/env bash
# Measures the time from the start of the archive to the first 200, with a running Redis, without and with the cache:
#   mvn -q -DskipTests package && docs/start-up.sh
# It unpacks the archive into a temporary folder, makes the cache there, and starts bin/content-jobs.
# Needs Linux, bash 5, redis-server and redis-cli. JAVA_HOME is the Java to use; ROUNDS=7 is the number of starts of each kind.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/load/processes.sh"

rounds=${ROUNDS:-7}
needs redis-server redis-cli
[[ -n ${EPOCHREALTIME:-} ]] || die "This script needs bash 5."

# Adds a line to the file: milliseconds from the start to the first response, and milliseconds of CPU time.
time_start() {
  local before=${EPOCHREALTIME//[.,]/}
  CONTENT_JOBS_CACHE=$2 start_command "$program"
  poll load-0000000
  local after=${EPOCHREALTIME//[.,]/}
  local used
  used=$(cpu "$server_pid")
  [[ $status == 200 ]] || die "The status of the first response was $status."
  stop_server
  echo $(((after - before) / 1000)) $((used / 1000)) >> "$1"
}

# Prints the medians of a file with such lines.
tell() {
  local name=$1 elapsed used
  elapsed=$(sort -n "$2" | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms (" ms[1] " to " ms[NR] ")" }')
  used=$(awk '{ print $2 }' "$2" | sort -n | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms" }')
  echo "$name: $elapsed, CPU time $used"
}

# Takes the newest archive, because the folder may contain older versions.
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
