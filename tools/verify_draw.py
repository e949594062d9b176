"""Vérifier un tirage au sort de passeurs. Un seul fichier, Python 3.10 ou plus, rien d’autre, sans réseau.

    python verify_draw.py certificat.json                       tout ce que le public peut vérifier
    python verify_draw.py certificat.json --proof preuve.json   et ce qui me concerne, moi
    python verify_draw.py certificat.json --audit audit.json    et tout le reste, pour un auditeur assermenté

Comment le tirage marche, dans l’ordre de ce fichier :
1. Avant le tirage, l’équipe publie une empreinte (SHA-256) de tout ce qui suit : elle ne peut plus rien changer.
2. Les personnes de mêmes réponses forment un « type ». Le public voit des pseudonymes, jamais les réponses : elles sont
   dans une enveloppe par type. Le produit des enveloppes d’un groupe s’ouvre d’un coup et donne ses totaux par quota.
3. Une loterie est une liste de groupes possibles, chacun avec un poids. La probabilité d’une personne s’en déduit.
4. Des « prix » par quota prouvent que personne n’aurait pu faire mieux pour la personne la moins chanceuse.
5. Un hasard public, annoncé avant et connu après, choisit le groupe puis, dans chaque type, les tickets les plus bas.
6. Qui refuse est remplacé par le ticket suivant de son type ; chaque remplacement est lié au précédent.
"""

import argparse
import hashlib
import hmac
import json
import re
import sys
from fractions import Fraction
from functools import cache


class Tampered(Exception):  # noqa: N818
    """Ce qui ne colle pas, en une phrase."""


def need(is_true, told):
    """Arrêter à la première chose fausse."""
    if not is_true:
        raise Tampered(told)


