#!/usr/bin/env bash
# The demonstration made on PostgreSQL, in a database and a folder of its own: what SQLite bears and PostgreSQL refuses.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
server=$(tools/postgres.sh url)
export DATABASE_URL="${server%/*}/passeurs_seed_$$"
PASSEURS_VAR=$(mktemp -d)
export PASSEURS_VAR
database() {
  $python - "$1" "$server" "${DATABASE_URL##*/}" <<'PYTHON'
import sys

import psycopg

verb, server, name = sys.argv[1:]
with psycopg.connect(server, autocommit=True) as line:
    line.execute(f'{verb} DATABASE {"IF EXISTS" if verb == "DROP" else ""} "{name}"')
PYTHON
}
trap 'database DROP; rm -rf "$PASSEURS_VAR"' EXIT
database CREATE
PASSEURS_DEMO=1 tools/demo_setup.sh >/dev/null
echo "The demonstration is made on PostgreSQL."
