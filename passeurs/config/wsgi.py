"""WSGI entry point, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

from passeurs.core.presence import be_present

# Whoever waits for a page is told after a few seconds that the database is busy; a worker waits longer.
os.environ.setdefault("SQLITE_WAIT_SECONDS", "5")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
application = get_wsgi_application()

from passeurs.core.checks import refuse_unsafe_start  # noqa: E402 - once the applications are there

refuse_unsafe_start()
be_present()
