"""A chance as everybody is told it: the same digits in a letter, on a page, by a checker. Standard library only."""

from __future__ import annotations

from fractions import Fraction


def percent(share: Fraction) -> str:
    """« 57,9 % » for 11/19: one decimal, two significant digits under 1 %, halves up, exactly.

    Only what is certain is told « 100 % ».
    """
    decimals, hundredfold = 1, 100 * share
    while 0 < hundredfold * 10**decimals < 10:
        decimals += 1
    units = int(hundredfold * 10**decimals + Fraction(1, 2))
    if share < 1:
        units = min(units, 100 * 10**decimals - 1)
    whole, rest = divmod(units, 10**decimals)
    told = f"{whole},{rest:0{decimals}d}" if rest else str(whole)
    return f"{told} %"