def canonical(value):
    """JSON en UTF-8, clés triées, sans espace."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def percent(value):
    """Les chiffres que le site dit partout : « 57,9 % » pour 11/19, deux chiffres utiles sous 1 %."""
    n = next(n for n in range(1, 400) if not 0 < 100 * value * 10**n < 10)
    whole, rest = divmod(min(int(100 * value * 10**n + Fraction(1, 2)), 100 * 10**n - (value < 1)), 10**n)
    return (f"{whole},{rest:0{n}d}" if rest else str(whole)) + " %"


def sha256(content):
    """Empreinte, en hexadécimal."""
    return hashlib.sha256(content).hexdigest()


def keyed(seed, label):
    """Empreinte avec clé (HMAC) d’une étiquette."""
    return hmac.new(bytes.fromhex(seed), label.encode(), hashlib.sha256).hexdigest()


def ticket(seed, name):
    """Le ticket d’un pseudonyme ; le plus bas l’emporte."""
    return keyed(seed, "ticket|" + name), name


def read(path):
    """Un objet JSON, sans nombre à virgule ni clé en double."""

    def once(pairs):
        need(len(dict(pairs)) == len(pairs), f"{path} : une clé apparaît deux fois.")
        return dict(pairs)

    def never(text):
        raise Tampered(f"{path} : un nombre s’écrit sans virgule ni exposant (lu : {text}).")

    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=once, parse_float=never, parse_constant=never)


def shaped(value, model, where):
    """Vérifier les clés et les sortes de valeurs : ni plus, ni moins. Une liste d’un modèle : toutes ses valeurs."""
    if isinstance(model, dict):
        need(isinstance(value, dict) and set(value) == set(model), f"{where} : des champs manquent ou sont en trop.")
        for key, inner in model.items():
            shaped(value[key], inner, f"{where}.{key}")
    elif isinstance(model, (list, tuple)):
        good = isinstance(value, list) and (isinstance(model, list) or len(value) == len(model))
        need(good, f"{where} : ce n’est pas une liste, ou pas de la bonne longueur.")
        for at, one in enumerate(value):
            shaped(one, model[at if isinstance(model, tuple) else 0], f"{where}[{at}]")
    elif isinstance(model, str):
        need(isinstance(value, str) and re.fullmatch(model, value), f"{where} : valeur inattendue.")
    elif model is not None:
        need(type(value) is model, f"{where} : ce n’est pas la bonne sorte de valeur.")


HEX, NAME, HASH, WHOLE, SHARE = "[0-9a-f]+", "[0-9a-f]{24}", "[0-9a-f]{64}", "-?[0-9]+", "[0-9]+(/[0-9]+)?"
OPENED = {"totals": [int], "opening": HEX}
LOTTERY = {
    "format": "passeurs-tirage-1", "goal": "leximin|maximin", "source": "(?s).*", "size": int, "denominator": int,
    "root": HASH, "types": [{"pseudonyms": [NAME], "seal": HEX}], "pool": OPENED,
    "quotas": [{"where": None, "minimum": int, "maximum": int}],
    "panels": [{"weight": int, "counts": [(int, int)], **OPENED}], "cuts": [{"weights": [(int, int)], "limit": int}],
    "prices": {"quotas": [WHOLE], "size": WHOLE, "cuts": [WHOLE], "caps": [(int, WHOLE)]},
    "minimum": SHARE, "bound": SHARE,
}  # fmt: skip
REPLACEMENT = {
    "rule": "ticket|repair", "declined": [NAME], "accepted": [NAME], "removed": [NAME], "added": [NAME], **OPENED,
    "previous": HASH, "hash": HASH,
}  # fmt: skip
CERTIFICATE = {
    "format": "passeurs-certificat-1", "lottery": LOTTERY, "commit": HASH, "beacon": "([0-9a-f]{2}){8,}",
    "rehearsal": bool, "seed": HASH, "number": int, "panel": int, "selected": [NAME], "replacements": [REPLACEMENT],
}  # fmt: skip
PROOF = {
    "leaf": {"pseudonym": NAME, "type": int, "attributes": None, "nonce": HASH},
    "path": [("left|right", HASH)], "opening": HASH,
}  # fmt: skip

# --- Les enveloppes. Le nombre premier est public (RFC 3526, groupe 14) ; les bases sont des empreintes de leur nom.

PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B30"
    "2B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE64928"
    "6651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C35"
    "4E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497C"
    "EA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)


@cache
def power(name, exponent):
    """La base d’un nom (le carré d’empreintes), à une puissance."""
    text = "".join(sha256(f"passeurs|{name}|{part}".encode()) for part in range(9))
    return pow(int(text, 16) % PRIME, 2 * exponent, PRIME)


def opens(lottery, counts, totals, opening):
    """Le produit des enveloppes de ces types contient-il bien ces totaux par quota ?"""
    sealed = 1
    for kind, count in counts:
        envelope = int(lottery["types"][kind]["seal"], 16)
        sealed = sealed * (envelope if count == 1 else pow(envelope, count, PRIME)) % PRIME
    told = power("secret", int(opening, 16))
    for number, total in enumerate(totals):
        told = told * power(f"quota|{number}", total) % PRIME
    return sealed == told


# --- Ce qui a été publié avant le tirage.


def check_people(lottery):
    """Chaque pseudonyme est dans un type et un seul."""
    names = [name for one in lottery["types"] for name in one["pseudonyms"]]
    need(len(set(names)) == len(names), "Un pseudonyme apparaît deux fois : quelqu’un aurait deux chances.")
    good = all(one["pseudonyms"] and 1 < int(one["seal"], 16) < PRIME - 1 for one in lottery["types"])
    need(good, "Un type est vide, ou son enveloppe n’est pas un nombre permis.")
    return len(names)


def check_quotas(lottery, counts, totals, opening, where):
    """Des effectifs par type forment un groupe : taille, quotas, et totaux conformes aux enveloppes."""
    kinds = [kind for kind, _ in counts]
    need(kinds == sorted(set(kinds)), f"{where} : un type est nommé deux fois, ou les types sont en désordre.")
    sizes = lottery["types"]
    good = all(0 <= kind < len(sizes) and 0 < count <= len(sizes[kind]["pseudonyms"]) for kind, count in counts)
    need(good, f"{where} : plus de places que de personnes dans un type.")
    need(sum(count for _, count in counts) == lottery["size"], f"{where} : il n’a pas le bon nombre de places.")
    need(len(totals) == len(lottery["quotas"]), f"{where} : il manque des totaux.")
    for quota, total in zip(lottery["quotas"], totals, strict=True):
        good = quota["minimum"] <= total <= quota["maximum"]
        need(good, f"{where} : le quota {canonical(quota['where']).decode()} n’est pas respecté ({total} places).")
    need(opens(lottery, counts, totals, opening), f"{where} : les totaux ne sont pas ceux des enveloppes.")


def check_panels(lottery):
    """Tous les groupes possibles respectent les quotas ; rend les effectifs attendus de chaque type, exacts."""
    units = [0] * len(lottery["types"])
    for at, panel in enumerate(lottery["panels"], 1):
        need(panel["weight"] > 0, f"Groupe {at} : son poids n’est pas positif.")
        check_quotas(lottery, panel["counts"], panel["totals"], panel["opening"], f"Groupe {at}")
        for kind, count in panel["counts"]:
            units[kind] += panel["weight"] * count
    total = sum(panel["weight"] for panel in lottery["panels"])
    need(total == lottery["denominator"], "Les poids des groupes ne font pas le total annoncé.")
    return units


def chance(lottery, units, kind):
    """La probabilité exacte d’une personne d’un type."""
    return Fraction(units[kind], lottery["denominator"] * len(lottery["types"][kind]["pseudonyms"]))


def price(lottery, kind, quotas):
    """Le prix d’un type que ces quotas comptent : leurs prix, celui de la taille, des coupes, du plafond."""
    prices = lottery["prices"]
    found = int(prices["size"]) + sum(int(prices["quotas"][number]) for number in quotas)
    for cut, cost in zip(lottery["cuts"], prices["cuts"], strict=False):
        found += int(cost) * dict(map(tuple, cut["weights"])).get(kind, 0)
    return found + int(dict(map(tuple, prices["caps"])).get(kind, 0))


def check_bound(lottery, units):
    """La plus petite probabilité annoncée est la vraie ; les prix prouvent jusqu’où elle pouvait aller."""
    drawable = [[kind, len(one["pseudonyms"])] for kind, one in enumerate(lottery["types"]) if units[kind]]
    smallest = min(chance(lottery, units, kind) for kind, _ in drawable)
    need(smallest == Fraction(lottery["minimum"]), "La plus petite probabilité n’est pas celle qui est annoncée.")
    prices, pool, size = lottery["prices"], lottery["pool"], dict(drawable)
    need(len(prices["quotas"]) == len(pool["totals"]) == len(lottery["quotas"]), "Il manque des prix ou des totaux.")
    need(len(prices["cuts"]) == len(lottery["cuts"]), "Il manque le prix d’une coupe.")
    need(opens(lottery, drawable, pool["totals"], pool["opening"]), "Les totaux de la réserve sont faux.")
    # Ce que les quotas permettent au plus, et ce que vaut toute la réserve : leur rapport borne la chance commune.
    allowed = int(prices["size"]) * lottery["size"]
    worth = int(prices["size"]) * sum(size.values())
    for quota, cost, people in zip(lottery["quotas"], map(int, prices["quotas"]), pool["totals"], strict=False):
        allowed += cost * (quota["maximum"] if cost > 0 else quota["minimum"])
        worth += cost * people
    for cut, cost in zip(lottery["cuts"], map(int, prices["cuts"]), strict=False):
        need(cost >= 0, "Le prix d’une coupe est négatif.")
        allowed += cost * cut["limit"]
        worth += cost * sum(weight * size.get(kind, 0) for kind, weight in cut["weights"])
    for kind, cost in prices["caps"]:
        need(int(cost) >= 0 and kind in size, "Le prix d’un plafond est négatif.")
        allowed += int(cost) * size[kind]
        worth += int(cost) * size[kind]
    need(worth > 0, "Les prix ne prouvent rien.")
    need(Fraction(allowed, worth) == Fraction(lottery["bound"]), "La borne n’est pas celle que prouvent les prix.")
    need(smallest <= Fraction(lottery["bound"]), "La borne est sous la probabilité : les prix sont faux.")
    return smallest, Fraction(lottery["bound"]), len(lottery["types"]) - len(drawable)


# --- Le hasard, puis les remplacements.


def check_draw(certificate):
    """La graine, le groupe et les personnes sont ceux du hasard annoncé ; rend les tickets de chaque type en ordre."""
    lottery, commit = certificate["lottery"], certificate["commit"]
    mark = "répétition".encode() if certificate["rehearsal"] else b""
    seed = sha256(bytes.fromhex(certificate["beacon"]) + bytes.fromhex(commit) + mark)
    need(seed == certificate["seed"], "La graine n’est pas l’empreinte de la balise et de l’engagement.")
    total, attempt = lottery["denominator"], 0
    while (number := int(keyed(seed, f"panel|{attempt}"), 16)) >= 2**256 - 2**256 % total:
        attempt += 1
    need(number % total == certificate["number"], "Le nombre tiré n’est pas celui de la graine.")
    left, at = number % total, 0
    while left >= lottery["panels"][at]["weight"]:
        left -= lottery["panels"][at]["weight"]
        at += 1
    need(at == certificate["panel"], "Le groupe n’est pas celui du nombre tiré.")
    order = [sorted(one["pseudonyms"], key=lambda name: ticket(seed, name)) for one in lottery["types"]]
    selected = [name for kind, count in lottery["panels"][at]["counts"] for name in order[kind][:count]]
    need(sorted(selected) == certificate["selected"], "Les personnes tirées n’ont pas les tickets les plus bas.")
    return order


def check_replacement(lottery, order, past, state, where):
    """Un remplacement suit la règle : `state` tient les places, les accords et les départs jusque-là."""
    listed = [past[key] for key in ("declined", "accepted", "removed", "added")]
    declined, accepted, removed, added = map(set, listed)
    need(all(names == sorted(set(names)) for names in listed), f"{where} : une liste est en désordre.")
    need(declined | accepted <= state["seats"], f"{where} : quelqu’un refuse ou accepte sans avoir de place.")
    need(not declined & accepted, f"{where} : quelqu’un accepte et refuse à la fois.")
    firm = (state["accepted"] | accepted) - declined
    kept = state["seats"] - declined
    need(removed <= kept and not removed & firm, f"{where} : la place de quelqu’un qui a accepté lui est reprise.")
    counts, is_short = [], False
    for kind, names in enumerate(order):
        waiting = [name for name in names if name not in state["seats"] and name not in state["gone"]]
        called = [name for name in names if name in added]
        need(called == waiting[: len(called)], f"{where} : un ticket plus bas du même type a été sauté.")
        undecided = [name for name in names if name in kept and name not in firm]
        back = [name for name in names if name in removed]
        is_last = not back or back == undecided[-len(back) :]
        need(is_last, f"{where} : une place reprise n’a pas le ticket le plus haut.")
        empty = sum(name in declined for name in names)
        is_short |= empty > len(waiting)
        good = past["rule"] == "repair" or (len(called) == empty and not back)
        need(good, f"{where} : le ticket suivant n’a pas été appelé, ou une place est reprise sans réparation.")
        count = sum(name in kept for name in names) - len(back) + len(called)
        counts += [[kind, count]] if count else []
    need((past["rule"] == "repair") == is_short, f"{where} : une réparation ne vaut que si un type n’a plus personne.")
    known = {name for names in order for name in names}
    need(added <= known, f"{where} : une personne appelée n’est pas de ce tirage.")
    check_quotas(lottery, counts, past["totals"], past["opening"], where)
    body = {key: value for key, value in past.items() if key != "hash"}
    need(past["previous"] == state["hash"], f"{where} : il n’est pas lié au précédent.")
    need(past["hash"] == sha256(canonical(body)), f"{where} : son empreinte est fausse, il a été modifié.")
    seats = (kept - removed) | added
    return {"seats": seats, "accepted": firm, "gone": state["gone"] | declined, "hash": past["hash"]}


# --- Ce qui me concerne, et l’audit.


def quotas_of(lottery, attributes):
    """Les numéros des quotas qui comptent quelqu’un qui a ces réponses."""
    need(isinstance(attributes, dict), "Les réponses ne sont pas un objet.")
    wheres = [quota["where"].items() for quota in lottery["quotas"]]
    return [at for at, where in enumerate(wheres) if all(attributes.get(key) == value for key, value in where)]


def check_type(lottery, kind, attributes, opening, is_drawable, where):
    """L’enveloppe d’un type contient ces réponses, et son prix n’est pas négatif."""
    quotas = quotas_of(lottery, attributes)
    totals = [int(at in quotas) for at in range(len(lottery["quotas"]))]
    need(opens(lottery, [[kind, 1]], totals, opening), f"{where} : l’enveloppe du type contient d’autres réponses.")
    need(not is_drawable or price(lottery, kind, quotas) >= 0, f"{where} : le prix du type est négatif.")


def check_proof(certificate, order, units, proof, seats):
    """Ma feuille est dans l’arbre publié, mes réponses dans l’enveloppe de mon type."""
    shaped(proof, PROOF, "preuve")
    lottery, leaf = certificate["lottery"], proof["leaf"]
    node = hashlib.sha256(b"\0" + canonical(leaf)).digest()
    for side, other in proof["path"]:
        pair = (bytes.fromhex(other), node) if side == "left" else (node, bytes.fromhex(other))
        node = hashlib.sha256(b"\1" + pair[0] + pair[1]).digest()
    need(node.hex() == lottery["root"], "Votre feuille ou son chemin ne mène pas à la racine publiée.")
    kind, name = leaf["type"], leaf["pseudonym"]
    need(0 <= kind < len(order) and name in order[kind], "Votre pseudonyme n’est pas dans le type annoncé.")
    check_type(lottery, kind, leaf["attributes"], proof["opening"], units[kind] > 0, "Votre feuille")
    waiting = [one for one in order[kind] if one not in seats]
    mine = chance(lottery, units, kind)
    place = "vous avez une place" if name in seats else f"vous êtes au rang {waiting.index(name) + 1} d’attente du type"
    return [
        "Votre feuille est bien dans ce qui a été publié avant le tirage, avec vos réponses.",
        *(f"Votre réponse à « {key} » : {value}." for key, value in leaf["attributes"].items()),
        f"Votre probabilité était exactement {mine}, soit {percent(mine)}.",
        f"Votre ticket est {ticket(certificate['seed'], name)[0][:16]}…, n° {order[kind].index(name) + 1} sur"
        f" {len(order[kind])} de votre type : {place}.",
    ]


def check_audit(lottery, units, audit):
    """Toutes les enveloppes, ouvertes une par une."""
    shaped(audit, {"types": [{"attributes": None, "opening": HASH}]}, "audit")
    need(len(audit["types"]) == len(lottery["types"]), "L’audit n’a pas le même nombre de types.")
    for kind, one in enumerate(audit["types"]):
        check_type(lottery, kind, one["attributes"], one["opening"], units[kind] > 0, f"Type {kind}")
    return [f"Les {len(audit['types'])} enveloppes s’ouvrent sur les réponses auditées ; aucun prix n’est négatif."]


def verify(certificate, proof=None, audit=None):
    """Tout vérifier ; rend des phrases, ou lève `Tampered` à la première chose fausse."""
    shaped(certificate, CERTIFICATE, "certificat")
    lottery = certificate["lottery"]
    need(sha256(canonical(lottery)) == certificate["commit"], "L’engagement n’est pas l’empreinte de la loterie.")
    people = check_people(lottery)
    units = check_panels(lottery)
    smallest, bound, never = check_bound(lottery, units)
    order = check_draw(certificate)
    state = {"seats": set(certificate["selected"]), "accepted": set(), "gone": set(), "hash": certificate["seed"]}
    for at, past in enumerate(certificate["replacements"], 1):
        state = check_replacement(lottery, order, past, state, f"Remplacement {at}")
    is_repaired = any(past["rule"] == "repair" for past in certificate["replacements"])
    panels, quotas, cuts = (len(lottery[key]) for key in ("panels", "quotas", "cuts"))
    told = [
        f"L’engagement {certificate['commit']} est celui de cette loterie : {people} personnes.",
        f"Les {panels} groupes de {lottery['size']} places respectent les {quotas} quotas ; leurs poids font le total.",
        f"La plus petite probabilité est exactement {smallest}, soit {percent(smallest)}.",
        f"Aucune loterie ne donnait plus de {percent(bound)} à tout le monde (écart : {float(bound - smallest):.1e}),"
        " si aucun type n’a un prix négatif : chacun le vérifie pour le sien, un auditeur pour tous.",
        f"La balise {certificate['beacon']} donne le nombre {certificate['number']}, donc le groupe"
        f" {certificate['panel'] + 1} et les personnes annoncées.",
        f"Remplacements, chacun selon la règle publiée : {len(certificate['replacements'])}.",
    ]
    limits = {
        "Réserve : qu’une réparation soit la plus petite possible ne se vérifie pas ici.": is_repaired,
        f"Réserve : {never} types n’ont aucune chance, aucun groupe publié ne les contient.": never,
        f"Réserve : la borne s’appuie sur {cuts} coupes qui ne se vérifient pas ici.": cuts,
        "Ceci est une RÉPÉTITION : elle ne désigne personne.": certificate["rehearsal"],
    }
    told += [sentence for sentence, is_met in limits.items() if is_met]
    if proof is not None:
        told += check_proof(certificate, order, units, proof, state["seats"])
    if audit is not None:
        told += check_audit(lottery, units, audit)
    return told


def main():
    """0 : tout est prouvé ; 1 : quelque chose a été modifié ; 2 : fichier illisible."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("certificate", "--proof", "--audit"):
        options.add_argument(name)
    try:
        for sentence in verify(**{name: path and read(path) for name, path in vars(options.parse_args()).items()}):
            print("✔", sentence)
    except Tampered as fault:
        print("✘", fault)
        return 1
    except (OSError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as fault:
        print("✘ Fichier illisible :", fault)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
