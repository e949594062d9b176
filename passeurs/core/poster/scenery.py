"""What the other categories draw: old stones, people who talk, hands at work, and the plain grid."""

from __future__ import annotations

import math
from collections.abc import Callable

from passeurs.core.poster.sheet import Sheet, short


def skyline(s: Sheet) -> None:
    """Towers, roofs and domes before a sun."""
    floor = s.h * 0.88
    s.circle(s.w * s.between(0.3, 0.7), s.h * 0.4, min(s.w, s.h) * 0.24, s.b)
    count = 6 if s.w > s.h * 1.2 else 4
    step, last = s.w / count, ""
    heads = ["roof", "dome", "flat", "roof", "dome", "teeth"]
    s.chance.shuffle(heads)
    for index in range(count):
        high = s.h * s.between(0.2, 0.5)
        ink = s.one(*[one for one in (s.a, s.c, s.b) if one != last])
        x, y, last = index * step, floor - high, ink
        s.rect(x, y, step + 0.5, high + 2, ink)
        if heads[index] == "roof":
            s.polygon([(x, y + 1), (x + step / 2, y - step * 0.8), (x + step, y + 1)], ink)
        elif heads[index] == "dome":
            s.path(f"M{short(x)} {short(y + 1)}a{short(step / 2)} {short(step / 2)} 0 0 1 {short(step)} 0Z", ink)
        elif heads[index] == "teeth":
            for tooth in (0, 0.4, 0.8):
                s.rect(x + step * tooth, y - step * 0.18, step * 0.2, step * 0.2, ink)
        if s.chance.random() < 0.7:
            s.arch(x + step / 2, y + high * 0.62, step * 0.26, step * 0.46, s.ground)
    s.rect(0, floor, s.w, s.h - floor, s.a)


def masonry(s: Sheet) -> None:
    """Courses of stone and a round gate with the sun in it."""
    size = min(s.w, s.h)
    rows = 9 if s.is_tall else 6
    high = s.h / rows
    length = high * 1.9
    for row in range(rows):
        x = -length * (0.5 if row % 2 else 0.05)
        while x < s.w:
            ink = s.a if s.chance.random() < 0.9 else s.c
            s.rect(x + 2, row * high + 2, length - 4, high - 4, ink, 5)
            x += length
    x = s.w * s.between(0.4, 0.6)
    s.arch(x, s.h, size * 0.72, s.h * 0.5 + size * 0.22, s.ground)
    s.arch(x, s.h, size * 0.56, s.h * 0.5 + size * 0.14, s.c)
    s.circle(x, s.h * 0.66, size * 0.17, s.b)
    s.rect(x - size * 0.28, s.h * 0.84, size * 0.56, s.h * 0.16, s.a)


def garden(s: Sheet) -> None:
    """A French garden seen from above, the same on each side."""
    size = min(s.w, s.h)
    cell = size / 4
    cx, cy = s.w / 2, s.h / 2
    columns, rows = math.ceil(cx / cell), math.ceil(cy / cell)
    kinds = {(i, j): s.chance.choice((0, 1, 2, 3)) for i in range(columns) for j in range(rows)}
    for (i, j), kind in kinds.items():
        ink = s.inks[(i + j) % 2]
        if i == 0 and j == 0:
            continue
        for dx in (-1, 1):
            for dy in (-1, 1):
                x = cx + i * cell if dx > 0 else cx - (i + 1) * cell
                y = cy + j * cell if dy > 0 else cy - (j + 1) * cell
                turn = {(1, 1): 0, (-1, 1): 1, (-1, -1): 2, (1, -1): 3}[dx, dy]
                gap = 6
                if kind == 0:
                    s.quarter(x + gap, y + gap, cell - 2 * gap, turn, ink)
                elif kind == 1:
                    s.quarter(x + gap, y + gap, cell - 2 * gap, turn + 2, ink)
                elif kind == 2:
                    s.circle(x + cell / 2, y + cell / 2, cell * 0.3, ink)
                else:
                    s.rect(x + gap, y + gap, cell - 2 * gap, cell - 2 * gap, ink, 8)
    s.circle(cx, cy, cell * 0.86, s.c)
    s.circle(cx, cy, cell * 0.5, s.ground)
    s.circle(cx, cy, cell * 0.2, s.b)


