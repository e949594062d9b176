"""One way to make a paper: typst sets a template of ours as tagged PDF/UA-1, with the fonts of the posters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from passeurs.core.extras import has_extra
from passeurs.core.poster.title import FONTS


def compile_paper(template: Path, data: Mapping[str, object]) -> bytes:
    """The PDF of a `.typ` template. `data` reaches it as one JSON text, never as markup.

    The fonts of the system are ignored: the same data make the same paper everywhere. Raises Refused on a server
    without typst.
    """
    has_extra("paper").or_refuse()
    import typst

    pdf: bytes = typst.compile(  # type: ignore[misc]  # its stub knows paths only
        template.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return pdf
