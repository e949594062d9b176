"""The draw from a command line: what is said goes to stderr, results to stdout, one JSON line each."""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import secrets
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from passeurs.fairness.lottery.checkpoint import Checkpoint, fingerprint
from passeurs.fairness.lottery.generate import invent, one_city
from passeurs.fairness.lottery.pool import Pool
from passeurs.fairness.lottery.publication import seal_lottery
from passeurs.fairness.lottery.reading import BadInput, read_pool
from passeurs.fairness.lottery.relaxation import Impossible, smallest_relaxation
from passeurs.fairness.lottery.replacement import RefusedReplacement, cohort, replace
from passeurs.fairness.lottery.report import in_csv, in_words, report
from passeurs.fairness.lottery.solve import solve
from passeurs.fairness.sealing.certificate import BadBeacon, commitment, draw
from passeurs.fairness.sealing.proof import audit_file, own_proofs

Json = dict[str, Any]
SECRET = ".secret.json"


def say(told: str) -> None:
    """A line for the person at the keyboard."""
    print(told, file=sys.stderr, flush=True)


def peak_memory() -> int:
    """Most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read_json(path: Path) -> Json:
    """A JSON object of a file, or `BadInput`."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput([f"{path} : fichier illisible ({error.strerror})."]) from error
    except ValueError as error:
        raise BadInput([f"{path.name} : ce n’est pas du JSON ({error})."]) from error
    if not isinstance(told, dict):
        raise BadInput([f"{path.name} : il faut un objet JSON."])
    return told


def write_json(path: Path, value: Json, *, is_private: bool = False) -> None:
    """Whole or not at all; a private file is readable by its owner only."""
    written = path.with_name(path.name + ".tmp")
    written.unlink(missing_ok=True)
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT, 0o600 if is_private else 0o644), "w") as file:
        json.dump(value, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    os.replace(written, path)


def secret_of(public: Json, near: Path, told: Path | None) -> Json:
    """The kept file of a published lottery: the one that is told, or the one of the same folder with the same root."""
    for path in [told] if told else sorted(near.parent.glob(f"*{SECRET}")):
        kept = read_json(path)
        if kept.get("root") == public.get("root"):
            return kept
    raise BadInput([f"Le fichier gardé (*{SECRET}) de ce tirage n’a pas été trouvé ; l’indiquer avec --secret."])


def lottery_of(told: Json) -> Json:
    """The published lottery, from its own file or from a certificate."""
    public = told.get("lottery", told)
    if not isinstance(public, dict) or "panels" not in public:
        raise BadInput(["Ce fichier n’est ni un tirage (lottery.json) ni un certificat."])
    return public


def kept_salt(folder: Path | None) -> str:
    """A new salt; with checkpoints, the one of the computation that was begun."""
    if folder is None:
        return secrets.token_hex(32)
    path = folder / "salt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()


def read(options: argparse.Namespace) -> Pool:
    """The pool of the files that were named; what was read otherwise than it is written is said."""
    notes: list[str] = []
    pool = read_pool(options.categories, options.respondents, options.local, options.size, notes=notes)
    for note in notes:
        say(note)
    return pool


def run_feasible(options: argparse.Namespace) -> str:
    """One sentence when a panel exists; otherwise Impossible says the smallest change."""
    pool = read(options)
    relaxations = smallest_relaxation(pool)
    if relaxations:
        raise Impossible(relaxations, pool.size)
    return f"Possible : au moins un groupe de {pool.size} personnes tient les {len(pool.quotas)} quotas."


def run_solve(options: argparse.Namespace) -> Json:
    """Read, solve, write the published and the kept file."""
    started, used = time.perf_counter(), time.process_time()
    if options.salt and not re.fullmatch("[0-9a-f]{64}", options.salt):
        raise BadInput(["--salt : 64 chiffres hexadécimaux."])
    pool = read(options)
    say(f"{pool.counts.sum()} personnes, {len(pool.types)} types, {len(pool.quotas)} quotas, {pool.size} places")
    is_leximin = options.goal == "leximin"
    kept = Checkpoint(options.checkpoint, fingerprint(pool, is_leximin, options.seed))

    def progress(told: str) -> None:
        say(f"{time.perf_counter() - started:7.1f} s  {told}")

    lottery = solve(pool, is_leximin=is_leximin, seed=options.seed, checkpoint=kept, progress=progress)
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    if lottery.impossible:
        say(f"Attention : {len(lottery.impossible)} personnes ne sont dans aucun groupe que les quotas permettent ;")
        say("leur chance est nulle : " + ", ".join(lottery.impossible[:20]))
    salt = options.salt or kept_salt(options.checkpoint)
    sealed = seal_lottery(lottery, pool, salt=salt, goal=options.goal, source=options.source)
    write_json(options.secret or options.out.with_suffix(SECRET), sealed.secret, is_private=True)
    write_json(options.out, sealed.public)
    say(f"Écrit : {options.out} (à publier). L’autre fichier, {SECRET}, dit qui est qui : il se garde.")
    return {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu, 3),
        "sealing_seconds": round(time.perf_counter() - started - seconds, 3),
        "minimum": lottery.minimum,
        "gini": lottery.gini,
        "bound": lottery.bound,
        "gap": lottery.bound - lottery.minimum,
        "panels": len(lottery.panels),
        "types": len(pool.types),
        "levels": len(lottery.levels),
        "cuts": len(lottery.cuts),
        "impossible": len(lottery.impossible),
        "memory_mb": peak_memory(),
        "commit": commitment(sealed.public),
    }


