#!/usr/bin/env bash
# Chromium for the browser journeys: installed on a Debian with rights, else the one line to run.
set -euo pipefail
if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
  exit 0
fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  exit 0
fi
echo "The browser journeys need Chromium: sudo apt-get install chromium (or set CHROMIUM to its path)." >&2
exit 1
