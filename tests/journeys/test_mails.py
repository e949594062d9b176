"""Every mail as a phone shows it: nothing overflows at 320 px, light and dark can be read."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.portal.every_mail import every_mail

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_on_a_narrow_phone(world, window, scheme):
    page = window.open(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    wrong = []
    for name, mail in every_mail().items():
        page.set_content(mail.alternatives[0][0])
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = [
            f"{one['id']} {[node['target'] for node in one['nodes']]}" for one in Axe().run(page).response["violations"]
        ]
        if wide > 0 or found:
            wrong.append(f"{name}: {wide} px too wide, {found}")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(27, 21, 48)" if scheme == "dark" else "rgb(255, 251, 245)"), name
    assert wrong == []
