"""What each category draws. A grammar is two or three compositions: few big shapes, three inks, calm ground."""

from __future__ import annotations

import math
from collections.abc import Callable

from passeurs.core.poster.sheet import Sheet, short


def spines(s: Sheet) -> None:
    """Books standing on shelves."""
    rows = 2 if s.is_tall else 1
    shelf = s.h / rows
    for row in range(rows):
        base = shelf * (row + 1) - shelf * 0.1
        x, last = -s.between(0, 30), ""
        while x < s.w:
            wide = s.between(34, 78)
            high = shelf * s.between(0.5, 0.8)
            ink = s.one(*[one for one in s.inks if one != last])
            s.rect(x, base - high, wide, high, ink)
            band = s.one(*[one for one in (*s.inks, s.ground) if one != ink])
            where = s.between(0.12, 0.62)
            s.rect(x, base - high * (1 - where), wide, high * s.between(0.06, 0.14), band)
            x, last = x + wide + 4, ink
            if s.chance.random() < 0.16:
                x += s.between(30, 70)
        s.rect(0, base, s.w, shelf * 0.1, s.c)


def open_book(s: Sheet) -> None:
    """A book open like a pair of wings, a sun rising behind it."""
    cx, low = s.w / 2, s.h * 0.8
    wing, high = min(s.w * 0.42, s.h * 0.62), min(s.h * 0.42, s.w * 0.5)
    s.circle(cx + s.between(-0.5, 0.5) * wing, low - high * 1.15, wing * s.between(0.55, 0.72), s.a)
    s.rect(0, low + high * 0.08, s.w, s.h, s.c)
    for side in (-1, 1):
        far, lift = cx + side * wing, high * 0.16

        def page(y: float, far: float = far, lift: float = lift, side: int = side) -> str:
            bend = f"Q{short(cx + side * wing * 0.45)} {short(y - lift * 1.7)} {short(far)} {short(y - lift * 0.4)}"
            return f"M{short(cx)} {short(y)}{bend}"

        back = f"Q{short(cx + side * wing * 0.45)} {short(low - lift * 1.7)} {short(cx)} {short(low)}Z"
        s.path(f"{page(low - high)}V{short(low - lift * 0.4)}{back}", s.b)
        for index in range(4):
            s.line(page(low - high * (0.8 - 0.17 * index)), 7, s.ground if s.ground != s.b else s.c)
        s.line(f"M{short(cx)} {short(low - high)}V{short(low)}", 6, s.c)


def pile(s: Sheet) -> None:
    """Books lying on one another, a ball on top."""
    y, wide = s.h * 0.94, min(s.w * 0.72, s.h * 1.1)
    s.circle(s.w * s.between(0.2, 0.8), s.h * 0.3, s.h * 0.22, s.a)
    s.rect(0, y, s.w, s.h * 0.06, s.c)
    last = s.c
    for _ in range(5):
        high = s.h * s.between(0.085, 0.13)
        span = wide * s.between(0.66, 1)
        x = (s.w - span) / 2 + s.between(-0.06, 0.06) * s.w
        ink = s.one(*[one for one in s.inks if one != last])
        s.rect(x, y - high, span, high, ink, 4)
        s.rect(x + span * s.between(0.08, 0.2), y - high, span * 0.07, high, s.ground)
        y, last = y - high, ink


def light_cone(s: Sheet) -> None:
    """A projector's cone opening on a screen."""
    side = s.chance.choice((-1, 1))
    near = s.w * (0.5 - 0.4 * side)
    far = s.w * (0.5 + 0.3 * side)
    eye, size = s.h * s.between(0.72, 0.84), min(s.w, s.h)
    r = size * s.between(0.26, 0.32)
    y = s.h * 0.36
    distance = math.hypot(far - near, y - eye)
    tilt, spread = math.atan2(y - eye, far - near), math.acos(r / distance)
    ends = [(far - r * math.cos(tilt + turn), y - r * math.sin(tilt + turn)) for turn in (spread, -spread)]
    s.polygon([(near, eye), *ends], s.b)
    s.circle(far, y, r, s.a)
    s.circle(far + r * 0.3 * side, y + r * 0.24, r * 0.4, s.c)
    s.rect(near - size * 0.11, eye - size * 0.1, size * 0.22, size * 0.2, s.c, 10)
    s.circle(near + size * 0.04 * side, eye, size * 0.055, s.ground)


