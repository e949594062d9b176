"""The certificate: it holds nobody's attributes, and the checker names every change made to it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passeurs.fairness.lottery.generate import invent, one_city
from passeurs.fairness.lottery.replacement import cohort, replace, waiting_list
from passeurs.fairness.sealing.canonical import canonical
from passeurs.fairness.sealing.certificate import BadBeacon, draw
from passeurs.fairness.sealing.envelope import PRIME
from passeurs.fairness.sealing.proof import audit_file, own_proofs
from tests.fairness.making import BEACON, adversarial_pool, certificate_of, chances, checker


@cache
def small() -> tuple[dict, dict]:
    """A draw that needed cuts, with three replacements, one of them a repair."""
    certificate, secret = certificate_of(adversarial_pool(27, people=(24,), size=(6,)))
    for _ in range(3):
        seats = cohort(certificate)
        certificate = replace(certificate, secret, declined=seats[:1], accepted=seats[2:3])
    return certificate, secret


@cache
def city() -> tuple[dict, dict]:
    return certificate_of(one_city(invent(5085, 3), "Montpellier", 24).pool)


def fields(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """The path of every value that is not a container."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from fields(inner, (*path, key))
    else:
        yield path


def containers(value: Any, path: tuple = ()) -> Iterator[tuple]:
    if isinstance(value, dict | list):
        yield path
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from containers(inner, (*path, key))


def at(value: Any, path: tuple) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(value: Any, path: tuple, new: Any) -> Any:
    made = copy.deepcopy(value)
    at(made, path[:-1])[path[-1]] = new
    return made


