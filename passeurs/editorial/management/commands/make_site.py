"""Make the pages of a new town: home, the programme, cities, news, help, legal texts, the editors' room."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from passeurs.editorial.actions.site import make_site


class Command(BaseCommand):
    """`make_site`: idempotent; a page that is there, even changed, is left as it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what lacks and say how many pages there are."""
        home = make_site()
        count = home.get_descendants(inclusive=True).live().count()
        self.stdout.write(f"Pages en ligne : {count}.")
