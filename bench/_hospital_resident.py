"""Stable matching by the `matching` package, in an environment of its own: JSON in, JSON out."""

import json
import sys
import warnings

from matching.games import HospitalResident

warnings.filterwarnings("ignore")
asked = json.load(sys.stdin)
game = HospitalResident.create_from_dictionaries(asked["people"], asked["actors"], asked["places"])
found = game.solve()
json.dump({actor.name: [person.name for person in people] for actor, people in found.items()}, sys.stdout)
