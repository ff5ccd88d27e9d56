#!/usr/bin/env bash
# How long a start takes, to the first 200 beside a running Redis, without and with an archive of the loaded classes:
#   mvn -q -DskipTests package && docs/start-up.sh
# It makes the archive in bootstrap/target: an AOT cache (JEP 514) from Java 25 on, a class-data archive (JEP 350) before.
# It needs Linux, bash 5, redis-server and redis-cli. JAVA=java is the Java to start, ROUNDS=7 how often each way.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/load/processes.sh"

rounds=${ROUNDS:-7}
needs redis-server redis-cli "$java"
[[ -n ${EPOCHREALTIME:-} ]] || die "It needs bash 5."

version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
if ((version >= 25)); then
  archive=$root/bootstrap/target/content-jobs.aot
  make=-XX:AOTCacheOutput=$archive
  use=-XX:AOTCache=$archive
else
  archive=$root/bootstrap/target/content-jobs.jsa
  make=-XX:ArchiveClassesAtExit=$archive
  use=-XX:SharedArchiveFile=$archive
fi

# What a start is to find in the archive is what is used while it is made: a few polls of each kind.
make_archive() {
  rm -f "$archive"
  start_server "$make"
  local i job
  for i in {1..25}; do
    for job in load-00000{00,04,16,19} missing; do poll "$job"; done
  done
  stop_server
  if [[ ! -s $archive ]]; then
    cat "$work/server.log" >&2
    die "No archive was made."
  fi
}

# Adds a line to the file: milliseconds from the start to the first answer, and of processor time until then.
time_start() {
  local times=$1
  shift
  local before=${EPOCHREALTIME//[.,]/}
  start_server "$@"
  poll load-0000000
  local after=${EPOCHREALTIME//[.,]/}
  local used
  used=$(cpu "$server_pid")
  [[ $status == 200 ]] || die "The first answer was a $status."
  stop_server
  echo $(((after - before) / 1000)) $((used / 1000)) >> "$times"
}

# Says the medians of a file of such lines.
tell() {
  local name=$1 elapsed used
  elapsed=$(sort -n "$2" | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms (" ms[1] " to " ms[NR] ")" }')
  used=$(awk '{ print $2 }' "$2" | sort -n | awk '{ ms[NR] = $1 } END { print ms[int((NR + 1) / 2)] " ms" }')
  echo "$name: $elapsed, processor time $used"
}

start_redis
"$root/docs/load/seed.sh" 20 | redis-cli -p "$redis_port" --pipe > "$work/seed.log"
make_archive
for ((round = 0; round < rounds; round++)); do
  time_start "$work/plain"
  time_start "$work/archived" "$use"
done

echo "Java $version, from the start to the first 200, median of $rounds (fastest to slowest)"
tell "without an archive" "$work/plain"
tell "with the archive" "$work/archived"
echo "The archive is used by java $use -jar $jar"
echo "and is $(($(wc -c < "$archive") / 1048576)) MB."
