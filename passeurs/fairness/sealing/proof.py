"""What shows a person, or a sworn auditor, that the published file tells the truth about them: names, leaves, paths.

Made from the kept file alone: its salt, the types with their attributes and openings, and who is who.
"""

from __future__ import annotations

from typing import Any

from passeurs.fairness.sealing.canonical import canonical, keyed
from passeurs.fairness.sealing.envelope import Tree

# Hexadecimal digits of a pseudonym: 96 bits, so that two people never share one.
PSEUDONYM_LENGTH = 24
Json = dict[str, Any]


def pseudonym(salt: str, identifier: str) -> str:
    """What a person is called in public."""
    return keyed(salt, f"pseudonym|{identifier}")[:PSEUDONYM_LENGTH]


def people_tree(secret: Json) -> tuple[Tree, dict[str, tuple[int, Json]]]:
    """The tree of everybody's leaf, and (position, leaf) by id."""
    leaves: dict[str, Json] = {}
    for number, kept in enumerate(secret["types"]):
        for identifier, name in kept["people"].items():
            nonce = keyed(secret["salt"], f"leaf|{identifier}")
            leaf = {"pseudonym": name, "type": number, "attributes": kept["attributes"], "nonce": nonce}
            leaves[identifier] = leaf
    ordered = sorted(leaves, key=lambda identifier: leaves[identifier]["pseudonym"])
    tree = Tree([canonical(leaves[identifier]) for identifier in ordered])
    return tree, {identifier: (at, leaves[identifier]) for at, identifier in enumerate(ordered)}


def own_proofs(secret: Json) -> dict[str, Json]:
    """By id, what each person is given: their leaf, its path to the root, the opening of their type."""
    tree, leaves = people_tree(secret)
    return {
        identifier: {"leaf": leaf, "path": tree.path(at), "opening": secret["types"][leaf["type"]]["opening"]}
        for identifier, (at, leaf) in leaves.items()
    }


def audit_file(secret: Json) -> Json:
    """What a sworn auditor is given: attributes and openings of the types, and the name of nobody."""
    return {"types": [{"attributes": kept["attributes"], "opening": kept["opening"]} for kept in secret["types"]]}
