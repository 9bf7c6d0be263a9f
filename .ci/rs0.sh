# shellcheck shell=bash
# A replica set for a script: start_rs0 DIR sets RS0_URI; stop_rs0 ends it, by its process id.

start_rs0() {
  local mongod port=27111
  mongod=${XDG_CACHE_HOME:-$HOME/.cache}/mongo-streams/mongod/6.0.27/mongod
  mkdir -p "$1/db"
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  "$mongod" --port "$port" --dbpath "$1/db" --bind_ip 127.0.0.1 --nounixsocket --replSet rs0 \
    --wiredTigerCacheSizeGB 0.25 >"$1/mongod.log" 2>&1 &
  RS0_PID=$!
  RS0_URI="mongodb://localhost:$port/?replicaSet=rs0"
  PYTHONPATH=$1/python python3 - "$port" <<'PY'
import sys
import pymongo

port = sys.argv[1]
with pymongo.MongoClient(f"mongodb://localhost:{port}/?directConnection=true") as client:
    members = [{"_id": 0, "host": f"localhost:{port}"}]
    client.admin.command("replSetInitiate", {"_id": "rs0", "members": members})
with pymongo.MongoClient(f"mongodb://localhost:{port}/?replicaSet=rs0") as client:
    client.admin.command("ping")
    print("rs0 is up, pymongo", pymongo.version)
PY
}

stop_rs0() {
  [ -n "${RS0_PID:-}" ] || return 0
  kill "$RS0_PID" 2>/dev/null || true
  wait "$RS0_PID" 2>/dev/null || true
}
