"""drand, the public line of randomness (https://drand.love): one number every three seconds, signed by a league of
organisations, that nobody can foresee. Off unless DRAND_RELAYS names relays.

The round is announced before; its randomness is the SHA-256 of its signature, which is checked here. The signature
itself (BLS) is not: two relays must tell the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import urllib.error
import urllib.request

from django.conf import settings
from django.utils.translation import gettext as _

# The chain named quicknet: its hash, its first second, its period in seconds.
CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS = 1692803367
PERIOD = 3
SECONDS = 10
RELAYS = 2


class NoBeacon(Exception):  # noqa: N818 - read in sentences
    """What went wrong, in words."""


def is_on() -> bool:
    """Whether relays are named."""
    return bool(settings.DRAND_RELAYS)


def round_at(moment: dt.datetime) -> int:
    """The first round at or after a moment."""
    return max(1, math.ceil((moment.timestamp() - GENESIS) / PERIOD) + 1)


def source_of(number: int) -> str:
    """The announced source, in words that anyone can look up."""
    return _("Tour %(number)d de la ligne publique drand (quicknet, api.drand.sh)") % {"number": number}


def beacon_of(number: int) -> str:
    """The randomness of a round, in hexadecimal. Raises NoBeacon when relays do not answer, or do not agree."""
    told = {_ask(relay, number) for relay in settings.DRAND_RELAYS[:RELAYS]}
    if len(told) != 1:
        raise NoBeacon(
            _("Les relais de drand ne disent pas le même hasard : ne tirez pas, prévenez l’équipe technique.")
        )
    return told.pop()


def _ask(relay: str, number: int) -> str:
    url = f"{relay.rstrip('/')}/{CHAIN}/public/{number}"
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            told = json.load(answer)
        randomness, signature = told["randomness"], bytes.fromhex(told["signature"])
        is_of_round = told["round"] == number
    except (urllib.error.URLError, OSError, ValueError, KeyError, TypeError) as error:
        raise NoBeacon(
            _("Un relais de drand ne répond pas (%(url)s). Réessayez, ou saisissez le hasard à la main.") % {"url": url}
        ) from error
    if not is_of_round or hashlib.sha256(signature).hexdigest() != randomness:
        raise NoBeacon(
            _("Un relais de drand a donné un hasard qui n’est pas celui de sa signature (%(url)s).") % {"url": url}
        )
    return str(randomness)
