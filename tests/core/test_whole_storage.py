"""A disk that fills while a file is written keeps nothing of it."""

import errno

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from passeurs.core.whole_storage import WholeFileStorage


class Cut(ContentFile):
    """A file whose second half finds no room."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "no room")


def test_the_site_keeps_its_files_so():
    assert isinstance(
        default_storage._wrapped if hasattr(default_storage, "_wrapped") else default_storage, WholeFileStorage
    )


def test_half_a_file_is_no_file(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(OSError, match="no room"):
        storage.save("photos/une.jpg", Cut(b"half and half"))
    assert not storage.exists("photos/une.jpg")
    assert storage.save("photos/une.jpg", File(ContentFile(b"whole"))) == "photos/une.jpg"
