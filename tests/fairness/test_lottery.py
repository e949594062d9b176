"""The lottery: as fair as can be, panels within the quotas, the same each time; or the quotas to change, in words."""

from __future__ import annotations

import numpy as np
import pytest

from passeurs.fairness.lottery.checkpoint import Checkpoint, fingerprint
from passeurs.fairness.lottery.decomposition import WEIGHTS
from passeurs.fairness.lottery.generate import invent, one_city
from passeurs.fairness.lottery.pool import Pool, Quota, gini
from passeurs.fairness.lottery.relaxation import Impossible, smallest_relaxation
from passeurs.fairness.lottery.solve import Lottery, solve
from tests.fairness.making import adversarial_pool, leximin_by_trying


def pool_of(people: dict[tuple[str, ...], int], quotas: list[tuple[str, str, int, int]], size: int) -> Pool:
    """People as {(value of a, value of b, …): how many}."""
    rows = []
    for values, count in people.items():
        attributes = dict(zip("abcdef", values, strict=False))
        rows += [(f"{''.join(values)}{at}", attributes) for at in range(count)]
    return Pool.of(rows, [Quota(((category, value),), low, high) for category, value, low, high in quotas], size)


def assert_sound(lottery: Lottery) -> None:
    assert sum(weight for _, weight in lottery.panels) == WEIGHTS
    assert all(weight > 0 and lottery.pool.is_panel(panel) for panel, weight in lottery.panels)
    assert lottery.bound - lottery.minimum >= -1e-12


@pytest.mark.parametrize("size", [20, 200])
def test_the_published_examples_are_reached(size):
    # The published « example_small » and « example_large »: leximin minimum 10.0 %, gini 0.0 %.
    people = {("f", "c"): 1, ("f", "l"): 5 * size - 1, ("m", "c"): 5 * size}
    least = 9 if size == 20 else 99
    quotas = [("a", "f", least, size), ("a", "m", least, size), ("b", "l", least, size), ("b", "c", least, size)]
    lottery = solve(pool_of(people, quotas, size))
    assert_sound(lottery)
    assert lottery.minimum == pytest.approx(0.1)
    assert lottery.gini == pytest.approx(0, abs=1e-6)


def test_a_city_reaches_its_bound():
    lottery = solve(one_city(invent(5085, 3), "Montpellier", 24).pool)
    assert_sound(lottery)
    assert lottery.pool.counts.sum() == 240
    assert lottery.minimum == pytest.approx(0.07362, abs=1e-5)
    assert lottery.bound - lottery.minimum <= 1e-6
    assert not lottery.cuts


def test_a_nation_of_fifteen_hundred_reaches_its_bound():
    lottery = solve(invent(1500, 1).pool)
    assert_sound(lottery)
    assert lottery.bound - lottery.minimum <= 1e-6


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 7, 8])
def test_a_nation_reaches_its_bound(seed):
    lottery = solve(invent(6000, seed).pool)
    assert_sound(lottery)
    assert lottery.pool.size == 601
    assert len(lottery.pool.rows) == 173
    assert lottery.bound - lottery.minimum <= 1e-6


def test_panels_average_to_the_levels():
    lottery = solve(one_city(invent(5085, 3), "Montpellier", 24).pool)
    levels = sorted(level for level, _ in lottery.levels)
    for chance in lottery.probabilities:
        assert min(abs(chance - level) for level in levels) < 2e-6


@pytest.mark.parametrize("seed", range(24))
def test_small_hard_pools_are_as_fair_as_trying_every_panel(seed):
    pool = adversarial_pool(seed, people=(16, 20, 24), size=(4, 5))
    expected = leximin_by_trying(pool)
    lottery = solve(pool)
    assert_sound(lottery)
    of_person = dict.fromkeys(lottery.impossible, 0.0)
    for names, chance in zip(lottery.pool.members, lottery.probabilities, strict=True):
        of_person |= dict.fromkeys(names, float(chance))
    for names, chance in zip(pool.members, expected, strict=True):
        for name in names:
            assert of_person[name] == pytest.approx(chance, abs=5e-6)


@pytest.mark.parametrize("seed", [19, 29, 40, 49])
def test_hard_pools_that_need_cuts(seed):
    lottery = solve(adversarial_pool(seed))
    assert_sound(lottery)
    assert lottery.bound - lottery.minimum <= 2e-6


