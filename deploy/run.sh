#!/usr/bin/env bash
# Every service and the admin UI as a process of its own, with RabbitMQ between them: what containers would run, without containers.
# Needs the .NET SDK, npm for the admin UI's files, and a RabbitMQ that answers or is installed. Stops everything on Ctrl-C.
set -euo pipefail

usage() {
  cat <<'TEXT'
deploy/run.sh [--data DIR] [--ports-from N] [--configuration NAME] [--no-build]
  --data DIR            databases, keys, logs and the broker's files (data/processes)
  --ports-from N        first of the 32 ports that are used (5100)
  --configuration NAME  Debug or Release (Release)
  --no-build            run what was built before
INKOOP_BUS              the broker (amqp://guest:guest@127.0.0.1:5672); started here when nothing answers on this machine
INKOOP_AUTHORITY        a real OpenID Connect provider instead of the demo issuer
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
data=data/processes ports_from=5100 configuration=Release build=yes
while [ $# -gt 0 ]; do
  case $1 in
    --data | --ports-from | --configuration)
      [ $# -gt 1 ] || { usage >&2; exit 1; }
      case $1 in --data) data=$2 ;; --ports-from) ports_from=$2 ;; *) configuration=$2 ;; esac
      shift 2 ;;
    --no-build) build=no; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 1 ;;
  esac
done
[[ $ports_from =~ ^[0-9]+$ ]] && [ "$ports_from" -le 65000 ] || { echo "--ports-from is not a port: $ports_from" >&2; exit 1; }
mkdir -p "$data/logs"
data=$(cd "$data" && pwd)

services=(providers contracts dispositions indicators reviews)
hosts=("${services[@]}" admin)
declare -A http=() grpc=() pid_of=()
next=$ports_from
for host in admin "${services[@]}"; do
  http[$host]=$next grpc[$host]=$((next + 1))
  next=$((next + 2))
