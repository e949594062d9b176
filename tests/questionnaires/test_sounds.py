"""What the bytes of a sound tell: its length where they can, a film, tags that go out; nothing breaks the reading."""

from __future__ import annotations

import io
import random
import struct
import wave

import pytest

from passeurs.questionnaires.forms.sounds import READERS, read_sound


def element(name: bytes, held: bytes) -> bytes:
    """An EBML element of at most 2^28 bytes."""
    return name + struct.pack(">I", 0x10000000 | len(held)) + held


UNKNOWN = b"\x01" + b"\xff" * 7


def webm(*, kind: int = 2, duration: bytes = b"", blocks: int = 3) -> bytes:
    """As a browser records: segment and cluster of unknown size, one block each 1000 ms."""
    info = element(b"\x15\x49\xa9\x66", element(b"\x2a\xd7\xb1", b"\x0f\x42\x40") + duration)
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", bytes([kind]))))
    cluster = b"\x1f\x43\xb6\x75" + UNKNOWN + element(b"\xe7", struct.pack(">H", 2000))
    for number in range(blocks):
        cluster += element(b"\xa3", b"\x81" + struct.pack(">h", 1000 * number) + b"\x80son")
    head = element(b"\x1a\x45\xdf\xa3", b"\x42\x86\x81\x01")
    return head + b"\x18\x53\x80\x67" + UNKNOWN + info + tracks + cluster


def box(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(held), kind) + held


def mp4(*, handler: bytes = b"soun", length: int = 90_000, more: bytes = b"") -> bytes:
    header = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, length))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler)) + box(b"udta", b"Rue Monge, Dijon"))
    moov = box(b"moov", header + track + box(b"udta", b"Rue Monge, Dijon") + more)
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", b"son")


def ogg(head: bytes, samples: int) -> bytes:
    page = b"OggS\0\2" + bytes(8) + bytes(12) + b"\1" + bytes([len(head)]) + head
    return page + b"OggS\0\4" + struct.pack("<q", samples) + bytes(12) + b"\1\3son"


def test_a_recording_of_a_browser_tells_its_last_block():
    sound = read_sound(webm(), "webm")
    assert (sound.seconds, sound.is_film) == (4.0, False)
    written = element(b"\x44\x89", struct.pack(">d", 61_500.0))
    assert read_sound(webm(duration=written), "webm").seconds == 61.5
    assert read_sound(webm(kind=1), "webm").is_film
    assert read_sound(webm()[:-2], "webm").seconds == 4.0
    assert read_sound(webm(duration=element(b"\x44\x89", struct.pack(">d", float("nan")))), "webm").seconds is None


def test_an_mp4_loses_its_tags_and_nothing_moves():
    content = mp4()
    sound = read_sound(content, "mp4")
    assert (sound.seconds, sound.is_film) == (90.0, False)
    assert len(sound.content) == len(content)
    assert b"Rue Monge" not in sound.content
    assert sound.content.index(b"mdat") == content.index(b"mdat")
    assert read_sound(mp4(handler=b"vide"), "mp4").is_film
    in_parts = box(b"mvex", box(b"mehd", bytes(4) + struct.pack(">I", 30_000)))
    assert read_sound(mp4(length=0, more=in_parts), "mp4").seconds == 30.0
    assert read_sound(mp4(length=0), "mp4").seconds is None


def test_an_mp3_loses_its_tags():
    tagged = b"ID3\4\0\0" + bytes([0, 0, 0, 9]) + b"Rue Monge" + b"\xff\xfbson" * 40 + b"TAG" + bytes(125)
    assert read_sound(tagged, "mp3").content == b"\xff\xfbson" * 40
    assert read_sound(b"ID3", "mp3").content == b"ID3"


def test_an_ogg_tells_its_last_sample():
    opus = b"OpusHead\1\1" + struct.pack("<H", 312)
    assert read_sound(ogg(opus, 48_000 * 7 + 312), "ogg").seconds == 7.0
    vorbis = b"\x01vorbis" + bytes(5) + struct.pack("<I", 44_100)
    assert read_sound(ogg(vorbis, 44_100 * 2), "ogg").seconds == 2.0
    assert read_sound(ogg(b"\x80theora", 10), "ogg").is_film


def test_a_wav_tells_its_frames():
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * 4))
    assert read_sound(kept.getvalue(), "wav").seconds == 1.0


@pytest.mark.parametrize("extension", sorted(READERS))
def test_bytes_that_lie_are_kept_as_they_are(extension):
    chance = random.Random(7)
    samples = [webm(), mp4(), ogg(b"OpusHead\1\1\0\0", 9), b"RIFF\0\0\0\0WAVEfmt ", b"ID3\4\0\x10\x7f\x7f\x7f\x7f", b""]
    for sample in samples:
        for _turn in range(60):
            broken = bytearray(sample)
            for _change in range(chance.randint(0, 4)):
                if broken:
                    broken[chance.randrange(len(broken))] = chance.randrange(256)
            assert read_sound(bytes(broken), extension).content is not None