def film(s: Sheet) -> None:
    """A strip of film on which a disc crosses from one frame to the next."""
    count = 4 if s.h > s.w * 0.9 else 3
    across, step = s.w > s.h * 1.2, max(s.w, s.h) / (count - 0.5)
    band = min(s.w, s.h) * 0.74
    start = (min(s.w, s.h) - band) / 2
    long = max(s.w, s.h)

    def box(at: float, over: float, length: float, depth: float, ink: str, radius: float) -> None:
        if across:
            s.rect(at, over, length, depth, ink, radius)
        else:
            s.rect(over, at, depth, length, ink, radius)

    strip = s.c if s.ground != s.c else s.b
    box(0, start, long, band, strip, 0)
    hole = band * 0.07
    for index in range(int(long / (hole * 2.4)) + 1):
        for over in (start + hole * 0.6, start + band - hole * 1.6):
            box(index * hole * 2.4 + hole * 0.6, over, hole * 1.2, hole, s.ground, 3)
    frame, drift = band * 0.66, s.between(-0.2, 0.2)
    for index in range(count):
        at = (index - 0.25) * step
        box(at, start + band * 0.17, step * 0.9, frame, s.ground, 6)
        ratio = 0.22 + 0.28 * index / (count - 1) + 0.1
        x, y = at + step * (0.2 + 0.6 * index / (count - 1)), start + band * (0.5 + drift * (1 - index))
        r = frame * ratio * 0.62
        s.circle(*((x, y) if across else (y, x)), min(r, frame * 0.36), s.a)


def seats(s: Sheet) -> None:
    """Rows of seats before a lit screen."""
    s.rect(s.w * 0.12, s.h * 0.1, s.w * 0.76, s.h * 0.46, s.a, 6)
    x, r = s.w * s.between(0.3, 0.7), min(s.w, s.h) * 0.14
    s.circle(x, s.h * 0.33, r, s.ground)
    s.polygon([(s.w * 0.12, s.h * 0.56), (s.w * 0.36, s.h * 0.4), (s.w * 0.56, s.h * 0.56)], s.b)
    wide = min(s.w, s.h) * 0.2
    for row in range(3):
        base = s.h * (0.8 + 0.14 * row)
        ink = (s.b, s.c, s.b)[row]
        offset = -wide * (0.25 + 0.5 * (row % 2))
        for index in range(int(s.w / wide) + 3):
            s.arch(offset + index * wide, base, wide * 0.88, wide * 0.86, ink)
        s.rect(0, base - wide * 0.12, s.w, s.h * 0.2, ink)


def disc(s: Sheet) -> None:
    """A record, cropped by the edge, and its arm."""
    size = min(s.w, s.h)
    x = s.w * s.chance.choice((0.34, 0.66)) if not s.is_tall else s.w * 0.5
    y = s.h * (0.56 if not s.is_tall else s.between(0.42, 0.6))
    r = size * 0.52
    s.circle(x, y, r, s.a)
    for index in range(3):
        s.ring(x, y, r * (0.86 - 0.14 * index), 5, s.ground)
    s.circle(x, y, r * 0.38, s.b)
    s.circle(x, y, r * 0.08, s.ground)
    side = 1 if x < s.w / 2 or s.is_tall else -1
    pivot = (x + side * r * 1.16, y - r * 0.88)
    tip = (x + side * r * 0.5, y + r * 0.12)
    elbow = (pivot[0] + side * r * 0.02, y - r * 0.14)
    s.line("M" + "L".join(f"{short(px)} {short(py)}" for px, py in (pivot, elbow, tip)), 13, s.c, "round")
    s.circle(*pivot, r * 0.12, s.c)


def waves(s: Sheet) -> None:
    """Wide waves of sound, one over the other, a disc floating on them."""
    count, length = 4, s.w / s.chance.choice((1, 1.5))
    s.circle(s.w * s.between(0.24, 0.76), s.h * 0.3, min(s.w, s.h) * 0.2, s.a)
    phase, swing = s.between(0, 1), s.h * 0.075
    order = [s.b, s.c, s.a, s.b] if s.chance.random() < 0.5 else [s.c, s.b, s.a, s.c]
    for index in range(count):
        y = s.h * (0.46 + 0.155 * index)
        half, x = length / 2, -length * ((phase + 0.3 * index) % 1)
        data = f"M{short(x)} {short(y)}q{short(half / 2)} {short(-2 * swing)} {short(half)} 0"
        steps = math.ceil((s.w - x) / half)
        data += "".join(f"t{short(half)} 0" for _ in range(steps))
        s.path(f"{data}V{short(s.h)}H{short(x)}Z", order[index])