done
bus=${INKOOP_BUS:-amqp://guest:guest@127.0.0.1:5672}
broker_pid='' epmd_port=$((ports_from + 30))

project_of() { echo "Inkoop.${1^}"; }

# By process id, in the order that lets events settle: hosts first, then what they publish to.
stop_all() {
  trap - EXIT INT TERM
  local host pid
  for host in "${!pid_of[@]}"; do kill -TERM "${pid_of[$host]}" 2>/dev/null || true; done
  for host in "${!pid_of[@]}"; do await_end "${pid_of[$host]}"; done
  if [ -n "$broker_pid" ]; then
    kill -TERM "$broker_pid" 2>/dev/null || true
    await_end "$broker_pid"
    epmd -port "$epmd_port" -kill >/dev/null 2>&1 || true
  fi
}

await_end() {
  for _ in $(seq 1 100); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -KILL "$1" 2>/dev/null || true
}

trap stop_all EXIT
trap 'echo; echo "Stopping."; stop_all; exit 0' INT TERM

answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

fail() {
  echo "$1" >&2
  [ -z "${2:-}" ] || { echo "The last of $2:" >&2; tail -n 20 "$2" >&2; }
  exit 1
}

start_broker() {
  local address=${bus#*://} program home=$data/rabbitmq log=$data/logs/rabbitmq.log
  address=${address##*@} address=${address%%/*}
  local machine=${address%%:*} port=5672
  [[ $address != *:* ]] || port=${address##*:}
  if answers "$machine" "$port"; then
    echo "RabbitMQ answers on $machine:$port."
    return
  fi
  [ "$machine" = 127.0.0.1 ] || [ "$machine" = localhost ] || fail "RabbitMQ does not answer on $machine:$port (INKOOP_BUS)."
  # Debian's own wrapper changes to a user that cannot write here.
  program=/usr/lib/rabbitmq/bin/rabbitmq-server
  [ -x "$program" ] || program=$(command -v rabbitmq-server) || fail "RabbitMQ does not answer on port $port and is not installed: install rabbitmq-server, or name another in INKOOP_BUS."
  mkdir -p "$home"
  echo '[].' >"$home/enabled_plugins"
  : >"$home/env.conf"
  # A port mapper, cookie and folders of its own: a broker that runs here already is not touched.
  env HOME="$home" ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT=$((ports_from + 31)) \
    RABBITMQ_MNESIA_BASE="$home/mnesia" RABBITMQ_LOG_BASE="$data/logs" RABBITMQ_PID_FILE="$home/pid" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_CONFIG_FILE="$home/rabbitmq" RABBITMQ_CONF_ENV_FILE="$home/env.conf" \
    "$program" >"$log" 2>&1 &
  broker_pid=$!
  for _ in $(seq 1 240); do
    kill -0 "$broker_pid" 2>/dev/null || fail "RabbitMQ ended while it started." "$log"
    if answers 127.0.0.1 "$port"; then
      echo "RabbitMQ started on 127.0.0.1:$port."
      return
    fi
    sleep 0.5
  done
  fail "RabbitMQ did not answer within two minutes." "$log"
}

start_host() {
  local host=$1 settings=() service dll
  dll=artifacts/bin/$(project_of "$host")/${configuration,,}/$(project_of "$host").dll
  [ -f "$dll" ] || fail "$dll is not there: run without --no-build."
  for service in "${services[@]}"; do settings+=("Inkoop__Services__$service=http://127.0.0.1:${grpc[$service]}"); done
  if [ -n "${INKOOP_AUTHORITY:-}" ]; then
    settings+=("Identity__Authority=$INKOOP_AUTHORITY")
  else
    settings+=("Identity__Authority=http://127.0.0.1:${http[admin]}" "Identity__Demo=true" "ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Demo}")
  fi
  env "${settings[@]}" Inkoop__Data="$data" Inkoop__Bus="$bus" Inkoop__HttpPort="${http[$host]}" Inkoop__GrpcPort="${grpc[$host]}" \
    Logging__LogLevel__Default="${Logging__LogLevel__Default:-Warning}" Logging__LogLevel__Inkoop="${Logging__LogLevel__Inkoop:-Information}" \
    dotnet "$dll" >"$data/logs/$host.log" 2>&1 &
  pid_of[$host]=$!
}

await_ready() {
  local host=$1
  for _ in $(seq 1 240); do
    kill -0 "${pid_of[$host]}" 2>/dev/null || fail "$host ended while it started." "$data/logs/$host.log"
    deploy/ready.sh 127.0.0.1 "${http[$host]}" 2>/dev/null && return
    sleep 0.5
  done
  fail "$host was not ready within two minutes." "$data/logs/$host.log"
}

[ "$build" = no ] || dotnet build services/AllInOne -c "$configuration" -v q -clp:NoSummary
for host in "${hosts[@]}"; do
  ! answers 127.0.0.1 "${http[$host]}" || fail "Port ${http[$host]} is in use: choose others with --ports-from."
done
start_broker
for host in "${hosts[@]}"; do start_host "$host"; done
for host in "${hosts[@]}"; do await_ready "$host"; done

echo
printf '%-14s %-8s %-28s %s\n' host pid 'pages and health' gRPC
for host in "${hosts[@]}"; do
  printf '%-14s %-8s %-28s %s\n' "$host" "${pid_of[$host]}" "http://127.0.0.1:${http[$host]}" "http://127.0.0.1:${grpc[$host]}"
done
echo
echo "Admin UI: http://127.0.0.1:${http[admin]}    Logs: $data/logs"
echo "For the command line:"
echo "  export INKOOP_IDENTITY_URL=http://127.0.0.1:${http[admin]}"
echo "  export INKOOP_URL=$(for service in "${services[@]}"; do printf '%s=http://127.0.0.1:%s,' "$service" "${grpc[$service]}"; done | sed 's/,$//')"
echo "Ready. Ctrl-C stops everything."

while true; do
  wait -n || true
  for host in "${hosts[@]}"; do
    kill -0 "${pid_of[$host]}" 2>/dev/null || fail "$host ended; everything stops." "$data/logs/$host.log"
  done
  [ -z "$broker_pid" ] || kill -0 "$broker_pid" 2>/dev/null || fail "RabbitMQ ended; everything stops." "$data/logs/rabbitmq.log"
done
