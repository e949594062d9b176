"""The command: files in and out, the last line, a stop in the middle, what people are told."""

import json
import signal
import subprocess
import sys

import pytest

from passeurs.matching.__main__ import main
from passeurs.matching.solver.check import faults_of
from passeurs.matching.solver.compare import comparison, places
from passeurs.matching.solver.generate import generate
from passeurs.matching.solver.reading import BadProblem

from .problems import actor, person, problem

COMMAND = [sys.executable, "-m", "passeurs.matching"]
LAST_LINE = "placed valid top3 worst_rank mean_km max_km groups bad_size no_shared_time stages proved seconds".split()


def test_from_a_file_to_a_file(tmp_path, capsys):
    raw, out = tmp_path / "problem.json", tmp_path / "result.json"
    assert main(["generate", "--people", "24", "--cities", "2", "--seed", "4", "--out", str(raw)]) == 0
    done = subprocess.run([*COMMAND, "solve", raw, "--out", out], capture_output=True, text=True, check=True)
    last = json.loads(done.stdout.splitlines()[-1])
    assert set(LAST_LINE) <= last.keys()
    result = json.loads(out.read_text())
    assert result["quality"] == last
    assert (last["proved"], last["groups"]) == (last["stages"], len(result["groups"]))
    capsys.readouterr()
    assert main(["check", str(raw), str(out)]) == 0
    result["groups"][0]["members"].append(result["groups"][1]["members"][0])
    out.write_text(json.dumps(result))
    assert main(["check", str(raw), str(out)]) == 1
    assert "dans 2 groupes" in capsys.readouterr().out


@pytest.mark.parametrize("why", ["signal", "time"])
def test_stopped_before_the_end_it_keeps_the_best_and_says_so(tmp_path, why):
    raw, out = tmp_path / "problem.json", tmp_path / "result.json"
    problem = generate(240, 1, 1)
    raw.write_text(json.dumps(problem))
    seconds = "600" if why == "signal" else "0.5"
    running = subprocess.Popen(
        [*COMMAND, "solve", raw, "--out", out, "--seconds", seconds], stdout=subprocess.PIPE, text=True
    )
    first = running.stdout.readline()
    assert "s au plus" in first
    if why == "signal":
        running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    last = json.loads(said.splitlines()[-1])
    result = json.loads(out.read_text())
    assert (last["complete"], result["stopped"]) == (False, why)
    assert faults_of(problem, result) == []
    assert last["placed"] > 80


def test_the_matching_needs_neither_django_nor_a_solver_to_read():
    code = (
        "import sys, passeurs.matching.__main__;"
        "print([name for name in ('django', 'ortools', 'highspy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_when_someone_leaves_few_are_moved(solve):
    raw = generate(96, 4, 3)
    first = solve(raw)
    was = places(first)
    gone = list(was)[::48]
    left = raw | {"people": [row for row in raw["people"] if row["id"] not in gone]}
    for row in left["actors"]:
        row["wishes"] = [key for key in row["wishes"] if key not in gone]
    anew, kept = solve(left), solve(left | {"keep": first["groups"]})
    assert faults_of(left | {"keep": first["groups"]}, kept) == []
    assert kept["quality"]["placed"] >= anew["quality"]["placed"]
    moves = sum(places(anew).get(key) != place for key, place in was.items() if key not in gone)
    assert kept["quality"]["moved"] == len(kept["moved"])
    assert len(kept["moved"]) <= moves / 4 or len(kept["moved"]) == 0
    assert any("n’est plus là" in note for note in kept["notes"])


def test_each_person_is_told_what_they_got_and_why_not_better(explain, solve):
    people = [person(f"p{i}", ["a", "b"]) for i in range(7)]
    people.append(person("elsewhere", ["c", "a"], half_days=["wed_pm"]))
    raw = problem(people, [actor("a", half_days=["wed_pm"]), actor("b", lon=2.01), actor("c", half_days=["sat_am"])])
    told = {row["id"]: row for row in explain(raw, solve(raw))}
    assert told["elsewhere"]["better"][0]["code"] == "time"
    second = [row for row in told.values() if row["got"]["actor"] == "b"]
    assert second
    for row in second:
        assert row["better"][0]["code"] == "capacity"
        assert "complet" in row["words"]
        assert row["stage"]
    only = explain(raw, solve(raw), person="p0")
    assert [row["id"] for row in only] == ["p0"]


def test_two_results_are_compared_in_words(solve):
    raw = problem([person(f"p{i}", ["a", "b"]) for i in range(4)], [actor("a"), actor("b", lon=2.01)])
    before = solve(raw)
    after = solve(raw | {"locks": [{"person": "p0", "actor": "a", "forbid": True}]})
    lines = list(comparison(before, after))
    assert any("personnes changent de groupe" in line or "personne change de groupe" in line for line in lines), lines
    with pytest.raises(BadProblem, match="un résultat est attendu"):
        list(comparison(before, raw))
    assert any(line.startswith("p0 : a, mercredi après-midi → ") for line in lines), lines
