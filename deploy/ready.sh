#!/usr/bin/env bash
# Whether a host says that it is ready: ready.sh HOST PORT. Without curl, which the .NET image does not have.
set -euo pipefail
exec 3<>"/dev/tcp/$1/$2"
printf 'GET /healthz/ready HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$1" "$2" >&3
read -r -t 3 status <&3
[[ $status == *' 200 '* ]]
