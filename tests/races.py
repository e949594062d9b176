"""Two who act at the same moment: what a constraint or a lock has to settle."""

import threading

from django.db import connection, connections

from passeurs.core.verdict import Refused


def at_once(*acts):
    """Run these together and return what each gave, or « refused ».

    In threads that start as one; in turns on a database in memory, which is one connection.
    """
    gate, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act, is_alone):
        try:
            if not is_alone:
                gate.wait(timeout=10)
            given[number] = act()
        except Refused:
            given[number] = "refused"
        finally:
            if not is_alone:
                connections.close_all()

    if connection.vendor == "sqlite":
        for number, act in enumerate(acts):
            run(number, act, True)
        return given
    threads = [threading.Thread(target=run, args=[number, act, False]) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return given
