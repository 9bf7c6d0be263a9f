#!/usr/bin/env bash
# Makes a Docker image of the mongod that the testkit keeps in its cache, for machines that reach no
# image registry. Prints the image's name. Needs a running engine and ./streams demo --mongo local
# to have run once, which fills the cache.
set -euo pipefail

version=${1:-6.0.27}
image=mongo-streams/mongod:$version
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mongo-streams/mongod/$version

say() { printf 'rs0-image: %s\n' "$*" >&2; }

[ -x "$cache/mongod" ] || {
  say "no mongod $version in $cache: run ./streams demo --mongo local first"
  exit 1
}

if docker image inspect "$image" >/dev/null 2>&1; then
  echo "$image"
  exit 0
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,data/db,etc,mongod,proc,root,sys,tmp,usr/bin,var/tmp,dev}
chmod 1777 "$root/tmp" "$root/var/tmp"
cp -a "$cache/." "$root/mongod/"

# The files that the programs load, at the same paths, behind any links.
tools=(/bin/dash /bin/cat /bin/hostname /bin/sleep)
LD_LIBRARY_PATH=$cache/lib ldd "$cache/mongod.bin" "${tools[@]}" |
  grep -o '/[^ ]*' | grep -v ":$" | grep -v "^$cache/" | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
for tool in "${tools[@]}"; do cp -L "$tool" "$root/bin/"; done
ln -s dash "$root/bin/sh"
# mongod's own loader path: the wrapper of the cache needs more tools than an image should have.
cat >"$root/usr/bin/mongod" <<'SH'
#!/bin/sh
LD_LIBRARY_PATH=/mongod/lib exec /mongod/mongod.bin "$@"
SH
# As people know it of the official image: options go to mongod, anything else is a command.
cat >"$root/usr/bin/entrypoint" <<'SH'
#!/bin/sh
case "${1:--}" in -*) set -- mongod "$@" ;; esac
exec "$@"
SH
chmod 755 "$root/usr/bin/mongod" "$root/usr/bin/entrypoint"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"
printf 'passwd: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"

tar -C "$root" -c . | docker import \
  -c 'ENTRYPOINT ["/usr/bin/entrypoint"]' -c 'CMD ["mongod"]' -c 'ENV PATH=/usr/bin:/bin' \
  -c 'EXPOSE 27017' -c 'VOLUME /data/db' - "$image" >/dev/null

answer=$(docker run --rm "$image" mongod --version 2>&1) || true
case $answer in
  *"db version v$version"*) echo "$image" ;;
  *)
    say "the image does not run: $answer"
    docker rmi -f "$image" >/dev/null
    exit 1
    ;;
esac
