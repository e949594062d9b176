"""The command line and the files it reads: faults all told at once, results in one JSON line."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from passeurs.fairness.lottery.generate import invent, one_city
from passeurs.fairness.lottery.pool import Quota
from passeurs.fairness.lottery.reading import BadInput, read_pool
from tests.fairness.making import BEACON, ROOT, SALT

CATEGORIES = "category,feature,min,max\ncity,A,1,2\ncity,B,1,2\nage,17,0,3\nage,18,0,3\n"
PEOPLE = "id,city,age,note\np1,A,17,\np2,A,18,\np3,B,17,\np4,B,18,\n"


def faults_of(tmp_path, categories=CATEGORIES, people=PEOPLE, local=None, size=3):
    (tmp_path / "categories.csv").write_text(categories)
    (tmp_path / "respondents.csv").write_text(people)
    where = tmp_path / "local.json" if local is not None else None
    if where is not None:
        where.write_text(local if isinstance(local, str) else json.dumps(local))
    try:
        read_pool(tmp_path / "categories.csv", tmp_path / "respondents.csv", where, size)
    except BadInput as refused:
        return refused.faults
    return []


def test_good_files_make_a_pool(tmp_path):
    assert faults_of(tmp_path) == []
    assert faults_of(tmp_path, local={"local": [["A", "age", "17", 0, 1]]}) == []
    pool = read_pool(tmp_path / "categories.csv", tmp_path / "respondents.csv", tmp_path / "local.json", 3)
    assert pool.categories == ("city", "age")
    assert pool.quotas[-1].label == "city = A, age = 17"
    assert pool.rows.shape == (6, 4)


QUOTAS = "{0},{1},min,max{2}\ngender,Female,2,3{3}\ngender,Male,2,3{3}\nage,16-29,2,3{3}\nage,30+,2,3{3}\n"
# As the Sortition Foundation's users keep them: its own id, an address, rows left blank at the end.
SIX = """nationbuilder_id,first_name,gender,age,primary_address1,primary_zip
nb1,A,Female,16-29,1 rue X,21000
nb2,B,male ,16-29,1 rue X,21000
nb3,C,FEMALE,30+,2 rue Y,21000
nb4,D,Male,30+,,
nb5,E,Female,16-29,,
nb6,Zoé,Male,30+,5 rue V,21000
,,,,,
,,,,,
"""


@pytest.mark.parametrize(
    ("names", "flex", "delimiter", "encoding"),
    [
        (("category", "feature"), False, ",", "utf-8"),
        (("feature", "value"), True, ",", "utf-8-sig"),
        (("category", "name"), True, ",", "utf-8"),
        (("category", "feature"), False, ";", "cp1252"),
        (("feature", "value"), True, "\t", "cp1252"),
    ],
)
def test_files_of_others_are_read_as_they_are(tmp_path, names, flex, delimiter, encoding):
    quotas = QUOTAS.format(*names, *((",min_flex,max_flex", ",1,4") if flex else ("", "")))
    for name, text in (("quotas.csv", quotas), ("people.csv", SIX)):
        (tmp_path / name).write_text(text.replace(",", delimiter), encoding=encoding)
    notes = []
    pool = read_pool(tmp_path / "quotas.csv", tmp_path / "people.csv", None, 4, notes=notes)
    assert pool.categories == ("gender", "age")
    assert pool.quotas[0] == Quota((("gender", "Female"),), 2, 3)
    assert sorted(one for names in pool.members for one in names) == ["nb1", "nb2", "nb3", "nb4", "nb5", "nb6"]
    assert notes[-1] == "people.csv : valeurs reconnues malgré leur casse ou leurs espaces : « gender » (2)."
    assert any("Windows-1252" in note for note in notes) == (encoding == "cp1252")


def test_an_id_is_never_replaced_unseen(tmp_path):
    two = "member_id,voter_id,city,age\n1,9,A,17\n2,8,B,18\n3,7,A,18\n"
    assert "« member_id », « voter_id » pourraient être l’identifiant" in faults_of(tmp_path, people=two)[0]
    (tmp_path / "respondents.csv").write_text("city,age\nA,17\nB,18\n")
    notes = []
    read_pool(tmp_path / "categories.csv", tmp_path / "respondents.csv", None, 2, notes=notes)
    assert notes == ["respondents.csv : aucune colonne d’identifiant, chaque personne porte le numéro de sa ligne."]


def test_without_an_id_the_line_is_the_id(tmp_path):
    assert faults_of(tmp_path, people="city,age\nA,17\nB,18\nA,18\n") == []
    pool = read_pool(tmp_path / "categories.csv", tmp_path / "respondents.csv", None, 2)
    assert sorted(one for names in pool.members for one in names) == ["ligne-2", "ligne-3", "ligne-4"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"categories": "category,feature,min\ncity,A,1\n"}, "il manque la colonne « max »"),
        ({"categories": CATEGORIES + "city,A,0,1\n"}, "ligne 6 : « city = A » est déjà défini plus haut"),
        ({"categories": CATEGORIES + "city,C,3,1\n"}, "ligne 6 : le minimum (3) dépasse le maximum (1)"),
        ({"categories": CATEGORIES + "city,C,-1,1\n"}, "ligne 6 : un minimum ou un maximum ne peut pas être négatif"),
        ({"categories": CATEGORIES + "city,C,un,2\n"}, "sont des nombres entiers (reçu : « un » et « 2 »)"),
        ({"categories": CATEGORIES + ",C,1,2\n"}, "la catégorie ou la valeur est vide"),
        ({"categories": CATEGORIES + "city\n"}, "1 cellules au lieu de 4"),
        ({"categories": "category,feature,min,max\n"}, "aucun quota"),
        ({"people": "id,city\np1,A\n"}, "il manque la colonne « age »"),
        ({"people": PEOPLE + "p1,A,17,\n"}, "ligne 6 : l’identifiant « p1 » est déjà à la ligne 2"),
        ({"people": PEOPLE + "p5,C,17,\n"}, "ligne 6 : « C » n’est pas une valeur connue de « city »"),
        ({"people": PEOPLE + ",A,17,\n"}, "ligne 6 : l’identifiant est vide"),
        ({"people": PEOPLE + "p5,A\n"}, "ligne 6 : 2 cellules au lieu de 4"),
        ({"people": "id,city,age,age\n"}, "la colonne « age » apparaît deux fois"),
        ({"people": "id,city,age\n"}, "personne à tirer"),
        ({"size": 5}, "5 places pour 4 personnes"),
        ({"size": 0}, "au moins 1"),
        ({"local": "{"}, "il faut un objet JSON avec une liste « local »"),
        ({"local": {"local": [["A", "age"]]}}, "il faut [ville, catégorie, valeur, minimum, maximum]"),
        ({"local": {"local": [["C", "age", "17", 0, 1]]}}, "« city = C » n’est pas dans le fichier des catégories"),
        ({"local": {"local": [["A", "age", "17", 2, 1]]}}, "quota 1 : le minimum (2) dépasse le maximum (1)"),
    ],
)
def test_each_fault_is_told(tmp_path, wrong, told):
    assert any(told in fault for fault in faults_of(tmp_path, **wrong))


def test_all_faults_are_told_at_once(tmp_path):
    people, categories = PEOPLE + "p1,C,17,\np6,A,99,\n", CATEGORIES + "city,D,2,1\n"
    faults = faults_of(tmp_path, people=people, categories=categories, size=50)
    assert len(faults) == 5


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path):
    (tmp_path / "categories.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput) as refused:
        read_pool(tmp_path / "categories.csv", tmp_path / "nowhere.csv", tmp_path / "no.json", 2)
    assert len(refused.value.faults) == 3
    assert all("illisible" in fault or "UTF-8" in fault for fault in refused.value.faults)


def run(*arguments, code=0):
    """The command line in a process of its own: (last JSON or text, what it said)."""
    command = [sys.executable, "-m", "passeurs.fairness.lottery", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def test_from_files_to_a_verified_replacement(tmp_path):
    one_city(invent(5085, 3), "Montpellier", 24).write(tmp_path)
    out, certificate = tmp_path / "lottery.json", tmp_path / "certificate.json"
    files = ["--categories", tmp_path / "categories.csv", "--respondents", tmp_path / "respondents.csv"]
    told, said = run("solve", *files, "--size", 24, "--out", out, "--salt", SALT, "--checkpoint", tmp_path / "kept")
    solved = json.loads(told)
    assert told.count("\n") == 1
    assert {"seconds", "minimum", "gini", "bound", "gap", "panels", "types", "levels", "cuts"} <= set(solved)
    assert solved["gap"] <= 1e-6
    assert "240 personnes" in said
    assert (tmp_path / "lottery.secret.json").stat().st_mode & 0o077 == 0
    committed = json.loads(run("commit", out)[0])["commit"]
    assert committed == solved["commit"]
    again = tmp_path / "again.json"
    run("solve", *files, "--size", 24, "--out", again, "--salt", SALT, "--checkpoint", tmp_path / "kept")
    assert again.read_bytes() == out.read_bytes()
    assert json.loads(run("draw", out, "--beacon", BEACON, "--out", certificate)[0])["selected"] == 24
    assert "par une autre balise" in run("draw", out, "--beacon", "cd" * 32, "--out", certificate, code=2)[1]
    secret = json.loads((tmp_path / "lottery.secret.json").read_text())
    drawn = set(json.loads(certificate.read_text())["selected"])
    ids = [one for kept in secret["types"] for one, name in kept["people"].items() if name in drawn]
    replaced = json.loads(run("replace", certificate, "--declined", ids[0], "--accepted", *ids[1:3])[0])
    assert replaced["cohort"] == 24
    assert "n’a pas de place" in run("replace", certificate, "--declined", ids[0], code=2)[1]
    assert "n’est pas une personne de ce tirage" in run("replace", certificate, "--declined", "X", code=2)[1]
    proof = tmp_path / "proof.json"
    proof.write_text(run("proof", certificate, "--id", ids[1])[0])
    (tmp_path / "audit.json").write_text(run("proof", certificate, "--audit")[0])
    assert "Sans quotas" in run("report", certificate)[0]
    assert json.loads(run("report", out, "--format", "json")[0])["people"] == 240
    checker = [sys.executable, ROOT / "tools/verify_draw.py", certificate, "--proof", proof]
    # The checker alone, in an empty folder and without our code: the standard library is enough.
    done = subprocess.run(
        [checker[0], "-I", *checker[1:], "--audit", tmp_path / "audit.json"],
        cwd=tmp_path, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "vous avez une place" in done.stdout
    certificate.write_text(certificate.read_text().replace('"panel":', '"panel":1', 1))
    done = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("✘ Le groupe n’est pas celui du nombre tiré.")


def test_quotas_that_contradict_stop_before_anything_is_written(tmp_path):
    (tmp_path / "categories.csv").write_text(CATEGORIES.replace("age,17,0,3", "age,17,3,3"))
    (tmp_path / "respondents.csv").write_text(PEOPLE)
    files = ["--categories", tmp_path / "categories.csv", "--respondents", tmp_path / "respondents.csv"]
    told, said = run("solve", *files, "--size", 3, "--out", tmp_path / "lottery.json", code=3)
    assert told == ""
    assert "« age = 17 » : abaisser le minimum de 3 à 2 (2 personnes dans la réserve)" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["categories.csv", "respondents.csv"]


def test_the_draw_does_not_need_django():
    code = "import sys, passeurs.fairness.lottery.cli as cli; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_seed_makes_the_same_pool_for_ever(tmp_path):
    pool = invent(6000, 1)
    assert pool.size == 601
    assert [identifier for identifier, _ in pool.people[:2]] == ["A00000", "A00001"]
    assert pool.people[0][1] == {
        "city": "Strasbourg", "gender": "M", "age": "18", "situation": "lyceen", "commune": "rural", "field": "musique",
    }  # fmt: skip
    assert len(pool.pool.rows) == 173


def test_the_commands_of_the_documentation_redo_a_draw(tmp_path):
    page = (ROOT / "docs/algorithms/lottery.md").read_text()
    commands = page.split("```console\n")[1].split("```")[0].splitlines()
    assert len(commands) == 6
    (tmp_path / "tools").symlink_to(ROOT / "tools")
    for command in commands:
        words = command.split()
        assert words[0] == "python"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, *words[1:]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, command + done.stderr
    assert "✔ La balise 00112233445566778899aabbccddeeff" in done.stdout
