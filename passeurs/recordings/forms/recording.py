"""Sounds and films that are received: copied packet by packet into a file of our own, without what a phone adds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core.extras import has_extra

# Only these readers of FFmpeg ever see what was sent, whatever the file says of itself.
READERS = {"webm": "matroska", "ogg": "ogg", "mp4": "mp4", "mp3": "mp3", "wav": "wav"}
CODECS_OF_WEBM = {"vp8", "vp9", "av1", "opus", "vorbis"}
NO_RECORDING = gettext_lazy("Ce fichier n’est pas un enregistrement que l’on sait lire (MP3, MP4, WebM, Ogg, WAV).")
# A file made by anyone may hold millions of empty packets: an hour of speech has fewer.
MOST_PACKETS = 400_000


@dataclass(frozen=True)
class Recording:
    """A sound or a film as it will be kept; its length in seconds, None where no packet has a time."""

    content: bytes
    seconds: float | None


def clean_recording(content: bytes, extension: str, media: str) -> Recording:
    """The sound alone (`media` "audio"), or sound and pictures ("video"); nothing is decoded.

    Tags, covers, places and other tracks stay behind. Raises ValidationError when there is nothing to keep.
    """
    can_read = has_extra("recordings")
    if not can_read:
        raise ValidationError(can_read.reason)
    import av

    try:
        with av.open(io.BytesIO(content), format=READERS[extension]) as source:
            return _copied(source, _wanted(source, media), extension)
    except (av.FFmpegError, ValueError, OverflowError, EOFError) as error:
        # Whatever FFmpeg finds wrong in a file made by anyone, it is no recording we can keep.
        raise ValidationError(NO_RECORDING) from error


def _wanted(source: Any, media: str) -> list[Any]:
    """The first track of sound, and of pictures for a film. Covers of songs are pictures for nobody."""
    from av.stream import Disposition

    sounds = [track for track in source.streams.audio if track.codec_context][:1]
    if media == "audio":
        if not sounds:
            raise ValidationError(_("Il n’y a pas de son dans ce fichier. Choisis-en un autre."))
        return sounds
    covers = Disposition.attached_pic
    films = [track for track in source.streams.video if track.codec_context and not track.disposition & covers][:1]
    if not films:
        raise ValidationError(_("Il n’y a pas d’image dans ce fichier : c’est un film qui est attendu."))
    return films + sounds


def _copied(source: Any, wanted: list[Any], extension: str) -> Recording:
    import av

    out, first, last = io.BytesIO(), None, Fraction(0)
    with av.open(out, "w", format=_writer(wanted, extension), options={"fflags": "+bitexact"}) as copy:
        tracks = {one.index: copy.add_stream_from_template(one) for one in wanted}
        for number, packet in enumerate(source.demux(wanted)):
            if number >= MOST_PACKETS:
                raise ValueError("too many packets")
            if packet.dts is None:
                continue  # the end of a track
            begin = (packet.dts if packet.pts is None else packet.pts) * packet.time_base
            first = begin if first is None else min(first, begin)
            last = max(last, begin + (packet.duration or 0) * packet.time_base)
            packet.stream = tracks[packet.stream.index]
            copy.mux(packet)
    if first is None:
        raise ValueError("no packet")
    return Recording(out.getvalue(), float(last - first) or None)


def _writer(wanted: list[Any], extension: str) -> str:
    """The container to write; some browsers record in Matroska what WebM does not allow."""
    if extension == "webm":
        return "webm" if all(one.codec_context.name in CODECS_OF_WEBM for one in wanted) else "matroska"
    return extension
