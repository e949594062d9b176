"""Sounds and films are copied into files of our own, as long as before, without tags; nothing breaks the reading."""

from __future__ import annotations

import io
import random
import struct

import av
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from passeurs.recordings.forms import recording
from passeurs.recordings.forms.recording import clean_recording
from passeurs.recordings.forms.upload import UploadField
from tests.recordings.samples import recorded

SOUNDS = [
    ("webm", "libopus", "webm"),
    ("ogg", "libopus", "ogg"),
    ("mp4", "aac", "mp4"),
    ("mov", "aac", "mp4"),
    ("mp3", "libmp3lame", "mp3"),
    ("wav", "pcm_s16le", "wav"),
]
FILMS = [
    ("webm", "libopus", "libvpx", "webm"),
    ("matroska", "libopus", "libx264", "webm"),
    ("mp4", "aac", "libx264", "mp4"),
]


def tracks(content: bytes) -> list[str]:
    with av.open(io.BytesIO(content)) as opened:
        return [one.type for one in opened.streams]


@pytest.mark.parametrize(("container", "codec", "extension"), SOUNDS)
def test_a_sound_keeps_its_length_and_loses_its_tags(container, codec, extension):
    sent = recorded(container, codec, seconds=3)
    assert b"Rue Monge" in sent
    kept = clean_recording(sent, extension, "audio")
    assert kept.seconds == pytest.approx(3, abs=0.1)
    assert b"Rue Monge" not in kept.content
    assert b"47.3215" not in kept.content
    assert tracks(kept.content) == ["audio"]
    assert clean_recording(kept.content, extension, "audio").seconds == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(("container", "codec", "film", "extension"), FILMS)
def test_of_a_film_the_sound_alone_or_both(container, codec, film, extension):
    sent = recorded(container, codec, film)
    assert tracks(clean_recording(sent, extension, "audio").content) == ["audio"]
    both = clean_recording(sent, extension, "video")
    assert sorted(tracks(both.content)) == ["audio", "video"]
    assert b"Rue Monge" not in both.content


def test_a_film_held_upright_stays_upright():
    turned = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
    sent = bytearray(recorded("mp4", film="libx264"))
    begin = sent.index(b"tkhd") + 44
    sent[begin : begin + 36] = turned
    assert turned in clean_recording(bytes(sent), "mp4", "video").content


def test_what_is_missing_is_said():
    with pytest.raises(ValidationError, match="pas de son"):
        clean_recording(recorded("mp4", film="libx264"), "mp4", "audio")
    with pytest.raises(ValidationError, match="pas d’image"):
        clean_recording(recorded("mp4", "aac"), "mp4", "video")


def test_a_file_of_millions_of_packets_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(recording, "MOST_PACKETS", 20)
    with pytest.raises(ValidationError, match="que l’on sait lire"):
        clean_recording(recorded("ogg", "libopus"), "ogg", "audio")


@pytest.mark.parametrize(("container", "codec", "extension"), SOUNDS)
def test_bytes_that_lie_are_read_or_refused(container, codec, extension):
    chance = random.Random(7)
    whole = recorded(container, codec, seconds=0.3)
    refused = 0
    for turn in range(60):
        broken = bytearray(whole)
        for _change in range(chance.randint(1, 12)):
            broken[chance.randrange(min(len(broken), 2000))] = chance.randrange(256)
        if turn % 3 == 0:
            del broken[chance.randrange(len(broken)) :]
        try:
            assert clean_recording(bytes(broken), extension, "audio").content
        except ValidationError:
            refused += 1
    assert refused


def test_the_field_of_a_question_keeps_the_copy():
    sent = recorded("mp4", "aac", "libx264")
    film = UploadField(media="video", max_mb=5).clean(SimpleUploadedFile("film.mov", sent))
    assert (film.mime, film.extension) == ("video/mp4", "mp4")
    assert b"Rue Monge" not in film.content
    voice = UploadField(media="audio", max_mb=5).clean(SimpleUploadedFile("film.mov", sent))
    assert (voice.mime, tracks(voice.content)) == ("audio/mp4", ["audio"])
