"""One dated file that holds the site: its database, the files it was sent, its secret, the list of erasures."""

from passeurs.core.archive.backup import make_backup
from passeurs.core.archive.restore import Restored, RestoreRefused, restore_backup

__all__ = ["RestoreRefused", "Restored", "make_backup", "restore_backup"]
