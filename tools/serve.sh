#!/usr/bin/env bash
# The site, its worker and its clock, stopped together. A worker or a clock that ends is started again, alone.
set -euo pipefail
cd "$(dirname "$0")/.."
port=$1
python=.venv/bin/python
longest=${LONGEST_PAUSE:-60}
export SITE_URL=${SITE_URL:-http://localhost:$port}
$python manage.py migrate --verbosity 0
$python manage.py make_site >/dev/null
$python manage.py collectstatic --noinput --verbosity 0

# keep NAME COMMAND…: start it again when it ends, after a pause that doubles until it has lasted a minute.
keep() {
  local name=$1 pause=1 child since
  shift
  trap 'trap - TERM INT; kill -TERM "$child" 2>/dev/null; wait "$child"; exit' TERM INT
  while :; do
    since=$SECONDS
    "$@" &
    child=$!
    wait "$child" && true
    echo "passeurs: $name ended, again in $pause s" >&2
    sleep "$pause" &
    child=$!
    wait "$child" && true
    if ((SECONDS - since > 60)); then pause=1; else pause=$((pause * 2 < longest ? pause * 2 : longest)); fi
  done
}

trap 'trap - EXIT; kill $(jobs -p) 2>/dev/null; wait' EXIT
trap exit INT TERM
keep worker $python manage.py db_worker --interval 2 >/dev/null &
keep clock $python manage.py tick --every 60 &
echo "passeurs: http://localhost:$port"
# A process of the site that dies is replaced by granian itself; only the end of granian is the end of the site.
.venv/bin/granian --interface wsgi passeurs.config.wsgi:application --host "${HOST:-127.0.0.1}" --port "$port" \
  --workers "${WORKERS:-2}" --blocking-threads "${THREADS:-8}" --backpressure "${BACKPRESSURE:-64}" --backlog 1024 \
  --respawn-failed-workers --respawn-interval 1 --workers-kill-timeout 20 \
  --http1-header-read-timeout 10000 --log-level warning &
wait $!
