#!/usr/bin/env bash
# A tool of npm's for the checks of pages, installed under var/node at the version pinned here; prints its folder.
set -euo pipefail
cd "$(dirname "$0")/.."
declare -A pinned=([vnu-jar]=26.9.27 [lighthouse]=12.8.2)
name=$1
version=${pinned[$name]}
need() {
  command -v "$1" >/dev/null && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >&2
  else
    echo "This check needs $1: sudo apt-get install $2" >&2
    exit 1
  fi
}
need npm npm
[ "$name" = vnu-jar ] && need java default-jre-headless
folder=var/node/$name-$version
if [ ! -d "$folder/node_modules/$name" ]; then
  mkdir -p "$folder"
  # The rest of npm's words go to the error output: what is printed here is the folder.
  npm install --prefix "$folder" --no-audit --no-fund --no-save "$name@$version" >&2
fi
echo "$folder/node_modules/$name"