def neighbours(value: Any) -> list[Any]:
    """Other values for a field: near ones, and of another sort."""
    if isinstance(value, bool):
        return [not value, int(value), str(value).lower(), None]
    if isinstance(value, int):
        return [value + 1, value - 1, -value or 7, float(value), str(value), bool(value), None]
    flipped = [("1" if value[spot] == "0" else "0") for spot in range(len(value))]
    near = [value[:spot] + flipped[spot] + value[spot + 1 :] for spot in {0, len(value) // 2, len(value) - 1} if value]
    return [*near, value + "0", value[:-1], value.upper() if value.upper() != value else value + " ", "", None, 3]


def assert_refused(certificate: dict, **extra: Any) -> str:
    with pytest.raises(checker().Tampered) as refused:
        checker().verify(certificate, **extra)
    return str(refused.value)


def test_what_was_not_changed_is_proved():
    certificate, secret = small()
    told = checker().verify(certificate, audit=audit_file(secret))
    assert any("Remplacements, chacun selon la règle publiée : 3" in sentence for sentence in told)
    told = checker().verify(city()[0])
    assert not any("Réserve" in sentence for sentence in told)


def test_each_field_changed_is_refused():
    certificate, _ = small()
    paths = list(fields(certificate))
    assert len(paths) > 300
    for path in paths:
        old = at(certificate, path)
        assert assert_refused(changed(certificate, path, neighbours(old)[0])), path


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_any_field_is_refused(data):
    certificate, _ = small()
    path = data.draw(st.sampled_from(list(fields(certificate))))
    assert_refused(changed(certificate, path, data.draw(st.sampled_from(neighbours(at(certificate, path))))))


@settings(max_examples=100)
@given(st.data())
def test_any_list_or_object_changed_is_refused(data):
    certificate, _ = small()
    path = data.draw(st.sampled_from(list(containers(certificate))))
    made = copy.deepcopy(certificate)
    inside = at(made, path)
    if isinstance(inside, dict):
        if inside and data.draw(st.booleans()):
            inside.pop(data.draw(st.sampled_from(sorted(inside))))
        else:
            inside["plus"] = 1
    elif inside and data.draw(st.booleans()):
        spot = data.draw(st.integers(0, len(inside) - 1))
        # Without its last replacements a certificate is that of an earlier day.
        if path == ("replacements",) and spot == len(inside) - 1:
            return
        inside.pop(spot)
    else:
        inside.append(copy.deepcopy(inside[0]) if inside else 0)
    assert_refused(made)


def test_each_field_of_a_proof_changed_is_refused():
    certificate, secret = small()
    proof = next(iter(own_proofs(secret).values()))
    checker().verify(certificate, proof=proof)
    for path in fields(proof):
        for new in neighbours(at(proof, path)):
            assert_refused(certificate, proof=changed(proof, path, new))


def test_each_field_of_an_audit_changed_is_refused():
    certificate, secret = small()
    audit = audit_file(secret)
    for path in list(fields(audit))[::5]:
        assert_refused(certificate, audit=changed(audit, path, neighbours(at(audit, path))[0]))


# Whoever made the draw could also commit to what they changed: the change itself must then be seen.
FORGERIES = {
    "a heavier panel": (
        lambda lottery: lottery["panels"][0].update(weight=lottery["panels"][0]["weight"] + 1),
        "poids",
    ),
    "one more place": (lambda lottery: lottery["panels"][0]["counts"][0].__setitem__(1, 9), "Groupe 1"),
    "another type": (lambda lottery: lottery["panels"][0].update(counts=lottery["panels"][1]["counts"]), "enveloppes"),
    "other totals": (lambda lottery: lottery["panels"][0]["totals"].__setitem__(0, 12), "Groupe 1"),
    "a stricter quota": (lambda lottery: lottery["quotas"][0].update(minimum=20), "quota"),
    "another envelope": (lambda lottery: lottery["types"][0].update(seal="abc"), "enveloppes"),
    "a twin": (
        lambda lottery: lottery["types"][0]["pseudonyms"].append(lottery["types"][1]["pseudonyms"][0]),
        "deux fois",
    ),
    "a better minimum": (lambda lottery: lottery.update(minimum="1/10"), "plus petite"),
    "a lower bound": (lambda lottery: lottery.update(bound="1/20"), "borne"),
    "a price": (lambda lottery: lottery["prices"].update(size=str(int(lottery["prices"]["size"]) + 10**12)), "borne"),
    "a smaller pool": (lambda lottery: lottery["pool"]["totals"].__setitem__(0, 3), "réserve"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_that_was_committed_to_is_named(name):
    certificate, _ = city()
    public = copy.deepcopy(certificate["lottery"])
    change, word = FORGERIES[name]
    change(public)
    try:
        forged = draw(public, BEACON)
    except IndexError:
        forged = {**certificate, "lottery": public}
    assert word in assert_refused(forged)


def test_a_rehearsal_says_so_and_cannot_pass_for_a_draw():
    public = small()[0]["lottery"]
    rehearsal = draw(public, BEACON, is_rehearsal=True)
    assert any("RÉPÉTITION" in sentence for sentence in checker().verify(rehearsal))
    assert "graine" in assert_refused({**rehearsal, "rehearsal": False})
    assert rehearsal["seed"] != draw(public, BEACON)["seed"]


@pytest.mark.parametrize("beacon", ["", "xyz", "abc", "ab" * 7, "g" * 64])
def test_a_bad_beacon_is_refused(beacon):
    with pytest.raises(BadBeacon):
        draw(small()[0]["lottery"], beacon)


def test_a_certificate_file_with_floats_or_twice_a_key_is_refused(tmp_path):
    path = tmp_path / "certificate.json"
    for text in ('{"number": 1.0}', '{"number": 1, "number": 2}', '{"number": NaN}'):
        path.write_text(text)
        with pytest.raises(checker().Tampered):
            checker().read(path)


def test_nothing_public_tells_who_someone_is_or_what_they_answered():
    certificate, secret = city()
    public = copy.deepcopy(certificate)
    quotas = public["lottery"].pop("quotas")
    text = json.dumps(public)
    assert quotas
    for kept in secret["types"]:
        for word in (*kept["people"], *kept["attributes"].values(), kept["opening"]):
            assert f'"{word}"' not in text
        assert f"{kept['attributes']}" not in text
    assert secret["salt"] not in text
    assert set(public["lottery"]["types"][0]) == {"pseudonyms", "seal"}


def test_the_numbers_of_types_tell_nothing_of_their_attributes():
    secret = city()[1]
    attributes = [tuple(kept["attributes"].values()) for kept in secret["types"]]
    assert attributes != sorted(attributes)


def test_everyone_has_a_proof_of_their_own():
    certificate, secret = city()
    proofs = own_proofs(secret)
    assert len(proofs) == 240
    for identifier in list(proofs)[::40]:
        told = checker().verify(certificate, proof=proofs[identifier])
        assert any("Votre probabilité" in sentence for sentence in told)


def test_people_of_a_type_share_the_exact_probability_of_the_panels():
    public = city()[0]["lottery"]
    assert min(chances(public)) == checker().Fraction(public["minimum"])


def test_the_prime_is_a_safe_prime():
    for number in (PRIME, (PRIME - 1) // 2):
        assert all(pow(witness, number - 1, number) == 1 for witness in (2, 3, 5, 7, 11, 13))
    assert PRIME == checker().PRIME


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": ["é"]}) == '{"a":["é"],"b":1}'.encode()


def test_waiting_people_are_in_the_order_of_their_tickets():
    certificate, _ = city()
    seats, order = set(certificate["selected"]), checker().check_draw(certificate)
    for kind, waiting in enumerate(waiting_list(certificate)):
        assert waiting == [name for name in order[kind] if name not in seats]
