"""Someone declines: the next ticket of the type, else the smallest repair; the chain and the quotas hold."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passeurs.fairness.lottery.generate import invent, one_city
from passeurs.fairness.lottery.pool import Pool, Quota
from passeurs.fairness.lottery.publication import public_pool
from passeurs.fairness.lottery.relaxation import Impossible
from passeurs.fairness.lottery.replacement import RefusedReplacement, cohort, replace, waiting_list
from passeurs.fairness.lottery.report import in_csv, in_words, report
from passeurs.fairness.sealing.canonical import digest
from tests.fairness.making import certificate_of, checker

CITY = certificate_of(one_city(invent(5085, 3), "Montpellier", 24).pool)


def types_of(certificate: dict) -> dict[str, int]:
    return {name: kind for kind, one in enumerate(certificate["lottery"]["types"]) for name in one["pseudonyms"]}


def someone(certificate: dict, *, is_followed: bool) -> str:
    """A person with a place whose type has, or has not, somebody waiting."""
    waiting, kinds = waiting_list(certificate), types_of(certificate)
    return next(name for name in cohort(certificate) if bool(waiting[kinds[name]]) == is_followed)


def test_the_next_ticket_of_the_type_is_called():
    certificate, secret = CITY
    leaver = someone(certificate, is_followed=True)
    expected = waiting_list(certificate)[types_of(certificate)[leaver]][0]
    after = replace(certificate, secret, declined=[leaver], accepted=[])
    assert after["replacements"][0]["added"] == [expected]
    assert after["replacements"][0]["rule"] == "ticket"
    assert certificate["replacements"] == []
    assert leaver not in cohort(after)
    assert leaver not in [name for names in waiting_list(after) for name in names]
    checker().verify(after)


def test_where_nobody_of_the_type_waits_the_repair_keeps_who_accepted():
    certificate, secret = CITY
    leaver = someone(certificate, is_followed=False)
    accepted = [name for name in cohort(certificate) if name != leaver][:15]
    after = replace(certificate, secret, declined=[leaver], accepted=accepted)
    entry = after["replacements"][0]
    assert entry["rule"] == "repair"
    assert set(accepted) <= set(cohort(after))
    assert len(cohort(after)) == 24
    assert len(entry["added"]) == len(entry["removed"]) + 1
    checker().verify(after)


@settings(max_examples=12)
@given(st.data())
def test_any_course_of_replacements_is_verified(data):
    certificate, secret = CITY
    pool = public_pool(certificate["lottery"], secret)
    for _ in range(3):
        seats = cohort(certificate)
        declined = data.draw(st.lists(st.sampled_from(seats), min_size=1, max_size=2, unique=True))
        accepted = data.draw(st.lists(st.sampled_from([one for one in seats if one not in declined]), unique=True))
        try:
            certificate = replace(certificate, secret, declined=declined, accepted=accepted)
        except Impossible:
            return
        now = set(cohort(certificate))
        assert set(accepted) <= now
        assert not now & set(declined)
        assert pool.is_panel(pool.counts * 0 + [len(now.intersection(names)) for names in pool.members])
        checker().verify(certificate)


def test_acceptances_alone_are_kept():
    certificate, secret = CITY
    after = replace(certificate, secret, declined=[], accepted=cohort(certificate)[:2])
    assert cohort(after) == cohort(certificate)
    checker().verify(after)


def test_names_without_a_place_are_refused_together():
    certificate, secret = CITY
    seat = cohort(certificate)[0]
    waiting = next(names for names in waiting_list(certificate) if names)[0]
    with pytest.raises(RefusedReplacement) as refused:
        replace(certificate, secret, declined=[waiting, seat], accepted=[seat])
    assert f"{waiting} n’a pas de place" in str(refused.value)
    assert f"{seat} est nommé deux fois" in str(refused.value)
    with pytest.raises(RefusedReplacement, match="rien à remplacer"):
        replace(certificate, secret, declined=[], accepted=[])


def test_when_no_repair_exists_the_quota_is_named():
    people = [(f"{kind}{at}", {"a": kind}) for kind, count in (("x", 1), ("y", 4)) for at in range(count)]
    pool = Pool.of(people, [Quota((("a", "x"),), 1, 1), Quota((("a", "y"),), 1, 1)], 2)
    certificate, secret = certificate_of(pool)
    only = next(kept["people"]["x0"] for kept in secret["types"] if "x0" in kept["people"])
    with pytest.raises(Impossible, match="« a = x » : abaisser le minimum de 1 à 0"):
        replace(certificate, secret, declined=[only], accepted=[])


def test_a_replacement_out_of_turn_is_named():
    certificate, secret = CITY
    leaver = someone(certificate, is_followed=True)
    after = replace(certificate, secret, declined=[leaver], accepted=[])
    entry = copy.deepcopy(after["replacements"][0])
    waiting = [names for names in waiting_list(certificate) if len(names) > 1]
    entry["added"] = [waiting[0][1]]
    entry.pop("hash")
    forged = {**after, "replacements": [{**entry, "hash": digest(entry)}]}
    with pytest.raises(checker().Tampered, match="ticket"):
        checker().verify(forged)


def test_the_report_adds_up():
    certificate, secret = CITY
    told = report(certificate["lottery"], secret, certificate)
    genders = [one for one in told.groups if one.group.startswith("gender")]
    assert sum(one.people for one in genders) == told.people == 240
    assert sum(one.expected for one in genders) == pytest.approx(24)
    assert sum(one.drawn for one in genders) == 24
    assert all(one.minimum - 1e-9 <= one.expected <= one.maximum + 1e-9 for one in told.groups)
    assert all(one.lowest <= one.mean <= one.highest for one in told.groups if one.people)
    words = in_words(told)
    assert "240 personnes, 24 places. Sans quotas, chacun aurait 10 %." in words
    assert len(in_csv(told).splitlines()) == 1 + len(told.groups)
