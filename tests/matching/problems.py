"""Small problems to solve by hand, and every possible answer to them."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import strategies as st

from passeurs.matching.solver.check import faults_of
from passeurs.matching.solver.problem import great_circle_km

HALF_DAYS = ["wed_pm", "sat_am"]


def person(key, wishes, **more):
    """Someone in the middle, free on both half-days."""
    return {"id": key, "lat": 48.0, "lon": 2.0, "half_days": HALF_DAYS, "wishes": wishes, "limit_km": 20,
            "avoid": [], "with": []} | more  # fmt: skip


def actor(key, **more):
    """An actor in the middle, there on both half-days, for one group."""
    return {"id": key, "lat": 48.0, "lon": 2.0, "half_days": HALF_DAYS, "groups": 1, "wishes": [],
            "refusals": []} | more  # fmt: skip


def problem(people, actors, **more):
    """A problem with nothing kept or locked."""
    return {"people": people, "actors": actors, "keep": [], "locks": []} | more


some_half_days = st.sampled_from([[], HALF_DAYS[:1], HALF_DAYS[1:], HALF_DAYS, HALF_DAYS])
lon = st.sampled_from([2.0, 2.03, 2.06, 2.1])


@st.composite
def small_problems(draw):
    """Two to six people, up to three actors, every kind of rule now and then."""
    names = [f"p{i}" for i in range(draw(st.integers(2, 6)))]
    places = [f"a{a}" for a in range(draw(st.integers(1, 3 if len(names) < 5 else 2)))]
    people = []
    for name in names:
        others = [other for other in names if other != name]
        asked = draw(st.permutations(places))
        cut = draw(st.integers(0, len(places)))
        social = draw(st.permutations(others))
        avoid = draw(st.sampled_from([0, 0, 0, 1]))
        people.append(
            person(
                name,
                asked[:cut],
                accepts=draw(st.sampled_from([[], asked[cut:]])),
                half_days=draw(some_half_days),
                lon=draw(lon),
                limit_km=draw(st.sampled_from([None, 5, 20])),
                avoid=social[:avoid],
                **{"with": social[avoid : avoid + draw(st.sampled_from([0, 0, 1]))]},
                needs=draw(st.sampled_from([[], [], [], ["wheelchair"]])),
            )
        )
    actors = []
    for name in places:
        known = draw(st.permutations(names))
        refused = draw(st.sampled_from([0, 0, 1]))
        actors.append(
            actor(
                name,
                half_days=draw(some_half_days),
                lon=draw(lon),
                groups=draw(st.sampled_from([1, 1, 2])),
                wishes=known[refused : refused + draw(st.integers(0, 2))],
                refusals=known[:refused],
                access=draw(st.sampled_from([[], ["wheelchair"]])),
            )
        )
    keep = [{"actor": draw(st.sampled_from(places)), "half_day": "wed_pm", "members": draw(st.permutations(names))[:2]}]
    pair = {"person": draw(st.sampled_from(names)), "actor": draw(st.sampled_from(places))}
    locks = draw(st.sampled_from([[], [], [pair], [pair | {"half_day": "sat_am"}], [pair | {"forbid": True}],
                                  [{"apart": names[:2]}]]))  # fmt: skip
    return problem(people, actors, keep=draw(st.sampled_from([[], keep])), locks=locks)


def places_of(raw, who):
    """Where a person could be, one rule at a time left aside: nowhere, or (actor, half-day, which group)."""
    found = [None]
    for where in raw["actors"]:
        for half_day in where["half_days"]:
            if half_day in who["half_days"]:
                found += [(where["id"], half_day, k) for k in range(where["groups"])]
    return found


def size(raw):
    """How many answers there are to try."""
    count = 1
    for who in raw["people"]:
        count *= len(places_of(raw, who))
    return count


def every_answer(raw):
    """Every set of groups that breaks no rule, as the independent check sees it."""
    names = [who["id"] for who in raw["people"]]
    for places in product(*(places_of(raw, who) for who in raw["people"])):
        crowd = Counter(place for place in places if place)
        if any(not 2 <= count <= 5 for count in crowd.values()):
            continue
        groups = [
            {"actor": place[0], "half_day": place[1],
             "members": [name for name, at in zip(names, places, strict=True) if at == place]}
            for place in crowd
        ]  # fmt: skip
        left = [{"id": name, "why": "-"} for name, at in zip(names, places, strict=True) if at is None]
        answer = {"groups": groups, "unplaced": left}
        if not faults_of(raw, answer):
            yield answer


def worth(raw, answer):
    """What each stage counts, in order, larger being better: computed from the files alone."""
    people = {who["id"]: who for who in raw["people"]}
    actors = {where["id"]: where for where in raw["actors"]}
    placed = [(people[key], actors[group["actor"]], group) for group in answer["groups"] for key in group["members"]]
    ranks = [p["wishes"].index(a["id"]) + 1 if a["id"] in p["wishes"] else 9 for p, a, _ in placed]
    kept = 0
    for old in raw["keep"]:
        there = [group for group in answer["groups"]
                 if (group["actor"], group["half_day"]) == (old["actor"], old["half_day"])]  # fmt: skip
        kept += max((len(set(group["members"]) & set(old["members"])) for group in there), default=0)
    points = sum(max(1, 8 - a["wishes"].index(p["id"])) for p, a, _ in placed if p["id"] in a["wishes"])
    likes = sum(other in group["members"] for p, _, group in placed for other in p["with"])
    steps = sum(round(1.3 * great_circle_km(p["lat"], p["lon"], a["lat"], a["lon"]) / 0.1) for p, a, _ in placed)
    return (len(placed), kept, *(-sum(rank >= r for rank in ranks) for r in range(9, 1, -1)), points, likes, -steps)