def equaliser(s: Sheet) -> None:
    """Rounded bars, as tall as the sound."""
    count = 7 if s.w > s.h * 0.9 else 5
    step = s.w / (count + 0.6)
    peak = s.chance.randrange(1, count - 1)
    middle = s.h * 0.52
    for index in range(count):
        near = 1 - abs(index - peak) / count
        high = s.h * (0.16 + 0.58 * near * s.between(0.6, 1))
        ink = s.b if index == peak else s.a if (index + peak) % 2 else s.c
        s.rect(step * (index + 0.5), middle - high / 2, step * 0.62, high, ink, step * 0.31)


def curtains(s: Sheet) -> None:
    """Curtains drawn aside on a lit stage."""
    size = min(s.w, s.h)
    floor = s.h * 0.8
    s.circle(s.w / 2, floor - size * 0.3, size * 0.3, s.b)
    s.rect(0, floor, s.w, s.h - floor, s.c)
    pool = f"a{short(size * 0.3)} {short(size * 0.07)} 0 0 0 {short(size * 0.6)} 0Z"
    s.path(f"M{short(s.w / 2 - size * 0.3)} {short(floor)}{pool}", s.b)
    folds, hang = 3, s.between(0.7, 0.86) * s.h
    wide = s.w * 0.3 / folds
    for side in (-1, 1):
        for index in range(folds):
            x = index * wide if side < 0 else s.w - (index + 1) * wide
            low = hang - index * s.h * 0.1
            r = wide / 2
            s.path(f"M{short(x)} 0V{short(low)}a{short(r)} {short(r)} 0 0 0 {short(wide)} 0V0Z", s.a)
            s.line(f"M{short(x + (wide if side < 0 else 0))} 0V{short(low)}", 5, s.ground)
    drop, count = s.h * 0.1, 8 if s.w > s.h else 5
    r = s.w / count / 2
    scallops = "".join(f"a{short(r)} {short(r)} 0 0 1 {short(-2 * r)} 0" for _ in range(count))
    s.path(f"M0 0H{short(s.w)}V{short(drop)}{scallops}Z", s.a)


def spotlights(s: Sheet) -> None:
    """Two beams crossing on a stage."""
    size, floor = min(s.w, s.h), s.h * 0.82
    meet = s.w * s.between(0.42, 0.58)
    wide = size * 0.3
    left, right = s.w * 0.16, s.w * 0.84
    s.polygon([(left, 0), (meet - wide * 0.35, floor), (meet + wide * 1.25, floor)], s.a)
    s.polygon([(right, 0), (meet - wide * 1.25, floor), (meet + wide * 0.35, floor)], s.b)
    s.polygon(crossing(left, right, meet, wide, floor), s.c)
    s.rect(0, floor, s.w, s.h, s.ground)
    s.rect(0, floor, s.w, 8, s.c)
    s.circle(meet, floor - size * 0.13, size * 0.13, s.ground)
    for x in (left, right):
        s.circle(x, 0, size * 0.09, s.c)


def crossing(left: float, right: float, meet: float, wide: float, floor: float) -> list[tuple[float, float]]:
    """Where the two beams of `spotlights` overlap."""

    def cut(x1: float, x2: float, x3: float, x4: float) -> tuple[float, float]:
        """Where the line from (x1, 0) to (x2, floor) meets the one from (x3, 0) to (x4, floor)."""
        t = (x3 - x1) / ((x2 - x1) - (x4 - x3))
        return (x1 + (x2 - x1) * t, floor * t)

    a, b = meet - wide * 0.35, meet + wide * 1.25
    c, d = meet - wide * 1.25, meet + wide * 0.35
    return [cut(left, b, right, c), cut(left, b, right, d), (d, floor), (a, floor), cut(left, a, right, c)]


def stairs(s: Sheet) -> None:
    """Steps to climb, a ball at the top."""
    count, side = 5, s.chance.choice((0, 1))
    wide, high = s.w / count, s.h * 0.62 / count
    for index in range(count):
        x = s.w - (index + 1) * wide if side else index * wide
        tall = high * (index + 1)
        s.rect(x, s.h - tall, wide + 0.5, tall, (s.a, s.b)[index % 2])
        s.rect(x, s.h - tall, wide + 0.5, high * 0.18, s.c)
    r = min(wide * 0.62, s.h * 0.16)
    top = wide * 0.5 if side else s.w - wide * 0.5
    s.circle(top, s.h - high * count - r, r, s.c)


