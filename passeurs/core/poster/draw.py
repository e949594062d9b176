"""Placeholder entry of the grammar."""

from __future__ import annotations

import hashlib

CATEGORIES = ("livre", "cinema", "musique", "scene", "musee", "patrimoine", "rencontre", "pratique", "defaut")
# Card, square, Open Graph, story, A4, hero.
SIZES = ((600, 400), (160, 160), (1200, 630), (1080, 1080), (1080, 1920), (1240, 1754), (1200, 480))


def known_category(category: str) -> str:
    """`category`, or « defaut » for one that has no grammar of its own."""
    return category if category in CATEGORIES else "defaut"


def poster_svg(seed: str, category: str, width: int, height: int, title: str = "", kicker: str = "") -> str:
    """An SVG."""
    hue = hashlib.sha256(f"{category}{seed}".encode()).hexdigest()[:6]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#{hue}"/></svg>'
