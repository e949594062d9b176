#!/usr/bin/env bash
# Prepare the demonstration; run again, it changes nothing that is already there.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
$python manage.py migrate --verbosity 0
$python manage.py collectstatic --noinput --verbosity 0
$python manage.py seed_demo
