"""Slow clients, a silent mail server, large pictures: does a page still answer within three times its time?"""

from __future__ import annotations

import io
import re
import socket
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from bench.faults.site import Heard, Row, Site, beside

AT_MOST = 3.0
SECONDS = 8.0
COUNT = 4


@contextmanager
def slow_uploads(site: Site) -> Iterator[None]:
    """Four clients that begin a form and send a byte a second."""
    fields, cookie = site.letter_form()
    begun = (
        f"POST /lettre/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
        f"csrfmiddlewaretoken={fields['csrfmiddlewaretoken']}&email="
    )
    lines = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(COUNT)]
    is_over = threading.Event()

    def drip() -> None:
        while not is_over.wait(1):
            for line in lines:
                line.sendall(b"a")

    for line in lines:
        line.sendall(begun.encode())
    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        for line in lines:
            line.close()


@contextmanager
def silent_mail(site: Site) -> Iterator[None]:
    """Four people ask for their code; the mail server takes the call and says nothing."""
    _status, page, cookie = site.ask("/compte/connexion/")
    token = re.search(r"csrftoken=(\w+)", cookie)
    assert token, page[:300]
    people = [f"ambassadeur{number}@demo.passeurs.example" for number in range(1, COUNT + 1)]
    asking = [
        threading.Thread(
            target=site.status, args=("/compte/connexion/", {"email": one, "csrfmiddlewaretoken": token[1]}),
            kwargs={"cookie": cookie},
        )
        for one in people
    ]  # fmt: skip
    with closing(socket.create_server(("127.0.0.1", int(site.environment["EMAIL_PORT"])))):
        for one in asking:
            one.start()
        yield
        for one in asking:
            one.join()


@contextmanager
def large_pictures(site: Site) -> Iterator[None]:
    """An ambassador sends photographs of 48 megapixels to their group, four at a time, until it is over."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((1000, 750), 60).convert("RGB").resize((8000, 6000)).save(out, "JPEG", quality=70)
    with closing(sqlite3.connect(site.database)) as rows:
        (group,) = rows.execute(
            "SELECT membership.group_id FROM groups_membership membership JOIN programme_mandate mandate"
            " ON mandate.id = membership.mandate_id JOIN people_person person ON person.id = mandate.person_id"
            " WHERE person.first_name = 'Inès' AND membership.left_at IS NULL LIMIT 1"
        ).fetchone()
    cookie = sign_in(site)
    is_over, sent = threading.Event(), []

    def send() -> None:
        while not is_over.is_set():
            sent.append(post_file(site, f"/groupes/{group}/fichiers/", cookie, out.getvalue()))

    threads = [threading.Thread(target=send) for _ in range(COUNT)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    assert "302" in sent, sent


def sign_in(site: Site) -> str:
    """The cookies of the demonstration's ambassador."""
    _status, page, cookie = site.ask("/demo/")
    token = re.search(r"csrftoken=(\w+)", cookie)
    assert token, page[:300]
    status, page, session = site.ask("/demo/", {"role": "ambassador", "csrfmiddlewaretoken": token[1]}, cookie=cookie)
    assert status == 302, page[:300]
    return "; ".join(filter(None, [cookie if "csrftoken" not in session else "", session]))


def post_file(site: Site, path: str, cookie: str, content: bytes) -> str:
    """Send a picture as a browser does; the status."""
    import http.client

    token = re.search(r"csrftoken=(\w+)", cookie)
    assert token
    edge = "banc-des-pannes"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token[1]}\r\n']
    parts += [f'--{edge}\r\nContent-Disposition: form-data; name="name"\r\n\r\nPhoto\r\n']
    parts += [
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    ]
    body = "".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
    headers = {
        "Host": "localhost", "Cookie": cookie, "Referer": "http://localhost/",
        "Content-Type": f"multipart/form-data; boundary={edge}",
    }  # fmt: skip
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)) as line:
        line.request("POST", path, body, headers)
        return str(line.getresponse().status)


def rows(site: Site) -> Iterable[Row]:
    """Each of them, beside the page when nothing goes on just before."""
    for name, fault in (
        ("four uploads, a byte a second", slow_uploads),
        ("a silent mail server, four sign in", silent_mail),
        ("48 Mpx photographs, four at a time", large_pictures),
    ):
        quiet = _read(site)
        with fault(site):
            time.sleep(0.5)
            during = _read(site)
        ratio = during.p50 / quiet.p50
        yield Row(
            name, f"{during}; p50 {during.p50:.0f} ms, {ratio:.1f} × its time", "-",
            set(during.statuses) == {"200"} and ratio <= AT_MOST,
        )  # fmt: skip


def _read(site: Site) -> Heard:
    thread, heard = beside(site.read_during, SECONDS)
    thread.join()
    return heard[0]
