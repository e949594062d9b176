"""The form of the gallery: one field of each kind, so that all of them are looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

CITIES = [("", _("Choisis une ville")), ("21231", "Dijon"), ("59350", "Lille"), ("06088", "Nice")]
MOMENTS = [("wed", _("mercredi après-midi")), ("sat", _("samedi matin")), ("sun", _("dimanche"))]
ANSWERS = [("yes", _("Oui, sûrement")), ("maybe", _("Peut-être")), ("no", _("Non"))]


class GalleryForm(forms.Form):
    """Every kind of control the site uses."""

    first_name = forms.CharField(label=_("Prénom"), max_length=80, help_text=_("Celui que tu veux voir affiché."))
    email = forms.EmailField(label=_("Adresse e-mail"), required=False)
    city = forms.ChoiceField(label=_("Ville"), choices=CITIES)
    on = forms.DateField(label=_("Jour de la rencontre"), help_text=_("Entre septembre et août."))
    message = forms.CharField(
        label=_("Ton message"), min_length=20, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    answer = forms.ChoiceField(label=_("Tu viendras ?"), choices=ANSWERS, widget=forms.RadioSelect)
    moments = forms.MultipleChoiceField(
        label=_("Quand es-tu libre ?"),
        choices=MOMENTS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Plusieurs réponses possibles."),
    )
    agree = forms.BooleanField(label=_("J’accepte que mon prénom et ma ville soient affichés."))
    place = forms.CharField(label=_("Lieu"), initial="Bibliothèque centrale", disabled=True, required=False)
