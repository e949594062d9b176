"""What is nobody's mistake: the database is away or locked, the disk is full or may not be written.

Told apart by codes, never by sentences: a missing table is a mistake of ours, on SQLite too.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.db.utils import DatabaseError

log = structlog.get_logger()

RETRY_AFTER = 10
# First characters of a name of SQLite's result codes.
SQLITE_AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
# PostgreSQL: a transaction that may only read, as on a standby; the rest comes as an OperationalError.
READ_ONLY_SQLSTATE = "25006"
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO})
LONGEST_WAIT = 30.0


def is_outage(error: BaseException | None) -> bool:
    """Whether trying again later may do, with nothing changed in the code."""
    while error is not None:
        if isinstance(error, DatabaseError | InterfaceError):
            return _is_of_database(error)
        if isinstance(error, OSError) and error.errno in DISK:
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_of_database(error: BaseException) -> bool:
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return str(name).startswith(SQLITE_AWAY)
    if getattr(cause, "sqlstate", None) == READ_ONLY_SQLSTATE:
        return True
    return isinstance(error, OperationalError | InterfaceError) and connection.vendor != "sqlite"


def pauses() -> Iterator[float]:
    """Seconds to wait between tries: 1, 2, 4… up to half a minute, for ever."""
    seconds = 1.0
    while True:
        yield seconds
        seconds = min(seconds * 2, LONGEST_WAIT)


def wait_for_database() -> None:
    """Return once the database answers; each failure is one line of the log."""
    for seconds in pauses():
        try:
            close_old_connections()
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return
        except (OperationalError, InterfaceError) as error:
            log.warning("database_away", error=type(error.__cause__ or error).__name__, again_in=seconds)
            connection.close()
            time.sleep(seconds)
