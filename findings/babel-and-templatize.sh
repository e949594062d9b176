#!/usr/bin/env bash
# Babel's Python extractor stops at what Django's own templatize() makes of an ordinary indented template.
# Django turns a template into text that looks like Python for GNU xgettext, which does not mind indentation. Babel
# reads with Python's tokenizer, which does: a template whose lines are indented, as a formatter leaves them, raises
# IndentationError. With the white space before each line taken off, every message is found.
# Seen with Django 5.2.19 and Babel 2.19.0 on Python 3.11; `tools/messages.py` therefore strips each line first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "Django==5.2.19" "Babel==2.19.0"
"$folder/venv/bin/python" - <<'PY'
import io

from babel.messages.extract import extract
from django.conf import settings

settings.configure(USE_I18N=True)
from django.utils.translation.template import templatize

TEMPLATE = """<ul>
    <li>{% load i18n %}{% translate "First" %}</li>
  <li>{% translate "Second" %}</li>
</ul>
"""
python_like = templatize(TEMPLATE)


def messages(text):
    return [found[1] for found in extract("python", io.BytesIO(text.encode()))]


try:
    as_made = messages(python_like)
except IndentationError as error:
    print("as templatize makes it: IndentationError:", error.msg)
else:
    raise SystemExit(f"changed: Babel now reads it as it is: {as_made}")
stripped = messages("\n".join(line.strip() for line in python_like.splitlines()))
print("with each line stripped:", stripped)
assert stripped == ["First", "Second"], stripped
PY