def run_commit(options: argparse.Namespace) -> Json:
    """What to publish before chance is known."""
    public = lottery_of(read_json(options.lottery))
    return {"commit": commitment(public), "source": public["source"]}


def run_draw(options: argparse.Namespace) -> Json:
    """Let chance speak, once: a draw that was made is not made again over itself."""
    certificate = draw(lottery_of(read_json(options.lottery)), options.beacon, is_rehearsal=options.rehearsal)
    former = read_json(options.out) if options.out.exists() else {}
    if former.get("commit") == certificate["commit"] and not former.get("rehearsal"):
        if former.get("seed") != certificate["seed"]:
            raise BadInput([f"{options.out} tient déjà le tirage de cet engagement, par une autre balise : il reste."])
        certificate = former
    else:
        write_json(options.out, certificate)
    told = {name: certificate[name] for name in ("commit", "seed", "number", "panel", "rehearsal")}
    return {**told, "selected": len(certificate["selected"])}


def run_replace(options: argparse.Namespace) -> Json:
    """Fill the places of those who declined."""
    certificate = read_json(options.certificate)
    secret = secret_of(lottery_of(certificate), options.certificate, options.secret)
    names = {identifier: name for kept in secret["types"] for identifier, name in kept["people"].items()}
    ids = {name: identifier for identifier, name in names.items()}
    unknown = [one for one in options.declined + options.accepted if one not in names and one not in ids]
    if unknown:
        raise BadInput([f"« {one} » n’est pas une personne de ce tirage." for one in unknown])
    declined, accepted = ([names.get(one, one) for one in told] for told in (options.declined, options.accepted))
    try:
        certificate = replace(certificate, secret, declined=declined, accepted=accepted)
    except RefusedReplacement as error:
        told_names = re.sub("[0-9a-f]{24}", lambda found: ids.get(found[0], found[0]), str(error))
        raise BadInput([told_names]) from error
    write_json(options.out or options.certificate, certificate)
    last = certificate["replacements"][-1]
    told = {name: [ids[one] for one in last[name]] for name in ("added", "removed")}
    return {"rule": last["rule"], **told, "cohort": len(cohort(certificate)), "hash": last["hash"]}


def run_report(options: argparse.Namespace) -> Json | str:
    """Chances by group."""
    told = read_json(options.file)
    public = lottery_of(told)
    made = report(public, secret_of(public, options.file, options.secret), told if "selected" in told else None)
    return {"words": in_words, "csv": in_csv, "json": asdict}[options.format](made)  # type: ignore[operator]


