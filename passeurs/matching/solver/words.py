"""Barriers, stages and half-days, said in French. Ambassadors, partners and the team read these."""

from __future__ import annotations

from .options import Barrier, Possible
from .problem import Key, Problem

_DAYS = dict(zip("mon tue wed thu fri sat sun".split(),
                 "lundi mardi mercredi jeudi vendredi samedi dimanche".split(), strict=True))  # fmt: skip
_HALVES = {"am": "matin", "pm": "après-midi"}


def half_day_said(half_day: Key) -> str:
    """« mercredi après-midi » for `wed_pm`; any other key as it is."""
    day, _, half = str(half_day).partition("_")
    return f"{_DAYS[day]} {_HALVES[half]}" if day in _DAYS and half in _HALVES else str(half_day)


def number_said(number: float) -> str:
    """A number with one decimal and a comma, none when it is whole."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def barrier_said(problem: Problem, barrier: Barrier, person: int, actor: int) -> str:
    """A barrier in words, with the figures that explain it."""
    who, where = problem.people[person], problem.actors[actor]
    match barrier:
        case Barrier.TRAVEL:
            km, limit = number_said(problem.km(person, actor)), number_said(who.limit_km or 0)
            return f"trajet : {km} km par la route, au-delà de la limite de {limit} km"
        case Barrier.TIME:
            given = ", ".join(map(half_day_said, where.half_days)) or "aucune"
            return f"temps : aucune demi-journée commune (l’acteur propose : {given})"
        case Barrier.ACCESS:
            missing = ", ".join(sorted(who.needs - where.access))
            return f"accès : il manque à ce lieu {missing}"
        case Barrier.ALONE:
            return "taille : personne d’autre ne peut y venir à la même demi-journée, il faut être au moins deux"
        case Barrier.REFUSED:
            return "refus : l’acteur ne souhaite pas accueillir cette personne"
        case Barrier.FORBIDDEN:
            return "équipe : cette paire est interdite par un verrou"
        case Barrier.LOCKED:
            return "équipe : la personne est verrouillée chez un autre acteur"
        case Barrier.CLOSED:
            return "capacité : cet acteur ne prend aucun groupe"
        case Barrier.NOT_ASKED:
            return "cet acteur n’a été ni classé ni accepté"


def counted(count: int, one: str, many: str = "") -> str:
    """A number and its noun, in the plural from two on."""
    return f"{count} {one if count < 2 else many or one + 's'}"


def stage_said(name: str) -> str:
    """What a stage wants, as the end of a sentence."""
    if name.startswith("rank>="):
        return f"le moins possible de personnes avec leur vœu {name.removeprefix('rank>=')} ou un moins bon"
    return {
        "placed": "le plus possible de personnes dans un groupe",
        "keep": "le moins possible de personnes déplacées",
        "actors": "les souhaits des acteurs",
        "with": "les personnes avec qui l’on souhaite être",
        "km": "le moins possible de kilomètres",
    }[name]


def unplaced_said(problem: Problem, possible: Possible, person: int) -> tuple[str, str]:
    """(code, why) of someone who is in no group."""
    if not problem.people[person].half_days:
        return "no_half_day", "aucune demi-journée donnée : dès qu’il y en a une, un groupe peut être cherché"
    asked = possible.asked[person]
    if not asked:
        return "no_wish", "aucun vœu : aucun acteur n’a été classé ni accepté"
    barriers = [(actor, barrier) for actor in asked if (barrier := possible.barrier(person, actor))]
    if len(barriers) == len(asked):
        said = " ; ".join(
            f"{problem.actors[actor].id} – {barrier_said(problem, barrier, person, actor)}"
            for actor, barrier in barriers
        )
        kinds = {barrier for _, barrier in barriers}
        return (kinds.pop().value if len(kinds) == 1 else "no_reachable_actor"), f"aucun acteur possible : {said}"
    return "no_room", (
        f"capacité ou taille : {counted(len(asked) - len(barriers), 'acteur possible', 'acteurs possibles')}, "
        "mais y placer cette personne "
        "laisserait quelqu’un d’autre sans groupe de deux à cinq personnes"
    )


def unused_said(problem: Problem, possible: Possible, actor: int) -> tuple[str, str]:
    """(code, why) of an actor that has no group."""
    where = problem.actors[actor]
    if where.groups == 0:
        return "closed", "cet acteur ne prend aucun groupe"
    if not where.half_days:
        return "no_half_day", "aucune demi-journée donnée"
    asking = [person for person, actors in enumerate(possible.asked) if actor in actors]
    if not asking:
        return "not_asked", "personne ne l’a classé ni accepté"
    able = [person for person in asking if possible.barrier(person, actor) is None]
    if not able:
        return "no_match", f"classé ou accepté par {counted(len(asking), 'personne')}, mais aucune ne peut y venir"
    return "not_needed", f"possible pour {counted(len(able), 'personne')}, mieux ailleurs"