def arches(s: Sheet) -> None:
    """Arches within arches."""
    count = 3 if s.w > s.h * 1.25 else 2 if s.w > s.h * 0.9 else 1
    wide, floor = s.w / count, s.h * 0.9
    s.rect(0, floor, s.w, s.h - floor, s.a)
    first = s.chance.randrange(3)
    for index in range(count):
        x = wide * (index + 0.5)
        inks = [s.inks[(first + index + step) % 3] for step in range(3)]
        span = min(wide * 0.88, s.h * 0.8)
        high = min(s.h * 0.78, span * 1.7)
        for step, ink in enumerate((inks[0], s.ground, inks[1], inks[2])):
            ratio = (1, 0.78, 0.6, 0.3)[step]
            s.arch(x, floor, span * ratio, high - span * (1 - ratio) / 2, ink)
    if s.is_tall:
        s.circle(s.w * s.between(0.3, 0.7), s.h * 0.12, s.w * 0.09, s.b)


def plan(s: Sheet) -> None:
    """The plan of a museum: rooms, walls, doors that swing."""
    m, t = min(s.w, s.h) * 0.1, 15
    x, y, w, h = m, m, s.w - 2 * m, s.h - 2 * m
    cut, split = w * s.between(0.4, 0.62), h * s.between(0.4, 0.6)
    s.rect(x, y, w, h, s.c)
    s.rect(x, y, cut, split, s.b)
    s.rect(x + cut, y + split, w - cut, h - split, s.ground)
    r = min(cut, w - cut, split, h - split)
    s.circle(x + cut + (w - cut) / 2, y + split / 2, r * 0.3, s.b)
    s.rect(x + cut * 0.5 - r * 0.26, y + split + (h - split) / 2 - r * 0.26, r * 0.52, r * 0.52, s.a)
    d = r * 0.42
    frame = f"M{short(x)} {short(y)}H{short(x + w)}V{short(y + h)}H{short(x + cut + d)}"
    s.line(f"{frame}M{short(x + cut * 0.3)} {short(y + h)}H{short(x)}V{short(y - t / 2)}", t, s.a)
    s.line(
        f"M{short(x + cut)} {short(y)}V{short(y + split - d)}M{short(x + cut)} {short(y + split)}V{short(y + h)}",
        t,
        s.a,
    )
    s.line(
        f"M{short(x)} {short(y + split)}H{short(x + cut - d)}M{short(x + cut)} {short(y + split)}H{short(x + w)}",
        t,
        s.a,
    )
    s.quarter(x + cut, y + split - d, d, 3, s.a)
    s.quarter(x + cut - d, y + split, d, 1, s.a)


def frames(s: Sheet) -> None:
    """Pictures hung on a wall."""
    size = min(s.w, s.h)
    floor = s.h * 0.86
    s.rect(0, floor, s.w, s.h - floor, s.a)
    places = [(0.08, 0.12, 0.38, 0.56), (0.54, 0.12, 0.38, 0.26), (0.54, 0.46, 0.38, 0.3)]
    if s.is_tall:
        places = [(0.12, 0.08, 0.76, 0.34), (0.12, 0.48, 0.34, 0.26), (0.54, 0.48, 0.34, 0.26)]
    for index, (px, py, pw, ph) in enumerate(places):
        x, y, w, h = px * s.w, py * s.h, pw * s.w, ph * s.h
        edge = size * 0.035
        inner, sky = s.inks[(index + 1) % 3], s.inks[(index + 2) % 3]
        s.rect(x, y, w, h, s.a)
        s.rect(x + edge, y + edge, w - 2 * edge, h - 2 * edge, sky if sky != s.a else s.ground)
        r = min(w, h) * 0.2
        s.circle(x + w * s.between(0.35, 0.65), y + h * 0.42, r, inner if inner != s.a else s.c)
        hill = short((w - 2 * edge) / 2)
        s.path(
            f"M{short(x + edge)} {short(y + h - edge)}a{hill} {short(h * 0.3)} 0 0 1 {short(w - 2 * edge)} 0Z",
            inner if inner != s.a else s.a,
        )


GRAMMARS: dict[str, tuple[Callable[[Sheet], None], ...]] = {
    "livre": (spines, open_book, pile),
    "cinema": (light_cone, film, seats),
    "musique": (disc, waves, equaliser),
    "scene": (curtains, spotlights, stairs),
    "musee": (arches, plan, frames),
}
