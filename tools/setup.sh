#!/usr/bin/env bash
# Make .venv/ from the pinned requirements, with uv, fetched by pip where it is absent.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  if [ ! -x .tools/bin/uv ]; then
    python3 -m venv .tools || {
      echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2
      exit 1
    }
    .tools/bin/pip install --quiet uv
  fi
  uv=.tools/bin/uv
fi
[ -x .venv/bin/python ] || "$uv" venv --quiet --python ">=3.11" .venv
"$uv" pip sync --quiet --python .venv/bin/python requirements/dev.txt