def bubbles(s: Sheet) -> None:
    """Two who speak, the second on the words of the first."""
    size = min(s.w, s.h)
    flip = s.chance.choice((1, -1))
    spread = s.w * 0.17 if s.w > s.h else s.w * 0.08
    lift = s.h * (0.1 if s.w > s.h else 0.16)
    first = (s.w / 2 - flip * spread, s.h / 2 - lift)
    second = (s.w / 2 + flip * spread, s.h / 2 + lift)
    r = size * 0.32
    tail = [(-0.9, 0.2), (-1.05, 1.3), (0, 0.8)]
    s.polygon([(first[0] + flip * r * dx, first[1] + r * dy) for dx, dy in tail], s.a)
    s.circle(*first, r, s.a)
    w, h = r * 2.1, r * 1.5
    tail = [(0.1, 0), (0.46, 0.9), (0.46, 0)]
    s.polygon([(second[0] + flip * w * dx, second[1] + h * dy) for dx, dy in tail], s.b)
    s.rect(second[0] - w / 2, second[1] - h / 2, w, h, s.b, r * 0.4)
    if s.chance.random() < 0.5:
        for index in (-1, 0, 1):
            s.circle(second[0] + index * r * 0.5, second[1], r * 0.15, s.c)
    else:
        for index in (-1, 0, 1):
            wide = w * (0.64, 0.5, 0.3)[index + 1]
            s.rect(second[0] - w * 0.34, second[1] + index * r * 0.38 - 7, wide, 14, s.c, 7)


def faces(s: Sheet) -> None:
    """Two discs that share a part: what two people have in common."""
    size = min(s.w, s.h)
    r, shift = size * 0.34, size * s.between(0.18, 0.24)
    across = not s.is_tall
    x, y = s.w / 2, s.h / 2
    ends = [(x - shift, y), (x + shift, y)] if across else [(x, y - shift), (x, y + shift)]
    s.circle(*ends[0], r, s.a)
    s.circle(*ends[1], r, s.b)
    reach = math.sqrt(r * r - shift * shift)
    a, b = ((x, y - reach), (x, y + reach)) if across else ((x - reach, y), (x + reach, y))
    arc = f"A{short(r)} {short(r)} 0 0 1 "
    s.path(f"M{short(a[0])} {short(a[1])}{arc}{short(b[0])} {short(b[1])}{arc}{short(a[0])} {short(a[1])}Z", s.c)
    for end, ink in zip(ends, (s.b, s.a), strict=True):
        away = (end[0] + (end[0] - x) * 0.7, end[1] + (end[1] - y) * 0.7)
        s.circle(*away, r * 0.13, ink)


def table(s: Sheet) -> None:
    """People around one table."""
    size, x, y = min(s.w, s.h), s.w / 2, s.h / 2
    count = s.chance.choice((6, 7, 8))
    s.circle(x, y, size * 0.22, s.a)
    s.ring(x, y, size * 0.14, 8, s.ground)
    odd = s.chance.randrange(count)
    for index, (px, py) in enumerate(s.around(x, y, size * 0.36, count, s.between(0, 1))):
        s.circle(px, py, size * 0.1, s.b if index == odd else s.c)
    for side in (-1, 1):
        if s.w > s.h * 1.2:
            s.circle(x + side * s.w * 0.5, y, size * 0.3, s.b)
        elif s.is_tall:
            s.circle(x, y + side * s.h * 0.5, size * 0.3, s.b)


