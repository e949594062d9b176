"""Real sounds and films, made on the spot: a silence, a black picture, and tags as phones write them."""

from __future__ import annotations

import io
from typing import Any

import av
import numpy as np

RATE = 48_000
PICTURES_A_SECOND = 5
TAGS = {"title": "Rue Monge, Dijon", "location": "+47.3215+005.0415/", "comment": "Rue Monge, Dijon"}


def recorded(container: str, codec: str = "", film: str = "", seconds: float = 2.0, tags: Any = None) -> bytes:
    """A file of the container, with a track of sound (`codec`) and one of pictures (`film`) where they are named."""
    kept = io.BytesIO()
    with av.open(kept, "w", format=container) as out:
        out.metadata.update(TAGS if tags is None else tags)
        tracks = []
        if codec:
            track = out.add_stream(codec, rate=RATE, layout="mono")
            tracks.append((track, silence(track, seconds)))
        if film:
            track = out.add_stream(film, rate=PICTURES_A_SECOND)
            track.width = track.height = 64
            track.pix_fmt = "yuv420p"
            tracks.append((track, blacks(seconds)))
        for track, frames in tracks:
            for frame in [*frames, None]:
                out.mux(track.encode(frame))
    return kept.getvalue()


def silence(track: Any, seconds: float) -> list[Any]:
    whole = av.AudioFrame.from_ndarray(np.zeros((1, int(RATE * seconds)), dtype="int16"), format="s16", layout="mono")
    whole.sample_rate, whole.pts = RATE, 0
    size = track.codec_context.frame_size or 1024
    cut = av.AudioResampler(format=track.format, layout="mono", rate=RATE, frame_size=size)
    return [*cut.resample(whole), *cut.resample(None)]


def blacks(seconds: float) -> list[Any]:
    frames = []
    for number in range(int(PICTURES_A_SECOND * seconds)):
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype="uint8"), format="rgb24")
        frame.pts = number
        frames.append(frame)
    return frames
