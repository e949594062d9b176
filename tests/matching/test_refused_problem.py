"""What cannot be read is refused row by row; what cannot be placed is told why."""

import json
import math

import pytest

from passeurs.matching.__main__ import main
from passeurs.matching.solver.check import faults_of
from passeurs.matching.solver.locks import contradictions
from passeurs.matching.solver.options import Possible
from passeurs.matching.solver.reading import BadProblem, read_problem

from .problems import HALF_DAYS, actor, person, problem


def two_people(**more):
    first = person("p1", ["a"]) | more
    return problem([first, person("p2", ["a"])], [actor("a"), actor("b")])


@pytest.mark.parametrize(
    ("raw", "row", "reason"),
    [
        ([], "problème", "objet JSON"),
        (problem([], [actor("a")]), "people", "vide"),
        (problem([person("p", [])], []), "actors", "vide"),
        ({"people": {}, "actors": []}, "people", "liste"),
        (two_people(wishes=["z"]), "people[0] p1", "acteur inconnu z"),
        (two_people(wishes=["a", "a"]), "people[0] p1", "deux fois"),
        (two_people(wishes="a"), "people[0] p1", "une liste"),
        (two_people(avoid=["nobody"]), "people[0] p1", "personne inconnue nobody"),
        (two_people(avoid=["p1"]), "people[0] p1", "elle-même"),
        (two_people(avoid=["p2"], **{"with": ["p2"]}), "people[0] p1", "avoid et dans with"),
        (two_people(lat=math.nan), "people[0] p1", "finis"),
        (two_people(lat="48"), "people[0] p1", "finis"),
        (two_people(lon=200), "people[0] p1", "hors de la Terre"),
        (two_people(limit_km=0), "people[0] p1", "plus grand que zéro"),
        (two_people(limit_km=-3), "people[0] p1", "plus grand que zéro"),
        (two_people(limit_km=True), "people[0] p1", "un nombre"),
        (two_people(half_days=["wed_pm", "wed_pm"]), "people[0] p1", "deux fois"),
        (two_people(half_days=[1.5]), "people[0] p1", "ni un texte ni un entier"),
        (two_people(needs=[1]), "people[0] p1", "textes"),
        (problem([person("p", []), person("p", [])], [actor("a")]), "people[1]", "en double"),
        (problem([person(None, [])], [actor("a")]), "people[0]", "identifiant"),
        (problem(["p"], [actor("a")]), "people[0]", "un objet"),
        (problem([person("p", [])], [actor("a", groups=-1)]), "actors[0] a", "entier positif"),
        (problem([person("p", [])], [actor("a", wishes=["p"], refusals=["p"])]), "actors[0] a", "souhaitée et refusée"),
        (two_people() | {"keep": [{"actor": "a"}]}, "keep[0]", "un groupe"),
        (two_people() | {"locks": [{"person": "p1", "actor": "z"}]}, "locks[0]", "acteur inconnu"),
        (two_people() | {"locks": [{"apart": ["p1"]}]}, "locks[0]", "deux personnes"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(raw, row, reason):
    with pytest.raises(BadProblem) as caught:
        read_problem(raw)
    assert any(where == row and reason in why for where, why in caught.value.refused), caught.value.refused


def test_every_wrong_row_is_told_at_once():
    raw = problem([person("p", ["x"]), person("p", [], limit_km=0)], [actor("a", lat=None)])
    with pytest.raises(BadProblem) as caught:
        read_problem(raw)
    assert len(caught.value.refused) == 4


@pytest.mark.parametrize(
    ("locks", "reason"),
    [
        ([{"person": "p1", "actor": "a"}, {"person": "p1", "actor": "b"}], "ailleurs"),
        ([{"person": "p1", "actor": "a"}, {"person": "p1", "actor": "a", "forbid": True}], "interdit"),
        ([{"person": "p1", "actor": "a", "half_day": "sun_am"}], "demi-journée"),
    ],
)
def test_locks_that_contradict_are_refused(locks, reason):
    read = read_problem(two_people() | {"locks": locks})
    assert any(reason in why for _, why in contradictions(read, Possible(read)))


def test_locks_that_only_contradict_together_are_refused(solve):
    # Two enemies locked with an actor that takes one group; either could be with the third.
    raw = problem([person(key, ["a"]) for key in ("p1", "p2", "p3")], [actor("a")])
    raw["locks"] = [{"person": key, "actor": "a"} for key in ("p1", "p2")] + [{"apart": ["p1", "p2"]}]
    assert {row for row, _ in solve(raw)["refused"]} == {"locks[0]", "locks[1]"}


def test_who_cannot_be_placed_is_told_why(solve):
    far = {"lat": 45.0}
    raw = problem(
        [
            person("no-half-day", ["a"], half_days=[]),
            person("no-wish", []),
            person("far", ["a"], **far),
            person("other-time", ["a"], half_days=["sun_am"]),
            person("wheels", ["a"], needs=["wheelchair"]),
            person("refused", ["a"]),
            person("alone", ["b"]),
            person("ok1", ["a"]),
            person("ok2", ["a"]),
        ],
        [actor("a", refusals=["refused"]), actor("b"), actor("nobody"), actor("empty", half_days=[])],
    )
    result = solve(raw)
    assert {row["id"]: row["code"] for row in result["unplaced"]} == {
        "no-half-day": "no_half_day", "no-wish": "no_wish", "far": "travel", "other-time": "time",
        "wheels": "access", "refused": "refused", "alone": "alone",
    }  # fmt: skip
    assert {row["id"]: row["code"] for row in result["unused"]} == {
        "b": "no_match", "nobody": "not_asked", "empty": "no_half_day",
    }  # fmt: skip
    assert any("aucune demi-journée" in note for note in result["notes"])
    assert result["groups"] == [{"actor": "a", "half_day": HALF_DAYS[0], "members": ["ok1", "ok2"]}] or (
        result["groups"][0]["members"] == ["ok1", "ok2"]
    )


def test_an_actor_that_nobody_ranked_is_used_by_those_who_accepted_it(solve):
    people = [person("p1", [], accepts=["a"]), person("p2", [], accepts=["a"]), person("p3", [])]
    result = solve(problem(people, [actor("a")]))
    assert result["groups"][0]["members"] == ["p1", "p2"]
    assert result["quality"]["worst_rank"] == 9
    assert [row["id"] for row in result["unplaced"]] == ["p3"]


def test_the_command_refuses_in_one_json_line(tmp_path, capsys):
    path = tmp_path / "problem.json"
    for text, reason in (("{", "JSON invalide"), (json.dumps(two_people(limit_km=0)), "plus grand que zéro")):
        path.write_text(text)
        assert main(["check", str(path), str(path)]) == 2
        said = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert said["error"] == "refused"
        assert reason in said["refused"][0]["reason"]
    assert main(["check", str(tmp_path / "none.json"), str(path)]) == 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda result: result["groups"][0].update(members=["p0"]), "1 personne"),
        (lambda result: result["groups"][0].update(half_day="sun_am"), "n’est pas libre"),
        (lambda result: result["groups"][0].update(actor="b"), "ni classé ni accepté"),
        (lambda result: result["groups"][0].update(actor="far"), "limite de trajet"),
        (lambda result: result["groups"].append(result["groups"][0]), "2 groupes"),
        (lambda result: result["groups"].append({"actor": "a"}), "sont attendus"),
        (lambda result: result["groups"].clear(), "ni dans un groupe"),
        (lambda result: result["groups"][0]["members"].append("p3"), "à éviter"),
        (lambda result: result["groups"][0]["members"].append("p4"), "refusé·e"),
        (lambda result: result["groups"][0]["members"].append("p5"), "accès nécessaire"),
        (lambda result: result["groups"][0].update(members=["p1", "p2"]), "locks[0]"),
    ],
)
def test_the_check_sees_every_broken_rule(change, fault):
    people = [person(f"p{i}", ["a", "far"]) for i in range(6)]
    people[3]["avoid"], people[5]["needs"] = ["p1"], ["wheelchair"]
    raw = problem(people, [actor("a", refusals=["p4"]), actor("b"), actor("far", lat=44.0)])
    raw["locks"] = [{"person": "p0", "actor": "a"}]
    result = {
        "groups": [{"actor": "a", "half_day": "wed_pm", "members": ["p0", "p1", "p2"]}],
        "unplaced": [{"id": key, "why": "-"} for key in ("p3", "p4", "p5")],
    }
    assert faults_of(raw, result) == []
    change(result)
    assert any(fault in said for said in faults_of(raw, result)), faults_of(raw, result)
