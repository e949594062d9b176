"""Pictures: re-encoded whatever way they come in, so that no file keeps where and when it was taken."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, WagtailImageFieldFile

from passeurs.recordings.forms.picture import redraw_picture

LONGEST_SIDE = 2560


class CleanFile(ContentFile):
    """The bytes of a picture that was re-encoded here."""


def reencoded(content: Any) -> CleanFile:
    """The same picture without its metadata, turned upright, at most 2,560 px, as JPEG (PNG where it is see-through).

    Raises OSError, ValueError or SyntaxError when it is not a whole picture.
    """
    if isinstance(content, CleanFile):
        return content
    content.seek(0)
    picture = redraw_picture(
        content.read(),
        longest_side=LONGEST_SIDE,
        quality=88,
        formats=None,
        most_pixels=None,
        keeps_clear=True,
        is_progressive=True,
    )
    return CleanFile(picture.content, name=f"image.{picture.extension}")


class PictureFieldFile(WagtailImageFieldFile):
    """The one gate to the storage: forms, imports and commands all pass here."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Keep the re-encoded picture."""
        super().save(name, reencoded(content), save)


class PictureField(WagtailImageField):
    """An image field whose files are clean."""

    attr_class = PictureFieldFile


def picture_path(instance: Picture, filename: str) -> str:
    """A name that cannot be guessed, whatever the file was called on its owner's disk."""
    extension = "png" if filename.lower().endswith(".png") else "jpg"
    return f"original_images/{uuid.uuid4().hex}.{extension}"


class Picture(AbstractImage):
    """A picture with its alternative text (or the word that it is decorative) and its credit."""

    file = PictureField(_("fichier"), upload_to=picture_path, width_field="width", height_field="height")
    description = models.CharField(
        _("texte alternatif"),
        max_length=255,
        blank=True,
        help_text=_(
            "Ce que l’image montre d’utile, en une phrase, pour qui ne la voit pas : « Six jeunes assis en rond dans "
            "le hall de la bibliothèque ». Ne commencez pas par « Photo de »."
        ),
    )
    is_decorative = models.BooleanField(
        _("image décorative"),
        default=False,
        help_text=_("Elle n’apprend rien de plus que le texte : elle sera ignorée par les lecteurs d’écran."),
    )
    credit = models.CharField(
        _("crédit"), max_length=160, help_text=_("Qui a pris ou dessiné l’image : « Photo : Inès M. » ou « DR ».")
    )

    admin_form_fields = ("title", "file", "description", "is_decorative", "credit", "collection", "tags")

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """What a screen reader says: nothing for a decorative picture."""
        return "" if self.is_decorative else self.description


class PictureRendition(AbstractRendition):
    """A picture at one size, in one format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendu d’image")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picturerendition_unique")
        ]
