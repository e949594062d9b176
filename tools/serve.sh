#!/usr/bin/env bash
# The site, its worker and its clock, stopped together.
set -euo pipefail
cd "$(dirname "$0")/.."
port=$1
python=.venv/bin/python
export SITE_URL=${SITE_URL:-http://localhost:$port}
$python manage.py migrate --verbosity 0
$python manage.py make_site >/dev/null
$python manage.py collectstatic --noinput --verbosity 0
trap 'trap - EXIT; kill $(jobs -p) 2>/dev/null; wait' EXIT
trap exit INT TERM
$python manage.py db_worker --interval 2 >/dev/null &
$python manage.py tick --every 60 &
echo "passeurs: http://localhost:$port"
.venv/bin/granian --interface wsgi passeurs.config.wsgi:application --host "${HOST:-127.0.0.1}" --port "$port" \
  --workers "${WORKERS:-2}" --blocking-threads 1 --log-level warning &
wait -n
