"""What a sound file tells of itself, in its own bytes: how long it lasts, whether it is a film; its tags go out."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass

# A file made by anyone may hold millions of empty parts: reading stops there.
MOST_PARTS = 60_000
DEEPEST = 4


@dataclass(frozen=True)
class Sound:
    """A sound as it will be kept; `seconds` is None where the file does not tell."""

    content: bytes
    seconds: float | None = None
    is_film: bool = False


def read_sound(content: bytes, extension: str) -> Sound:
    """Read a file whose container `sniff_media` told. What cannot be read is kept as it is, of unknown length."""
    try:
        return READERS[extension](content)
    except (struct.error, wave.Error, IndexError, ValueError, EOFError, ArithmeticError):
        return Sound(content)


def _told(seconds: float) -> float | None:
    """A length worth telling: recorders that write as they go leave zero."""
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def _wav(content: bytes) -> Sound:
    with wave.open(io.BytesIO(content)) as sound:
        return Sound(content, _told(sound.getnframes() / sound.getframerate()))


def _mp3(content: bytes) -> Sound:
    """Without the tags in front and behind, where phones write places; its length is not told."""
    if content.startswith(b"ID3"):
        size = sum(byte << (7 * rank) for rank, byte in enumerate(reversed(content[6:10])))
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if not content:
        raise ValueError("tags only")
    return Sound(content)


def _ogg(content: bytes) -> Sound:
    """The last page tells how many samples came before its end."""
    head, is_film = content[:4096], b"\x80theora" in content[:4096]
    (samples,) = struct.unpack_from("<q", content, content.rindex(b"OggS") + 6)
    opus, vorbis = head.find(b"OpusHead"), head.find(b"\x01vorbis")
    if opus >= 0:
        (skipped,) = struct.unpack_from("<H", head, opus + 10)
        return Sound(content, _told((samples - skipped) / 48_000), is_film)
    if vorbis >= 0:
        (rate,) = struct.unpack_from("<I", head, vorbis + 12)
        return Sound(content, _told(samples / rate), is_film)
    return Sound(content, None, is_film)


# WebM (EBML): numbers of the elements that are read, and of those that hold others.
SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
HOLDERS = {SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP}
SCALE, DURATION, TRACK_TYPE, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK = 0x2AD7B1, 0x4489, 0x83, 0xE7, 0xA3, 0xA1
PICTURES = 1


def _number(content: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """A number of variable size, and where it ends."""
    size = 9 - content[at].bit_length()
    if size > 8:
        raise ValueError("no such number")
    value = int.from_bytes(content[at : at + size])
    return (value if keep_marker else value & ((1 << 7 * size) - 1)), at + size


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each element with what it holds; one enters those that hold others, whose size recorders leave unknown."""
    at = 0
    for _turn in range(MOST_PARTS):
        if at + 2 > len(content):
            return
        name, at = _number(content, at, keep_marker=True)
        size, at = _number(content, at, keep_marker=False)
        if name not in HOLDERS:
            yield name, content[at : at + size]
            at += size


def _webm(content: bytes) -> Sound:
    """Its duration where it is written; else the moment of its last block."""
    scale, written, cluster, last, is_film = 1_000_000, 0.0, 0, 0, False
    try:
        for name, held in _elements(content):
            if name == SCALE:
                scale = int.from_bytes(held)
            elif name == DURATION:
                (written,) = struct.unpack(">d" if len(held) == 8 else ">f", held)
            elif name == TRACK_TYPE:
                is_film = is_film or int.from_bytes(held) == PICTURES
            elif name == CLUSTER_TIME:
                cluster = int.from_bytes(held)
            elif name in (SIMPLE_BLOCK, BLOCK):
                _track, at = _number(held, 0, keep_marker=False)
                last = max(last, cluster + struct.unpack_from(">h", held, at)[0])
    except (struct.error, IndexError, ValueError):
        # Cut short: what was read until there holds.
        pass
    return Sound(content, _told((written or last) * scale / 1e9), is_film)


BOXES_THAT_HOLD = (b"moov", b"trak", b"mdia", b"mvex")
BOXES_OF_TAGS = (b"udta", b"meta", b"uuid")


def _boxes(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int, int]]:
    """The boxes of an MP4 file: kind, where it is written, where what it holds begins and ends."""
    for _turn in range(MOST_PARTS):
        if start + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, start + 8), 16
        size = size or end - start
        if size < head or start + size > end:
            return
        yield kind, start + 4, start + head, start + size
        if kind in BOXES_THAT_HOLD and depth < DEEPEST:
            yield from _boxes(content, start + head, start + size, depth + 1)
        start += size


def _mp4(content: bytes) -> Sound:
    """Its boxes of tags (phones name a recording after its place) become empty room, so that nothing moves."""
    kept, seconds, scale, is_film = bytearray(content), 0.0, 0, False
    for kind, named, begin, end in _boxes(content, 0, len(content)):
        if kind in BOXES_OF_TAGS:
            kept[named : named + 4] = b"free"
            kept[begin:end] = bytes(end - begin)
        elif kind == b"hdlr":
            is_film = is_film or content[begin + 8 : begin + 12] == b"vide"
        elif kind == b"mvhd":
            is_long = content[begin] == 1
            scale, length = struct.unpack_from(">IQ" if is_long else ">II", content, begin + (20 if is_long else 12))
            seconds = length / scale
        elif kind == b"mehd" and not seconds:
            seconds = struct.unpack_from(">Q" if content[begin] == 1 else ">I", content, begin + 4)[0] / scale
    return Sound(bytes(kept), _told(seconds), is_film)


READERS = {"wav": _wav, "mp3": _mp3, "ogg": _ogg, "webm": _webm, "mp4": _mp4}