def test_someone_no_panel_can_hold_is_said_and_set_aside():
    # Two places, one « x » at most and one « z » at most in each panel: whoever is both leaves no second person.
    people = {("x", "z"): 1, ("x", "w"): 3, ("y", "z"): 3}
    quotas = [("a", "x", 1, 1), ("a", "y", 1, 1), ("b", "z", 1, 1), ("b", "w", 1, 1)]
    lottery = solve(pool_of(people, quotas, 2))
    assert lottery.impossible == ("xz0",)
    assert lottery.minimum == pytest.approx(1 / 3, abs=1e-6)


def test_maximin_only_raises_the_smallest():
    pool = one_city(invent(5085, 3), "Montpellier", 24).pool
    fair, less = solve(pool), solve(pool, is_leximin=False)
    assert_sound(less)
    assert less.minimum == pytest.approx(fair.minimum, abs=2e-6)


def test_the_same_seed_makes_the_same_lottery():
    pool = one_city(invent(5085, 3), "Montpellier", 24).pool
    first, second, other = solve(pool), solve(pool), solve(pool, seed=1)
    assert [(panel.tolist(), weight) for panel, weight in first.panels] == [
        (panel.tolist(), weight) for panel, weight in second.panels
    ]
    assert other.minimum == pytest.approx(first.minimum, abs=2e-6)


def test_killed_anywhere_and_resumed_gives_the_same_result(tmp_path):
    pool = adversarial_pool(27, people=(24,), size=(6,))
    whole = solve(pool)
    assert whole.cuts
    told: list[str] = []
    solve(pool, progress=told.append)

    class KilledError(Exception):
        pass

    for stop in range(1, len(told) + 1, 1 + len(told) // 5):
        kept = Checkpoint(tmp_path / str(stop), fingerprint(pool, True, 0))
        left = iter(range(stop - 1))

        def kill(_, left=left):
            if next(left, None) is None:
                raise KilledError

        with pytest.raises(KilledError):
            solve(pool, checkpoint=kept, progress=kill)
        again = solve(pool, checkpoint=kept)
        assert again.prices == whole.prices
        assert [(panel.tolist(), weight) for panel, weight in again.panels] == [
            (panel.tolist(), weight) for panel, weight in whole.panels
        ]


def test_the_checkpoint_of_another_draw_is_not_read(tmp_path):
    pool, other = (adversarial_pool(seed, people=(24,), size=(6,)) for seed in (27, 106))
    solve(other, checkpoint=Checkpoint(tmp_path, fingerprint(other, True, 0)))
    again = solve(pool, checkpoint=Checkpoint(tmp_path, fingerprint(pool, True, 0)))
    assert_sound(again)
    assert again.minimum == solve(pool).minimum


def test_quotas_that_contradict_say_the_smallest_change():
    pool = pool_of({("f", "q"): 2, ("f", "u"): 8, ("m", "u"): 10}, [("a", "f", 3, 5), ("b", "q", 4, 6)], 8)
    with pytest.raises(Impossible) as refused:
        solve(pool)
    assert "« b = q » : abaisser le minimum de 4 à 2 (2 personnes dans la réserve)" in str(refused.value)
    assert len(refused.value.relaxations) == 1


def test_local_minimums_over_a_national_maximum_are_told_together():
    quotas = [Quota((("city", city),), 2, 2) for city in "AB"]
    quotas += [Quota((("city", city), ("c", "q")), 2, 2) for city in "AB"] + [Quota((("c", "q"),), 0, 3)]
    people = [(f"{city}{value}{at}", {"city": city, "c": value}) for city in "AB" for value in "qu" for at in range(3)]
    relaxations = smallest_relaxation(Pool.of(people, quotas, 4))
    assert len(relaxations) == 1
    assert abs(relaxations[0].maximum - relaxations[0].quota.maximum) + abs(
        relaxations[0].minimum - relaxations[0].quota.minimum
    ) == 1  # fmt: skip


def test_gini_is_the_textbook_one():
    values = np.array([0.1, 0.3, 0.3, 0.9])
    pairs = np.abs(values[:, None] - values[None, :]).sum() / (2 * len(values) ** 2 * values.mean())
    assert gini(np.array([0.3, 0.1, 0.9]), np.array([2, 1, 1])) == pytest.approx(pairs)
