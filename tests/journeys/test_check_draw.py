"""The checker in the browser: the same sentences as the one in Python, offline, and any tampering named."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.fairness.sealing.proof import own_proofs
from passeurs.recruitment.choices import DrawState
from tests.fairness.making import checker
from tests.fairness.test_certificate import FORGERIES, at, changed, city, fields, neighbours, small
from tests.journeys.conftest import check_page
from tests.recruitment.making import committed_draw, make_call

pytestmark = pytest.mark.journey
FILES = {"certificate": "certificat", "proof": "preuve"}
ASK = """([url, cases]) => new Promise((resolve) => {
  const worker = new Worker(url), found = [];
  const next = () => found.length < cases.length ? worker.postMessage(cases[found.length]) : resolve(found);
  worker.onmessage = ({ data }) => { found.push(data); next(); };
  next();
})"""


@pytest.fixture
def drawn(world):
    """A drawn call whose certificate is that of a whole city."""
    call = make_call(slug="tire")
    draw = committed_draw(call)
    certificate, _secret = city()
    draw.state, draw.drawn_at, draw.certificate = DrawState.DRAWN, clock.now(), certificate
    draw.lottery, draw.commitment = certificate["lottery"], certificate["commit"]
    draw.save()
    return draw


def in_python(tmp_path, case: dict[str, Any]) -> dict[str, Any]:
    """What the checker in Python says of the same files."""
    paths = {}
    for name, text in case.items():
        paths[name] = tmp_path / FILES[name]
        paths[name].write_text(text, encoding="utf-8")
    module = checker()
    try:
        return {"told": module.verify(**{name: module.read(path) for name, path in paths.items()})}
    except module.Tampered as fault:
        return {"fault": str(fault).replace(f"{tmp_path}/", "")}


def cases() -> list[dict[str, str]]:
    """True files, and files with one field changed, or forged and committed to."""
    certificate, secret = small()
    proof = next(iter(own_proofs(secret).values()))
    chance = random.Random(7)
    found: list[tuple[Any, Any]] = [(certificate, None), (certificate, proof), (city()[0], None)]
    for path in chance.sample(list(fields(certificate)), 120):
        found.append((changed(certificate, path, chance.choice(neighbours(at(certificate, path)))), None))
    found += [
        (certificate, changed(proof, path, neighbours(at(proof, path))[0]))
        for path in fields(proof)
        if path[:2] != ("leaf", "type")
    ]
    for change, _word in FORGERIES.values():
        forged = copy.deepcopy(city()[0])
        change(forged["lottery"])
        found.append((forged, None))
    names = ("certificate", "proof")
    return [{n: json.dumps(v, ensure_ascii=False) for n, v in zip(names, pair, strict=True) if v} for pair in found]


def test_it_says_what_python_says_of_true_and_of_changed_files(window, drawn, tmp_path):
    page = window.open()
    page.goto(f"/tirage/{drawn.call.slug}/verifier/")
    worker = page.locator("form[data-passeurs-checkdraw]").get_attribute("data-worker")
    asked = cases()
    told = page.evaluate(ASK, [worker, asked])
    wanted = [in_python(tmp_path, case) for case in asked]
    assert sum("told" in one for one in wanted) == 3
    assert told == wanted


def test_a_visitor_checks_the_published_file_then_a_changed_one_offline(window, drawn, tmp_path):
    page = window.open()
    page.goto(f"/tirage/{drawn.call.slug}/")
    page.get_by_role("link", name="Vérifier ici").click()
    check_page(page)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", name="Tout est prouvé")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("groupes de 24 places respectent les")).to_be_visible()
    check_page(page)
    page.context.set_offline(True)
    path = tmp_path / "recu.json"
    path.write_text(json.dumps(changed(drawn.certificate, ("number",), 0)), encoding="utf-8")
    page.get_by_label("Le certificat").set_input_files(path)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", name="Ce fichier a été modifié")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Le nombre tiré n’est pas celui de la graine.")).to_be_visible()
    path.write_text("pas du JSON", encoding="utf-8")
    page.get_by_label("Le certificat").set_input_files(path)
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", name="Ce fichier ne se lit pas")).to_be_visible()
    page.context.set_offline(False)


def test_before_the_draw_the_page_says_so(window, world):
    call = make_call(slug="engage")
    draw = committed_draw(call)
    draw.state, draw.certificate, draw.drawn_at = DrawState.COMMITTED, None, None
    draw.save()
    page = window.open()
    page.goto(f"/tirage/{call.slug}/verifier/")
    expect(page.get_by_text("Le hasard n’a pas encore parlé")).to_be_visible()
    check_page(page)
