"""PostgreSQL goes away for four seconds and comes back: here, the line to it is cut, as for a server that restarts."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench.faults.site import Row, beside, free_port, served_site

AWAY_SECONDS = 4.0


class Relay:
    """Passes what comes on its port on to PostgreSQL; closed, it cuts every line and refuses others."""

    def __init__(self, port: int, host: str, behind: int) -> None:
        self.port, self.behind = port, (host, behind)
        self._lines: list[socket.socket] = []
        self.open()

    def open(self) -> None:
        """Listen."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """Cut."""
        # A thread waits in accept(): it has to be woken for the port to be free.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listener.accept()
                far = socket.create_connection(self.behind)
                self._lines += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                target.sendall(content)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)


def rows() -> Iterable[Row]:
    """A site on the database of DATABASE_URL (a demonstration: it is written to), through the relay."""
    address = urlsplit(os.environ["DATABASE_URL"])
    relay = Relay(free_port(), address.hostname or "127.0.0.1", address.port or 5432)
    through = address._replace(netloc=f"{address.username}:{address.password}@127.0.0.1:{relay.port}")
    with served_site(Path("/nowhere"), DATABASE_URL=urlunsplit(through)) as site:
        name = f"pg-{int(time.time())}"
        form = site.letter_form()
        reading, read = beside(site.read_during, 16)
        writing, written = beside(lambda done: site.write_during(name, done, form), 16)
        time.sleep(5)
        before = site.processes("granian"), site.processes("manage.py")
        relay.close()
        time.sleep(AWAY_SECONDS)
        relay.open()
        back = site.wait_for_page()
        reading.join()
        writing.join()
        time.sleep(5)
        is_same = (site.processes("granian"), site.processes("manage.py")) == before
        lost = _lost(written[0].accepted)
        relay.close()
        heard = {*read[0].statuses, *written[0].statuses}
        yield Row(
            "PostgreSQL away for 4 s",
            f"read: {read[0]}; written: {written[0]}; back after {back:.1f} s; "
            f"{'no process ended' if is_same else 'processes ended'}",
            f"{lost} of {len(written[0].accepted)}",
            lost == 0 and is_same and heard <= {"200", "302", "503"},
        )


def _lost(accepted: list[str]) -> int:
    import psycopg

    with closing(psycopg.connect(os.environ["DATABASE_URL"])) as line:
        found = Counter(email for (email,) in line.execute("SELECT email FROM editorial_subscription"))
    return sum(found[email] != 1 for email in accepted)
