"""A sheet to draw on: flat shapes in the colours of one palette, and a seeded source of choices."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence

VERMILION, CORAL, SUN = "#C8321D", "#FF7A59", "#FFC53D"
LAGOON, MINT, PLUM, LILAC = "#0B6E69", "#BFE5E0", "#5B2A86", "#D9C8F7"
INK, PAPER, SAND = "#1B1530", "#FFFBF5", "#F0E2CE"

# Ground, then the three inks, the strongest first.
PALETTES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "livre": (
        (LAGOON, SUN, PAPER, INK), (SAND, LAGOON, VERMILION, INK), (MINT, LAGOON, CORAL, INK),
        (LAGOON, CORAL, MINT, INK), (SUN, LAGOON, PAPER, INK),
    ),
    "cinema": (
        (INK, SUN, VERMILION, LILAC), (INK, LILAC, CORAL, SUN), (VERMILION, SUN, INK, PAPER),
        (INK, CORAL, LAGOON, SUN), (LILAC, VERMILION, INK, PAPER),
    ),
    "musique": (
        (PLUM, SUN, CORAL, PAPER), (CORAL, PLUM, SUN, PAPER), (SUN, PLUM, VERMILION, PAPER),
        (PLUM, CORAL, LILAC, SUN), (LILAC, PLUM, VERMILION, PAPER),
    ),
    "scene": (
        (INK, VERMILION, SUN, PAPER), (PLUM, VERMILION, SUN, LILAC), (SUN, VERMILION, PLUM, PAPER),
        (LAGOON, VERMILION, SUN, PAPER), (INK, PLUM, CORAL, SUN),
    ),
    "musee": (
        (LILAC, PLUM, LAGOON, PAPER), (SAND, PLUM, VERMILION, LILAC), (PLUM, LILAC, SUN, PAPER),
        (MINT, PLUM, LAGOON, PAPER), (SUN, PLUM, LILAC, PAPER),
    ),
    "patrimoine": (
        (SAND, VERMILION, LAGOON, INK), (MINT, LAGOON, SUN, PAPER), (LAGOON, SAND, SUN, INK),
        (SUN, LAGOON, PAPER, INK), (SAND, LAGOON, CORAL, PLUM),
    ),
    "rencontre": (
        (SUN, VERMILION, PAPER, INK), (LILAC, VERMILION, SUN, INK), (MINT, PLUM, CORAL, PAPER),
        (VERMILION, SUN, PAPER, INK), (PLUM, CORAL, SUN, PAPER),
    ),
    "pratique": (
        (SAND, CORAL, LAGOON, INK), (LAGOON, CORAL, SUN, PAPER), (LILAC, VERMILION, SUN, INK),
        (SUN, LAGOON, VERMILION, INK), (MINT, LAGOON, CORAL, PLUM),
    ),
    "defaut": (
        (INK, SUN, VERMILION, LILAC), (PLUM, SUN, CORAL, PAPER), (LAGOON, SUN, PAPER, INK),
        (VERMILION, SUN, PAPER, PLUM), (LILAC, PLUM, LAGOON, PAPER),
    ),
}  # fmt: skip
DARK = {INK, PLUM, LAGOON, VERMILION}
SHORT_SIDE = 400


def short(value: float) -> str:
    """A coordinate to the nearest half, without useless zeros."""
    return f"{round(value * 2) / 2:g}"


def points(pairs: Sequence[tuple[float, float]]) -> str:
    """The path of a closed polygon."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in pairs) + "Z"


class Sheet:
    """A drawing of `w` × `h` units, the short side being 400. Later shapes cover earlier ones."""

    def __init__(self, seed: str, category: str, width: float, height: float) -> None:
        scale = SHORT_SIDE / min(width, height)
        self.w, self.h = width * scale, height * scale
        # Size is no part of the seed: the square and the story of a thing look like one another.
        self.chance = random.Random(hashlib.sha256(f"{category}/{seed}".encode()).digest())
        self.ground, self.a, self.b, self.c = self.chance.choice(PALETTES[category])
        self.is_mirrored = self.chance.random() < 0.5
        self.inks = (self.a, self.b, self.c)
        self.shapes: list[str] = []
        self.rect(0, 0, self.w, self.h, self.ground)

    def drawing(self) -> str:
        """All the shapes, mirrored for one seed in two."""
        inner = "".join(self.shapes)
        return f'<g transform="matrix(-1 0 0 1 {short(self.w)} 0)">{inner}</g>' if self.is_mirrored else inner

    @property
    def is_tall(self) -> bool:
        """Clearly higher than wide."""
        return self.h > self.w * 1.2

    def between(self, low: float, high: float) -> float:
        """A number drawn between two."""
        return self.chance.uniform(low, high)

    def one(self, *options: str) -> str:
        """One of the options."""
        return self.chance.choice(options)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        """A rectangle from its top left corner."""
        rounded = f' rx="{short(radius)}"' if radius else ""
        box = f'x="{short(x)}" y="{short(y)}" width="{short(w)}" height="{short(h)}"'
        self.shapes.append(f'<rect {box}{rounded} fill="{fill}"/>')

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A disc."""
        self.shapes.append(f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}" fill="{fill}"/>')

    def ring(self, x: float, y: float, radius: float, width: float, stroke: str) -> None:
        """A circle drawn with a line."""
        at = f'cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"'
        self.shapes.append(f'<circle {at} fill="none" stroke="{stroke}" stroke-width="{short(width)}"/>')

    def path(self, data: str, fill: str) -> None:
        """A filled shape."""
        self.shapes.append(f'<path d="{data}" fill="{fill}"/>')

    def line(self, data: str, width: float, stroke: str, cap: str = "butt") -> None:
        """A path drawn with a line of `width`."""
        ends = f'stroke-linecap="{cap}" stroke-linejoin="round"'
        pen = f'stroke="{stroke}" stroke-width="{short(width)}"'
        self.shapes.append(f'<path d="{data}" fill="none" {pen} {ends}/>')

    def polygon(self, pairs: Sequence[tuple[float, float]], fill: str) -> None:
        """A closed polygon."""
        self.path(points(pairs), fill)

    def arch(self, x: float, base: float, w: float, h: float, fill: str) -> None:
        """A door with a round head, standing on `base`; `x` is its middle."""
        r = w / 2
        left, right, spring = short(x - r), short(x + r), short(base - h + r)
        self.path(f"M{left} {short(base)}V{spring}A{short(r)} {short(r)} 0 0 1 {right} {spring}V{short(base)}Z", fill)

    def quarter(self, x: float, y: float, size: float, turn: int, fill: str) -> None:
        """A quarter of a disc filling a square cell; `turn` (0 to 3) says which corner is its centre."""
        corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
        cx, cy = corners[turn % 4]
        (ax, ay), (bx, by) = corners[(turn + 1) % 4], corners[(turn + 3) % 4]
        r = short(size)
        self.path(f"M{short(cx)} {short(cy)}L{short(ax)} {short(ay)}A{r} {r} 0 0 1 {short(bx)} {short(by)}Z", fill)

    def around(self, x: float, y: float, radius: float, count: int, start: float) -> list[tuple[float, float]]:
        """`count` points on a circle, from the angle `start` in turns."""
        turns = [2 * math.pi * (start + index / count) for index in range(count)]
        return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
