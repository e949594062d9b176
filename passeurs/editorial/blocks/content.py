"""Blocks that somebody writes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

POSTERS = [
    ("livre", _("livre")),
    ("cinema", _("cinéma")),
    ("musique", _("musique")),
    ("scene", _("scène")),
    ("musee", _("musée")),
    ("patrimoine", _("patrimoine")),
    ("rencontre", _("rencontre")),
    ("pratique", _("pratique")),
]


class NetworkBlock(blocks.StructBlock):
    """A network where the programme is."""

    name = blocks.CharBlock(label=_("nom"), max_length=40)
    url = blocks.URLBlock(label=_("adresse"))

    class Meta:
        icon = "link-external"
        label = _("réseau")


class TextBlock(blocks.RichTextBlock):
    """Words."""

    class Meta:
        icon = "pilcrow"
        label = _("texte")
        template = "editorial/blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("citation"), max_length=600)
    who = blocks.CharBlock(label=_("qui parle"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        label = _("citation")
        template = "editorial/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture; its alternative text and credit come with it."""

    picture = ImageChooserBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("légende"), max_length=240, required=False)

    class Meta:
        icon = "image"
        label = _("image")
        template = "editorial/blocks/picture.html"


class VideoBlock(blocks.StructBlock):
    """A video elsewhere: nothing is asked of anybody until the reader clicks."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    url = blocks.URLBlock(label=_("adresse de la vidéo"))
    picture = ImageChooserBlock(label=_("image"), required=False, help_text=_("Sans elle, une affiche est dessinée."))
    transcript = blocks.RichTextBlock(
        label=_("transcription"), required=False, help_text=_("Ce qui est dit, pour qui n’entend pas ou préfère lire.")
    )

    class Meta:
        icon = "media"
        label = _("vidéo")
        template = "editorial/blocks/video.html"


class FaqItemBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("réponse"))


class FaqBlock(blocks.StructBlock):
    """Questions that open."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)
    items = blocks.ListBlock(FaqItemBlock(), label=_("questions"))

    class Meta:
        icon = "help"
        label = _("questions et réponses")
        template = "editorial/blocks/faq.html"


class StepBlock(blocks.StructBlock):
    """A step, or a mission."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.TextBlock(label=_("texte"), max_length=600, required=False)


class StepsBlock(blocks.StructBlock):
    """Numbered things."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)
    intro = blocks.TextBlock(label=_("introduction"), max_length=600, required=False)
    items = blocks.ListBlock(StepBlock(), label=_("étapes"))

    class Meta:
        icon = "list-ol"
        label = _("étapes, missions")
        template = "editorial/blocks/steps.html"


class RoleBlock(blocks.StructBlock):
    """A flat coloured card with its poster."""

    title = blocks.CharBlock(label=_("titre"), max_length=80)
    text = blocks.TextBlock(label=_("texte"), max_length=600)
    poster = blocks.ChoiceBlock(label=_("affiche"), choices=POSTERS, default="rencontre")


class RolesBlock(blocks.StructBlock):
    """Cards side by side: the four roles."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)
    intro = blocks.TextBlock(label=_("introduction"), max_length=600, required=False)
    items = blocks.ListBlock(RoleBlock(), label=_("cartes"))

    class Meta:
        icon = "group"
        label = _("rôles")
        template = "editorial/blocks/roles.html"


class LinkBlock(blocks.StructBlock):
    """A link: to a page of the site, or elsewhere."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.CharBlock(label=_("texte"), max_length=240, required=False)
    page = blocks.PageChooserBlock(label=_("page du site"), required=False)
    url = blocks.CharBlock(
        label=_("ou adresse"), max_length=300, required=False, help_text=_("https://… ou /candidature/")
    )

    def clean(self, value: Any) -> Any:
        """One of the two, and an address that leads somewhere safe."""
        result = super().clean(value)
        url = result["url"]
        if not result["page"] and not url:
            raise StructBlockValidationError(
                {"url": ValidationError(_("Choisissez une page, ou écrivez une adresse."))}
            )
        if url and not (url.startswith("https://") or (url.startswith("/") and not url.startswith("//"))):
            message = _("L’adresse commence par https://, ou par / pour une page du site.")
            raise StructBlockValidationError({"url": ValidationError(message)})
        return result


class LinksBlock(blocks.StructBlock):
    """Pour aller plus loin."""

    heading = blocks.CharBlock(label=_("titre"), max_length=120)
    items = blocks.ListBlock(LinkBlock(), label=_("liens"))

    class Meta:
        icon = "link"
        label = _("liens")
        template = "editorial/blocks/links.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The links whose page is online."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["rows"] = [(item, _address(item)) for item in value["items"] if _address(item)]
        return context


def _address(item: Any) -> str:
    page = item["page"]
    if page is None:
        return str(item["url"])
    return "/" + page.url_path.split("/", 2)[2] if page.live else ""
