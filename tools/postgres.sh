#!/usr/bin/env bash
# A PostgreSQL for the tests. `start` makes sure there is one, `url` prints its address.
# DATABASE_URL=postgres://… is taken as it is; else Debian's server is installed and started, given the rights.
set -euo pipefail
case "${DATABASE_URL:-}" in
  postgres*) [ "$1" = url ] && echo "$DATABASE_URL"; exit 0 ;;
esac
user=passeurs password=passeurs name=passeurs
as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -c "$1"; else sudo -n -u postgres sh -c "$1"; fi; }
port() { pg_lsclusters -h | awk '$4 ~ /online/ {print $3; exit}'; }
if [ "$1" = url ]; then
  echo "postgres://$user:$password@127.0.0.1:$(port)/$name"
  exit 0
fi
if ! command -v pg_ctlcluster >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
  else
    echo "The suite also runs on PostgreSQL: sudo apt-get install postgresql (or set DATABASE_URL=postgres://…)." >&2
    exit 1
  fi
fi
if [ -z "$(port)" ]; then
  read -r version cluster _ < <(pg_lsclusters -h | head -1)
  if [ "$(id -u)" = 0 ]; then pg_ctlcluster "$version" "$cluster" start; else sudo -n pg_ctlcluster "$version" "$cluster" start; fi
fi
for _ in $(seq 30); do
  as_postgres "psql -p $(port) -qtAc 'select 1'" >/dev/null 2>&1 && break
  sleep 0.5
done
as_postgres "psql -p $(port) -qtAc \"select 1 from pg_roles where rolname = '$user'\"" | grep -q 1 ||
  as_postgres "psql -p $(port) -qc \"create role $user with login createdb password '$password'\""
as_postgres "psql -p $(port) -qtAc \"select 1 from pg_database where datname = '$name'\"" | grep -q 1 ||
  as_postgres "createdb -p $(port) -O $user $name"
