#!/usr/bin/env bash
# Makes the base of our image by hand, for machines that reach no image registry: a Java runtime of the
# modules that the command line uses, and the libraries that it loads. Needs a JDK with jlink, and no
# engine. Prints what -Djib.base takes. The same JDK gives the same bytes.
set -euo pipefail
umask 022

modules=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl
modules+=,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.naming.dns,jdk.net,jdk.random,jdk.unsupported

archive=${1:-$(cd "$(dirname "$0")/.." && pwd)/target/base-image.tar}
case $archive in /*) ;; *) archive=$PWD/$archive ;; esac
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v jlink)")")")}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root"/{etc,opt,proc,sys,dev,tmp}
chmod 1777 "$root/tmp"

"$jdk/bin/jlink" --add-modules "$modules" --output "$root/opt/java" \
  --strip-java-debug-attributes --no-header-files --no-man-pages
# The certificates that the JDK trusts are a link in Debian's, and not in its modules.
if [ -e "$jdk/lib/security/cacerts" ]; then
  rm -f "$root/opt/java/lib/security/cacerts"
  cp -L "$jdk/lib/security/cacerts" "$root/opt/java/lib/security/cacerts"
fi
# No archive of parsed classes (CDS): it saves a tenth of a second, and its bytes differ each time.
# What the runtime loads, at the same paths, behind any links.
find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/java' \) -print0 | xargs -0 ldd |
  grep -o '/[^ ]*' | grep -v ':$' | grep -v "^$root/" | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
echo 'streams:x:65532:65532::/state:/none' >"$root/etc/passwd"
echo 'streams:x:65532:' >"$root/etc/group"
printf 'passwd: files\nhosts: files dns\n' >"$root/etc/nsswitch.conf"

(cd "$root" && tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" -- *)
digest=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
cat >"$work/config.json" <<JSON
{"architecture": "$architecture", "os": "linux", "created": "1970-01-01T00:00:00Z",
 "config": {"Env": ["PATH=/opt/java/bin"]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$digest"]},
 "history": [{"created": "1970-01-01T00:00:00Z", "created_by": "docker/base-image.sh"}]}
JSON
echo '[{"Config": "config.json", "RepoTags": null, "Layers": ["layer.tar"]}]' >"$work/manifest.json"
mkdir -p "$(dirname "$archive")"
tar -C "$work" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
  -cf "$archive" config.json layer.tar manifest.json
echo "tar://$archive"
