"""The groups are the best there are, in the order told, and break no rule."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from passeurs.matching.solver.check import faults_of
from passeurs.matching.solver.generate import generate

from . import solver
from .problems import HALF_DAYS, actor, every_answer, person, problem, size, small_problems, worth


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(raw=small_problems())
def test_nothing_better_exists(solve, raw):
    assume(size(raw) <= 4000)
    result = solve(raw)
    answers = [worth(raw, answer) for answer in every_answer(raw)]
    if "refused" in result:
        assert answers == [], "refused, but there was an answer"
        return
    assert faults_of(raw, result) == []
    assert result["complete"]
    assert worth(raw, result) == max(answers)


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 11])
def test_one_actor_takes_two_to_five(solve, count):
    raw = problem([person(f"p{i}", ["a"]) for i in range(count)], [actor("a")])
    result = solve(raw)
    assert faults_of(raw, result) == []
    assert sum(len(group["members"]) for group in result["groups"]) == (0 if count < 2 else min(count, 5))
    assert all(row["why"] for row in result["unplaced"])


def test_two_groups_at_once_for_an_actor_that_takes_two(solve):
    raw = problem([person(f"p{i}", ["a"]) for i in range(6)], [actor("a", groups=2, half_days=HALF_DAYS[:1])])
    result = solve(raw)
    assert faults_of(raw, result) == []
    assert [len(group["members"]) for group in result["groups"]] == [3, 3]


def test_a_town_keeps_every_rule(solve):
    raw = generate(48, 2, 5)
    young = raw["people"]
    young[0]["avoid"] = [young[2]["id"], young[4]["id"]]
    young[1]["with"], young[6]["needs"] = [young[3]["id"], young[5]["id"]], ["wheelchair"]
    raw["actors"][0]["access"] = raw["actors"][2]["access"] = ["wheelchair"]
    raw["actors"][1]["refusals"] = [{"id": young[7]["id"], "reason": "déjà venu"}]
    raw["actors"][1]["wishes"].remove(young[7]["id"])
    raw["locks"] = [{"apart": [young[8]["id"], young[10]["id"]]}]
    result = solve(raw)
    assert faults_of(raw, result) == []
    assert result["complete"]
    assert {stage["name"] for stage in result["stages"]} >= {"placed", "actors", "with", "km"}
    assert solve(raw)["groups"] == result["groups"], "the same file and seed give the same groups"


def test_generated_people_are_nearly_all_in_valid_groups(solve):
    raw = generate(72, 3, 1)
    quality = solve(raw)["quality"]
    assert quality["valid"] == quality["placed"] >= 97
    assert (quality["bad_size"], quality["no_shared_time"]) == (0, 0)
    assert quality["proved"] == quality["stages"]
    assert quality["worst_rank"] <= 8


def test_a_component_too_large_at_once_is_improved_by_parts(solve):
    raw = generate(90, 1, 2)
    result = solve(raw, seconds=8)
    assert faults_of(raw, result) == []
    assert result["quality"]["placed"] >= 90
    for stage in result["stages"]:
        better = stage["objective"] <= stage["bound"] if stage["name"] in ("placed", "actors", "keep") else (
            stage["objective"] >= stage["bound"])  # fmt: skip
        assert better, stage


def test_a_search_cut_short_resumes_where_nothing_is_proved(solving_process, solve):
    raw = generate(24, 1, 3)
    (first_proved, _), (then_proved, values) = solving_process.submit(solver.solve_in_two_runs, raw).result()
    assert (first_proved, then_proved) == (False, True)
    assert values[0] == solve(raw)["stages"][0]["objective"]
    assert values[1:-1] == [stage["objective"] for stage in solve(raw)["stages"]][1:-1]


def test_the_same_seed_makes_the_same_problem():
    assert generate(20, 2, 7) == generate(20, 2, 7)
    assert generate(20, 2, 7) != generate(20, 2, 8)
    assert generate(24, 6, 7, regions=2)["people"][0].keys() == generate(24, 6, 7)["people"][0].keys()
