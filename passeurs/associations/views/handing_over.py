"""The end of a season: the dossier, godparents, the certificate of one's year."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import exports, rules
from passeurs.associations.actions import handing_over as actions
from passeurs.associations.forms import HandoverForm, WordForm
from passeurs.associations.models import Godparent, Group, Handover, Membership
from passeurs.associations.queries import handing_over as queries
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused

GROUPS = Group.objects.select_related(
    "partnership__season_city__city", "partnership__season_city__season", "partnership__venue"
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier of a group: written by its members, begun from facts, given to the next group."""
    group = get_object_or_404(GROUPS.prefetch_related("meetings", "partnership__contacts"), pk=pk)
    rules.can_write_handover(request.user, group, clock.today()).or_refuse()
    known = Handover.objects.filter(group=group).first()
    initial = (
        {name: getattr(known, name) for name in HandoverForm.base_fields} if known else queries.begun_handover(group)
    )
    form = HandoverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_given = request.POST.get("act") == "donner"
        actions.save_handover(group=group, by=request.user, is_given=is_given, **form.cleaned_data)
        messages.success(
            request, _("Merci ! Le prochain groupe commencera par là.") if is_given else _("C’est enregistré.")
        )
        return redirect("associations:handover", group.pk)
    context = {
        "group": group,
        "known": known,
        "form": form,
        "may_be_godparent": rules.can_be_godparent(request.user, group, clock.today()),
        "godparent": Godparent.objects.filter(group=group, person=request.user, ended_at=None).first(),
    }
    return render_page(request, "associations/handover.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def become_godparent(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to be reachable by the next groups."""
    group = get_object_or_404(GROUPS, pk=pk)
    actions.become_godparent(group=group, by=request.user)
    messages.success(request, _("Merci ! Le prochain groupe lira ton prénom, rien d’autre, et t’écrira ici."))
    return redirect("associations:my-godparenting")


@require_POST
@login_required
def end_godparent(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's word back."""
    godparent = get_object_or_404(Godparent, pk=pk, person=request.user, ended_at=None)
    actions.end_godparent(godparent=godparent, by=request.user)
    messages.success(request, _("C’est fait : ton prénom n’apparaît plus."))
    return redirect("associations:my-godparenting")


@require_safe
@login_required
def my_godparenting(request: HttpRequest) -> HttpResponse:
    """The groups one is godparent of, their conversations, the certificates of one's years."""
    memberships = Membership.objects.filter(mandate__person=request.user).select_related(
        "group__partnership__season_city__season"
    )
    context = {
        "godparenting": queries.my_godparenting(request.user),
        "memberships": memberships.order_by("-joined_at"),
    }
    return render_page(request, "associations/my_godparenting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def godparent_words(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    """The conversation of a godparent and a group, that the referent reads too."""
    godparent = get_object_or_404(
        Godparent.objects.select_related(
            "person__profile", "group__partnership__season_city__season", "group__partnership__season_city__city"
        ),
        pk=pk,
    )
    group = get_object_or_404(GROUPS, pk=group_pk)
    rules.can_read_words(request.user, godparent, group).or_refuse()
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_to_godparent(godparent=godparent, group=group, by=request.user, **form.cleaned_data)
            return redirect(godparent.get_conversation_url(group))
        except Refused as error:
            form.add_error("text", error.verdict.reason)
    context = {
        "godparent": godparent,
        "group": group,
        "words": queries.words_between(godparent, group),
        "form": form,
        "may_write": rules.can_write_words(request.user, godparent, group, clock.now()),
    }
    return render_page(request, "associations/godparent_words.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
@never_cache
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own certificate of the meetings of a group: facts only, as a PDF."""
    rows = Membership.objects.filter(group=pk, mandate__person=request.user).select_related(
        "mandate__person__profile", "group__partnership__season_city__city", "group__partnership__season_city__season"
    )
    membership = rows.order_by("-joined_at").first()
    if membership is None:
        raise Http404
    response = HttpResponse(
        exports.certificate_pdf(queries.certificate_of(membership), clock.today()), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="attestation-groupe-associe.pdf"'
    return response
