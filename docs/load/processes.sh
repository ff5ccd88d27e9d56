# The measuring scripts source this file. It starts a Redis and a server, and stops them when the script ends.

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
    command -v "$tool" > /dev/null || die "This script needs $tool on the PATH."
  done
  [[ -f $jar ]] || die "There is no $jar. Run: mvn -q -DskipTests package"
}

# Stops a child process by its id and waits until it has ended.
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

# Starts a Redis without persistence. If another process has taken the port, tries another port.
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

# Starts a server on that Redis with these Java options, and returns when it listens.
start_server() {
  start_command "$java" "$@" -jar "$jar"
}

# Starts a server on that Redis with this command.
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

# Sends one request on a new connection, and sets $status to the response status.
poll() {
  exec 3<> "/dev/tcp/127.0.0.1/$server_port"
  printf 'GET /api/content/jobs/%s/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r _ status _ <&3
  exec 3>&-
}

# Prints the CPU time that a process has used so far, in microseconds.
cpu() {
  local -a fields
  read -ra fields <<< "$(sed 's/.*) //' "/proc/$1/stat")"
  echo $(((fields[11] + fields[12]) * (1000000 / $(getconf CLK_TCK))))
}