def strokes(s: Sheet) -> None:
    """Three strokes of a wide brush."""
    size = min(s.w, s.h)
    thick = size * 0.17
    for index, ink in enumerate(s.inks):
        y = s.h * (0.24 + 0.26 * index)
        bend = s.h * s.between(0.14, 0.26) * s.chance.choice((-1, 1))
        x1, x2 = s.w * s.between(0.08, 0.2), s.w * s.between(0.8, 0.92)
        mid = (x1 + x2) / 2
        s.line(
            f"M{short(x1)} {short(y)}Q{short((x1 + mid) / 2)} {short(y - bend)} {short(mid)} {short(y)}"
            f"T{short(x2)} {short(y)}",
            thick, ink, "round",
        )  # fmt: skip


def hand(s: Sheet) -> None:
    """An open hand, cut out of paper."""
    size = min(s.w, s.h)
    x, y = s.w / 2, s.h * (0.72 if not s.is_tall else 0.66)
    s.circle(s.w * s.chance.choice((0.2, 0.8)), s.h * 0.26, size * 0.17, s.b)
    thick = size * 0.11
    flip = s.chance.choice((-1, 1))
    reach = (0.36, 0.5, 0.54, 0.5, 0.4)
    for index, angle in enumerate((-1.12, -0.46, -0.12, 0.22, 0.56)):
        length = size * reach[index]
        tip = (x + flip * math.sin(angle) * length, y - math.cos(angle) * length)
        root = (x + flip * size * (-0.1, -0.11, -0.035, 0.045, 0.12)[index], y)
        s.line(f"M{short(root[0])} {short(root[1])}L{short(tip[0])} {short(tip[1])}", thick, s.a, "round")
    s.rect(x - size * 0.18, y - size * 0.14, size * 0.36, s.h, s.a, size * 0.14)
    s.circle(x, y + size * 0.04, size * 0.085, s.c)


def leaves(s: Sheet) -> None:
    """Paper leaves on a stem."""
    x, size = s.w / 2, min(s.w, s.h)
    lean = s.between(-0.1, 0.1) * s.w
    bend = f"Q{short(x + lean)} {short(s.h * 0.5)} {short(x)} {short(s.h * 0.12)}"
    s.line(f"M{short(x)} {short(s.h)}{bend}", 12, s.c, "round")
    pairs = 4 if s.is_tall else 3
    for index in range(pairs):
        y = s.h * (0.3 + 0.62 * index / pairs)
        span = size * (0.27 + 0.07 * index)
        for side in (-1, 1):
            tip = (x + side * span, y - span * 0.6)
            r = short(span * 0.72)
            ink = s.a if (index + (side > 0)) % 2 else s.b
            middle = x + lean * 0.5
            arc = f"A{r} {r} 0 0 1 "
            s.path(
                f"M{short(middle)} {short(y)}{arc}{short(tip[0])} {short(tip[1])}{arc}{short(middle)} {short(y)}Z", ink
            )


def grid(s: Sheet) -> None:
    """Large cells, one shape each, some left empty."""
    cell = min(s.w, s.h) / 2
    columns, rows = math.ceil(s.w / cell), math.ceil(s.h / cell)
    left, top = (s.w - columns * cell) / 2, (s.h - rows * cell) / 2
    for j in range(rows):
        for i in range(columns):
            x, y, kind = left + i * cell, top + j * cell, s.chance.randrange(5)
            ink = s.inks[(i + j * 2 + kind) % 3]
            if kind < 2:
                s.quarter(x, y, cell, s.chance.randrange(4), ink)
            elif kind == 2:
                s.circle(x + cell / 2, y + cell / 2, cell / 2, ink)
                s.circle(x + cell / 2, y + cell / 2, cell / 5, s.ground)
            elif kind == 3:
                for stripe in range(3):
                    s.rect(x, y + cell * (stripe + 0.25) / 3, cell, cell / 6, ink)
            else:
                s.rect(x, y, cell, cell, ink)
                s.quarter(x, y, cell, s.chance.randrange(4), s.ground)


PLACES: dict[str, tuple[Callable[[Sheet], None], ...]] = {
    "patrimoine": (skyline, masonry, garden),
    "rencontre": (bubbles, faces, table),
    "pratique": (strokes, hand, leaves),
    "defaut": (grid,),
}
