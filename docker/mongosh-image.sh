#!/usr/bin/env bash
# Adds mongosh, as npm has it, to the image of docker/rs0-image.sh: then it has what docker/compose.yaml
# asks of the official image. Prints the new image's name. Needs a running engine, node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

version=2.12.0
image=$(docker/rs0-image.sh)
with=$image-mongosh
if docker image inspect "$with" >/dev/null 2>&1; then
  echo "$with"
  exit 0
fi

root=$(mktemp -d)
container=
trap 'rm -rf "$root"; if [ -n "$container" ]; then docker rm -f "$container" >/dev/null; fi' EXIT
mkdir -p "$root/usr/bin" "$root/mongosh"
npm install --prefix "$root/mongosh" --no-audit --no-fund --silent --ignore-scripts "mongosh@$version" >&2
cp -L "$(command -v node)" "$root/usr/bin/node"
ldd "$root/usr/bin/node" | grep -o '/[^ ]*' | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
cat >"$root/usr/bin/mongosh" <<'SH'
#!/bin/sh
exec node /mongosh/node_modules/mongosh/bin/mongosh.js "$@"
SH
chmod 755 "$root/usr/bin/mongosh"

container=$(docker create "$image")
tar -C "$root" -c . | docker cp - "$container:/"
docker commit "$container" "$with" >/dev/null
answer=$(docker run --rm "$with" mongosh --version 2>&1) || true
if [ "$answer" != "$version" ]; then
  echo "mongosh-image: the image does not run: $answer" >&2
  docker rmi -f "$with" >/dev/null
  exit 1
fi
echo "$with"
