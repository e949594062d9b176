"""Files that are received are on the disk whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's, which leaves behind what a full disk let it write of a file."""

    def _save(self, name: str, content: Any) -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError:
            path = Path(self.path(name))
            # Its name was free and is drawn by chance: a shorter file there is what was written of this one.
            with suppress(OSError):
                if os.stat(path).st_size < content.size:
                    path.unlink()
            raise
