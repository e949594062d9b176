"""Care: one tap after a meeting, each side apart; the referent's board, notes, moves; whoever is not seen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import rules
from passeurs.associations.actions import caring as actions
from passeurs.associations.actions import moving
from passeurs.associations.choices import NewsAnswer
from passeurs.associations.forms import AbsenceForm, CareForm, ChangeGroupForm, FeelingForm
from passeurs.associations.models import Absence, Group, Meeting, MeetingFeeling
from passeurs.associations.queries import caring as queries
from passeurs.associations.queries.concerns import followed_concerns
from passeurs.associations.queries.groups import current_season
from passeurs.associations.queries.moving import Place, mergeable, places_for, with_members
from passeurs.associations.queries.partnerships import contact_of
from passeurs.associations.views.keys import dead, private
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.templatetags.words import distance
from passeurs.core.verdict import Refused
from passeurs.programme.queries import followed_cities

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def feel_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says how a meeting was; nobody of the group or the partner reads it."""
    meeting = get_object_or_404(Meeting.objects.select_related("group__partnership__season_city__city"), pk=pk)
    rules.can_feel_as_member(request.user, meeting, clock.now()).or_refuse()
    said = MeetingFeeling.objects.filter(meeting=meeting, person=request.user).first()
    initial = {"feeling": said.feeling, "words": said.words} if said else {}
    form = FeelingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.feel_as_member(meeting=meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Merci. Seule la personne référente de ta ville le lit."))
        return redirect(meeting.group)
    context = {"form": form, "meeting": meeting, "is_partner": False, "back_url": meeting.group.get_absolute_url()}
    return render_page(request, "associations/feel_meeting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_feels(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The partner says how a meeting was, by their link; the group never reads it."""
    link, contact = contact_of(token)
    if contact is None:
        return dead(request, token, link is not None)
    rows = Meeting.objects.filter(group__partnership=contact.partnership).select_related("group__partnership")
    meeting = get_object_or_404(rows, pk=pk)
    rules.can_feel_as_partner(contact, meeting, clock.now()).or_refuse()
    form = FeelingForm(request.POST or None, is_partner=True)
    if request.method == "POST" and form.is_valid():
        actions.feel_as_partner(meeting=meeting, contact=contact, **form.cleaned_data)
        messages.success(request, _("Merci. Seule la personne référente de la ville le lit."))
        return private(redirect("associations:partner", token))
    context = {"form": form, "meeting": meeting, "is_partner": True, "back_url": ".."}
    status = 422 if form.is_bound else 200
    return private(render_page(request, "associations/feel_meeting.html", context, status=status))


@require_safe
@login_required
def care_board(request: HttpRequest) -> HttpResponse:
    """The groups that show a sign, in words, and who has not been seen."""
    rules.can_see_partnerships(request.user).or_refuse()
    season, city, show = current_season(), request.GET.get("ville", ""), request.GET.get("signe", "")
    lines = queries.care_board(request.user, season, clock.now(), city=city) if season else []
    choices = queries.care_choices(lines)
    show = show if show in dict(choices) else ""
    found = [one for one in lines if one.is_shown(show)]
    context = {
        "season": season,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "concerns": followed_concerns(request.user).filter(answered_at=None)[:PAGE_SIZE],
        "absences": list(queries.open_absences(request.user, season)) if season else [],
        "city": city,
        "show": show,
        "choices": choices,
        "group_count": len(lines),
        "cities": followed_cities(request.user).filter(season_cities__season=season).order_by("name"),
        "may_match": rules.can_match(request.user),
    }
    return render_page(request, "associations/care_board.html", context)


def _cared(request: HttpRequest, pk: int) -> Group:
    found = get_object_or_404(queries.watched(Group.objects.all()), pk=pk)
    rules.can_care(request.user, found).or_refuse()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def group_care(request: HttpRequest, pk: int) -> HttpResponse:
    """One group as its referent follows it; sent, it logs what was done."""
    found = _cared(request, pk)
    form = CareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.log_care(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté."))
        return redirect("associations:group-care", found.pk)
    may_read = rules.can_read_feelings(request.user, found)
    context = {
        "group": found,
        "line": queries.care_line(found, clock.now()),
        "members": list(found.memberships.all()),
        "may_read": may_read,
        "feelings": queries.feelings_of(found) if may_read else [],
        "notes": found.care_notes.select_related("made_by__profile"),
        "form": form,
    }
    return render_page(request, "associations/group_care.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a member may go, with the least disturbance."""
    group = get_object_or_404(with_members(Group.objects.all()), memberships__pk=pk, memberships__left_at=None)
    rules.can_care(request.user, group).or_refuse()
    membership = next(one for one in group.memberships.all() if one.pk == pk)
    membership.group = group
    places = places_for(membership, request.user)
    choices = [(one.group, place_label(one)) for one in places]
    form = ChangeGroupForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        try:
            moving.move_member(membership=membership, to=to, by=request.user, reason=reason)
            messages.success(request, _("C’est fait : les deux groupes et les partenaires sont prévenus."))
            return redirect("associations:group-care", to.pk)
        except Refused as error:
            form.add_error("group", error.verdict.reason)
    context = {"group": group, "membership": membership, "form": form, "has_places": bool(places)}
    return render_page(request, "associations/move_member.html", context, status=422 if form.is_bound else 200)


def place_label(one: Place) -> str:
    """A group where somebody may go, in one line."""
    words = {
        "partner": one.group.partnership.name,
        "half": one.group.get_half_day_display(),
        "names": ", ".join(one.names),
        "km": distance(one.km),
    }
    wish = _(" · son vœu n° %(rank)s") % {"rank": one.rank} if one.rank else ""
    return _("%(partner)s, %(half)s, à %(km)s, avec %(names)s") % words + wish


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Which group this one may join."""
    group = get_object_or_404(with_members(Group.objects.all()), pk=pk)
    rules.can_dissolve_group(request.user, group).or_refuse()
    found = mergeable(group, request.user)
    choices = [
        (one, f"{one.partnership.name}, {one.get_half_day_display()} ({', '.join(names)})") for one, names in found
    ]
    form = ChangeGroupForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        try:
            moving.merge_groups(source=group, into=to, by=request.user, reason=reason)
            messages.success(request, _("Les deux groupes n’en font plus qu’un : tout le monde est prévenu."))
            return redirect("associations:group-care", to.pk)
        except Refused as error:
            form.add_error("group", error.verdict.reason)
    context = {"group": group, "form": form, "has_places": bool(found)}
    return render_page(request, "associations/merge_groups.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def answer_absence(request: HttpRequest) -> HttpResponse:
    """« Comment vas-tu ? », to whoever was not seen for a while."""
    absence = queries.absence_of(request.user)
    if absence is None:
        raise Http404
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_absence(absence=absence, by=request.user, answer=form.cleaned_data["answer"])
        if form.cleaned_data["answer"] == NewsAnswer.BUSY:
            messages.success(request, _("Bonne idée. Mets ton mandat en pause ici, et reviens quand tu veux."))
            return redirect("programme:my-mandate")
        messages.success(request, _("Merci de ta réponse. On est contents d’avoir de tes nouvelles."))
        return redirect("portal:today")
    return render_page(
        request, "associations/answer_absence.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@login_required
def close_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent has heard from them."""
    absence = get_object_or_404(Absence.objects.select_related("mandate__season_city__city"), pk=pk)
    actions.close_absence(absence=absence, by=request.user)
    messages.success(request, _("C’est noté : cette personne sort de la liste."))
    return redirect("associations:care-board")