def run_proof(options: argparse.Namespace) -> Json:
    """What one person, or a sworn auditor, is given to check with."""
    public = lottery_of(read_json(options.file))
    secret = secret_of(public, options.file, options.secret)
    if options.audit:
        return audit_file(secret)
    proofs = own_proofs(secret)
    if options.id not in proofs:
        raise BadInput([f"« {options.id} » n’est pas une personne de ce tirage."])
    return proofs[options.id]


def run_generate(options: argparse.Namespace) -> Json:
    """Invent a pool."""
    invented = invent(options.people, options.seed)
    if options.city:
        invented = one_city(invented, options.city, options.places)
    invented.write(options.folder)
    return {"people": len(invented.people), "size": invented.size, "quotas": len(invented.quotas)}


def _pool_options(command: argparse.ArgumentParser) -> None:
    for name in ("categories", "respondents"):
        command.add_argument(f"--{name}", type=Path, required=True)
    command.add_argument("--size", type=int, required=True)
    command.add_argument("--local", type=Path, help="quotas of cities; without it, national ones only")


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    top = argparse.ArgumentParser(prog="python -m passeurs.fairness.lottery", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told, description=told)
        made.set_defaults(run=run)
        return made

    one = command("solve", run_solve, "Make the fairest lottery; write what is published and what is kept.")
    _pool_options(one)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--goal", choices=["leximin", "maximin"], default="leximin")
    one.add_argument("--checkpoint", type=Path, help="folder: a killed computation goes on from there")
    one.add_argument("--seed", type=int, default=0, help="chooses among equally fair lotteries")
    one.add_argument("--source", default="", help="the announced source of chance, in words")
    one.add_argument("--salt", help="64 hexadecimal digits; new ones when not told")
    one.add_argument("--secret", type=Path, help=f"the kept file; beside --out ({SECRET}) when not told")
    _pool_options(command("feasible", run_feasible, "Say whether some panel meets the quotas, or what to relax."))
    command("commit", run_commit, "Print the commitment of a lottery.").add_argument("lottery", type=Path)
    one = command("draw", run_draw, "Draw, once the beacon is known.")
    one.add_argument("lottery", type=Path)
    one.add_argument("--beacon", required=True, help="hexadecimal")
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--rehearsal", action="store_true", help="marks the certificate; another seed")
    one = command("replace", run_replace, "Fill the places of those who declined.")
    one.add_argument("certificate", type=Path)
    one.add_argument("--declined", nargs="*", default=[], metavar="ID")
    one.add_argument("--accepted", nargs="*", default=[], metavar="ID")
    one.add_argument("--out", type=Path, help="the certificate itself when not told")
    one.add_argument("--secret", type=Path)
    one = command("report", run_report, "Chances by group.")
    one.add_argument("file", type=Path)
    one.add_argument("--format", choices=["words", "csv", "json"], default="words")
    one.add_argument("--secret", type=Path)
    one = command("proof", run_proof, "What a person (--id), or a sworn auditor (--audit), checks with.")
    one.add_argument("file", type=Path)
    who = one.add_mutually_exclusive_group(required=True)
    who.add_argument("--id")
    who.add_argument("--audit", action="store_true")
    one.add_argument("--secret", type=Path)
    one = command("generate", run_generate, "Invent a national pool, or that of one of its cities.")
    one.add_argument("people", type=int)
    one.add_argument("seed", type=int)
    one.add_argument("folder", type=Path)
    one.add_argument("--city")
    one.add_argument("--places", type=int, default=24)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 2: bad input; 3: quotas that contradict."""
    options = parser().parse_args(arguments)
    # The solver's library writes its name on stdout: results keep that to themselves.
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        told = options.run(options)
    except BadInput as error:
        say("\n".join(error.faults))
        return 2
    except BadBeacon as error:
        say(str(error))
        return 2
    except Impossible as error:
        say(str(error))
        return 3
    with results:
        print(told if isinstance(told, str) else json.dumps(told, ensure_ascii=False), file=results)
    return 0
