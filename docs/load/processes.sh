# Sourced by the scripts that measure: a Redis and a server of their own, which end with the script.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
java=${JAVA:-java}
jar=$root/bootstrap/target/content-jobs.jar
work=$(mktemp -d)
redis_pid=
redis_port=
server_pid=
server_port=

die() {
  echo "$*" >&2
  exit 1
}

needs() {
  local tool
  for tool; do
    command -v "$tool" > /dev/null || die "It needs $tool on the PATH."
  done
  [[ -f $jar ]] || die "There is no $jar yet: mvn -q -DskipTests package"
}

# Ends one child by its id, and waits until it has gone.
stop() {
  if [[ -n $1 ]]; then
    kill "$1" 2> /dev/null || true
    wait "$1" || true
  fi
}

clean_up() {
  stop "$server_pid"
  stop "$redis_pid"
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Starts a Redis that keeps nothing. A port may be taken between the choice and the start: then another one is tried.
start_redis() {
  local attempt i
  for attempt in {1..20}; do
    redis_port=$((20000 + RANDOM % 20000))
    redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$work" --save '' --appendonly no > "$work/redis.log" &
    redis_pid=$!
    for i in {1..100}; do
      if redis-cli -p "$redis_port" INFO server 2> /dev/null | tr -d '\r' | grep -qx "process_id:$redis_pid"; then
        return
      fi
      kill -0 "$redis_pid" 2> /dev/null || break
      sleep 0.05
    done
    stop "$redis_pid"
    redis_pid=
  done
  cat "$work/redis.log" >&2
  die "No Redis could be started."
}

# Starts a server on that Redis with these options of Java, and returns as soon as it listens.
start_server() {
  start_command "$java" "$@" -jar "$jar"
}

# Starts a server on that Redis by that command.
start_command() {
  local line
  mkfifo "$work/out"
  HTTP_HOST=127.0.0.1 HTTP_PORT=0 REDIS_URL=redis://127.0.0.1:$redis_port "$@" > "$work/out" 2> "$work/server.log" &
  server_pid=$!
  exec 4< "$work/out"
  rm "$work/out"
  while read -r line <&4; do
    if [[ $line == "Listening on "* ]]; then
      server_port=${line##*:}
      return
    fi
  done
  cat "$work/server.log" >&2
  die "The server did not start."
}

stop_server() {
  stop "$server_pid"
  exec 4<&-
  server_pid=
}

# Sends one request of its own connection; leaves its status in $status.
poll() {
  exec 3<> "/dev/tcp/127.0.0.1/$server_port"
  printf 'GET /api/content/jobs/%s/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r _ status _ <&3
  exec 3>&-
}

# Microseconds of processor time that a process has used so far.
cpu() {
  local -a fields
  read -ra fields <<< "$(sed 's/.*) //' "/proc/$1/stat")"
  echo $(((fields[11] + fields[12]) * (1000000 / $(getconf CLK_TCK))))
}
