"""Make the icon sprite from a copy of `lucide-static`: python tools/icons.py NODE_MODULES/lucide-static.

Only the icons named here are shipped; `{% icon %}` refuses any other name. Adding one: name it below, run this.
"""

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).resolve().parents[1] / "passeurs/core/static/core/icons/sprite.svg"
NAMES = """
accessibility archive arrow-down arrow-left arrow-right arrow-up arrow-up-right badge-check ban bell bell-off book
book-open bookmark bug building-2 bus calendar calendar-days calendar-plus camera chart-no-axes-column check
chevron-down chevron-left chevron-right chevron-up circle circle-alert circle-check circle-dot circle-help
circle-plus circle-slash circle-user circle-x clapperboard clock copy database download ear ellipsis euro
external-link eye eye-off file-text filter-x fingerprint-pattern flag footprints gauge graduation-cap grip-vertical
handshake heart heart-handshake history house image inbox info key-round landmark languages layers library lightbulb
link list list-filter list-ordered loader locate locate-fixed lock log-in log-out mail map map-pin map-pinned
megaphone menu merge message-circle mic minus monitor moon music navigation newspaper package palette pause pencil
play plus printer qr-code refresh-cw reply rotate-ccw route rss save scale scroll-text search send settings share-2
shield-check shuffle smartphone smile sparkles split square-pen star sun sun-moon tag tags theater ticket trash-2
triangle-alert undo-2 upload user user-check user-plus users wifi-off x zoom-in
"""


def symbol(name: str, svg: str) -> str:
    """One `<symbol>` holding the shapes of an icon file, its white space dropped."""
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)
    if shapes is None:
        raise SystemExit(f"{name}: no <svg> in the file")
    body = re.sub(r"\s*\n\s*", "", shapes[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


def main(folder: Path) -> None:
    """Write the sprite; stop at the first name that the folder does not have."""
    symbols = []
    for name in NAMES.split():
        path = folder / "icons" / f"{name}.svg"
        if not path.exists():
            raise SystemExit(f"{name}: not an icon of {folder}")
        symbols.append(symbol(name, path.read_text()))
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    SPRITE.write_text(text)
    print(f"{len(symbols)} icons, {len(text)} bytes: {SPRITE.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
