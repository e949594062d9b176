"""Odd requests: what a URL reads, told by watching it read, and harmless values that no honest page sends."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from django import forms
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDict

from passeurs.core import clock

Value = str | list[str]
ODD: dict[str, Value] = {
    "superscript": "²",
    "another script's digit": "٣",
    "thirty nines": "9" * 30,
    "over 32 bits": "2147483648",
    "negative": "-1",
    "not a number": "nan",
    "empty": "",
    "newline": "Dijon\n(21)",
    "nul": "a\0b",
    "long": "é" * 70_000,
    "right to left": "\u202emot\u200f",
    "unknown": "inconnu",
    "twice": ["²", "9" * 30],
    "last day": "9999-12-31",
    "last minute": "9999-12-31T23:59",
    "first day": "0001-01-01",
    "numbered": "work:" + "9" * 18,
    "oddly numbered": "work:²",
    "split": "²,²;a:b.c-d",
}
ROOT = Path(__file__).resolve().parents[2] / "passeurs"
TEXT = "Des mots de plus de vingt lettres, dits pour voir."


@dataclass
class Watch:
    """What one request read: the names it asked for, and the forms it filled."""

    names: dict[str, None] = field(default_factory=dict)
    forms: list[forms.BaseForm] = field(default_factory=list)

    def plausible(self) -> dict[str, Value]:
        """A value for each name, such as an honest page would send."""
        found: dict[str, Value] = {}
        for form in self.forms:
            for name, one in form.fields.items():
                value = plausible_value(one, form.get_initial_for_field(one, name))
                if value is not None:
                    found[form.add_prefix(name)] = value
        return found


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch what Django's own reader of queries and forms is asked."""
    watch = Watch()
    get_item, get_list, full_clean = MultiValueDict.__getitem__, MultiValueDict.getlist, forms.BaseForm.full_clean

    def noting(read: Any) -> Any:
        def noted(self: Any, name: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(name, str):
                watch.names.setdefault(name)
            return read(self, name, *args, **kwargs)

        return noted

    def cleaned(self: forms.BaseForm) -> None:
        watch.forms.append(self)
        full_clean(self)

    with (
        mock.patch.object(MultiValueDict, "__getitem__", noting(get_item)),
        mock.patch.object(MultiValueDict, "getlist", noting(get_list)),
        mock.patch.object(MultiValueDict, "__contains__", noting(dict.__contains__), create=True),
        mock.patch.object(forms.BaseForm, "full_clean", cleaned),
    ):
        yield watch


def plausible_value(one: forms.Field, initial: object) -> Value | None:
    """What somebody would choose or type there; None where nothing can be."""
    if isinstance(one, forms.FileField):
        return None
    if isinstance(one, forms.ModelChoiceField):
        row = one.queryset.first()
        picked = str(one.prepare_value(row)) if row else ""
        return [picked] if isinstance(one, forms.ModelMultipleChoiceField) else picked
    if isinstance(one, forms.ChoiceField):
        flat = [
            pair for key, told in one.choices for pair in (told if isinstance(told, list | tuple) else [(key, told)])
        ]
        picked = next((str(key) for key, _told in flat if str(key)), "")
        return [picked] if isinstance(one, forms.MultipleChoiceField) else picked
    if isinstance(one, forms.BooleanField):
        return "on"
    if initial not in (None, "", [], ()) and isinstance(initial, str | int | float | dt.date | dt.time):
        return one.widget.format_value(initial) or str(initial)
    return _typed(one)


def _typed(one: forms.Field) -> str:
    soon = clock.today() + dt.timedelta(days=20)
    if isinstance(one, forms.IntegerField):
        return str(one.min_value or 1)
    if isinstance(one, forms.DateTimeField):
        return f"{soon.isoformat()}T10:00"
    if isinstance(one, forms.DateField):
        return soon.isoformat()
    if isinstance(one, forms.TimeField):
        return "10:00"
    if isinstance(one, forms.EmailField):
        return "quelqu-un@exemple.fr"
    if isinstance(one, forms.URLField):
        return "https://exemple.fr/"
    if isinstance(one, forms.RegexField):
        return "1" if one.regex.fullmatch("1") else "work:1"
    return TEXT[: getattr(one, "max_length", None) or len(TEXT)].strip()


@dataclass
class Fault:
    """A request that ended in a server error, and where it did."""

    told: str
    where: str
    error: str

    def __str__(self) -> str:
        return f"{self.where}: {self.error} ({self.told})"


class Asker:
    """One role asking: each request meets the same world, and what it did is undone."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.cookies = client.cookies.copy()
        self.faults: list[Fault] = []
        self.count = 0

    def ask(self, verb: str, url: str, data: dict[str, Value], told: str) -> int:
        """The status; a server error is noted."""
        cache.clear()
        self.client.cookies = self.cookies.copy()
        self.count += 1
        status = 500
        with transaction.atomic():
            try:
                status = getattr(self.client, verb)(url, data).status_code
            except Exception as error:
                self.faults.append(
                    Fault(f"{verb} {url} {told}", _where(error), f"{type(error).__name__}: {error}"[:160])
                )
            transaction.set_rollback(True)
        return status


def _where(error: Exception) -> str:
    ours = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith(str(ROOT))]
    return f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else "outside"


def odd_addresses(name: str, args: list[Any], count: int) -> Iterator[tuple[str, str]]:
    """The address with each argument made odd in turn, where such an address exists; `count` a place at most."""
    for place in range(len(args)):
        found: dict[str, str] = {}
        for kind, value in ODD.items():
            for text in (value, value[:18]) if isinstance(value, str) else ():
                try:
                    found.setdefault(reverse(name, args=[*args[:place], text[:300], *args[place + 1 :]]), kind)
                except NoReverseMatch:
                    continue
        # The number that no column holds is always among them.
        kept = sorted(found.items(), key=lambda pair: pair[1] != "thirty nines")[:count]
        yield from ((url, f"argument {place}: {kind}") for url, kind in kept)
