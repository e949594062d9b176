"""Pages of the programme: seasons, cities and mandates for the team; my mandate and my charter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.core.sections import shown_sections
from passeurs.core.verdict import Refused
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import scopes_of
from passeurs.people.rules import can_take_part
from passeurs.programme import actions, exports, queries, rules
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.forms import (
    CharterForm,
    GiveMandateForm,
    MandateForm,
    SchoolBreaksForm,
    SeasonCityForm,
    SeasonForm,
)
from passeurs.programme.models import Charter, Mandate, Programme, SchoolBreak, Season, SeasonCity

PAGE_SIZE = 50


@require_safe
@login_required
def season_list(request: HttpRequest) -> HttpResponse:
    """Every season of every programme, newest first."""
    if not scopes_of(request.user, Role.REFERENT):
        rules.can_run_seasons(request.user).or_refuse()
    context = {
        "seasons": Season.objects.select_related("programme"),
        "programmes": Programme.objects.order_by("name"),
        "can_run": rules.can_run_seasons(request.user),
    }
    return render_page(request, "programme/season_list.html", context)


@require_safe
@login_required
def season(request: HttpRequest, pk: int) -> HttpResponse:
    """One season: its phase and next moves, its cities with places taken."""
    if not scopes_of(request.user, Role.REFERENT):
        rules.can_run_seasons(request.user).or_refuse()
    found = get_object_or_404(Season.objects.select_related("programme", "cloned_from"), pk=pk)
    can_run = rules.can_run_seasons(request.user)
    rows = queries.season_cities_with_counts(found)
    if not can_run:
        rows = rows.filter(city__in=queries.followed_cities(request.user))
    context = {
        "season": found,
        "rows": rows,
        "place_count": sum(row.place_count for row in rows),
        "mandate_count": sum(row.mandate_count for row in rows),
        "moves": [(phase, Phase(phase).label) for phase in rules.NEXT_PHASES[found.phase]] if can_run else [],
        "phase_labels": Phase.labels,
        "phase_index": Phase.values.index(found.phase),
        "charter": queries.current_charter(found),
        "can_run": can_run,
    }
    return render_page(request, "programme/season.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_season(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a season of a programme from nothing (the usual way is to clone the last one)."""
    rules.can_run_seasons(request.user).or_refuse()
    programme = get_object_or_404(Programme, slug=slug)
    return _edit_season(request, Season(programme=programme))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_season(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the number, name and dates of a season."""
    rules.can_run_seasons(request.user).or_refuse()
    return _edit_season(request, get_object_or_404(Season, pk=pk))


def _edit_season(request: HttpRequest, season: Season) -> HttpResponse:
    form = SeasonForm(request.POST or None, instance=season)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_season(season=form.instance, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("number", refused.verdict.reason)
        else:
            messages.success(request, _("Saison enregistrée."))
            return redirect(saved)
    status = 422 if form.is_bound else 200
    return render_page(request, "programme/change_season.html", {"form": form, "season": season}, status=status)


@require_POST
@login_required
def move_season(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a season to another phase."""
    season = get_object_or_404(Season, pk=pk)
    moved = actions.move_season(season=season, by=request.user, phase=request.POST.get("phase", ""))
    messages.success(request, _("La saison est maintenant « %(phase)s ».") % {"phase": moved.get_phase_display()})
    return redirect(moved)


@require_POST
@login_required
def clone_season(request: HttpRequest, pk: int) -> HttpResponse:
    """Clone a season into the next one."""
    clone = actions.clone_season(season=get_object_or_404(Season, pk=pk), by=request.user)
    messages.success(request, _("Nouvelle saison préparée avec les mêmes villes, places et objectifs."))
    return redirect(clone)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def set_season_city(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a city to the season, or change its places and goals."""
    rules.can_run_seasons(request.user).or_refuse()
    season = get_object_or_404(Season, pk=pk)
    form = SeasonCityForm(request.POST or None, initial={"city": request.GET.get("ville")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.set_season_city(
            season=season, city=data["city"], by=request.user, place_count=data["place_count"], goals=form.goals()
        )
        messages.success(request, _("%(city)s est à jour dans la saison.") % {"city": data["city"]})
        return redirect(season)
    status = 422 if form.is_bound else 200
    return render_page(request, "programme/set_season_city.html", {"form": form, "season": season}, status=status)


@require_POST
@login_required
def remove_season_city(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out of the season a city where nobody is."""
    row = get_object_or_404(SeasonCity.objects.select_related("season"), pk=pk)
    actions.remove_season_city(season_city=row, by=request.user)
    messages.success(request, _("Ville retirée de la saison."))
    return redirect(row.season)


@require_safe
@login_required
def season_city(request: HttpRequest, pk: int) -> HttpResponse:
    """A city in a season: its mandates; a CSV of the same list."""
    row = get_object_or_404(SeasonCity.objects.select_related("season", "city"), pk=pk)
    rules.can_follow_city(request.user, row.city).or_refuse()
    mandates = queries.mandate_list(row)
    query = request.GET.get("q", "").strip()[:80]
    if query:
        mandates = mandates.filter(person__first_name__icontains=query)
    if request.GET.get("format") == "csv":
        return exports.mandates_csv(row, mandates)
    page = Paginator(mandates, PAGE_SIZE).get_page(request.GET.get("page"))
    can_run = rules.can_run_seasons(request.user)
    sections = shown_sections("season-city", season_city=row)
    context = {"row": row, "page": page, "query": query, "can_run": can_run, "sections": sections}
    return render_page(request, "programme/season_city.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """Make somebody an ambassador of a city; their account is opened if they have none."""
    rules.can_run_seasons(request.user).or_refuse()
    row = get_object_or_404(SeasonCity.objects.select_related("season__programme", "city"), pk=pk)
    form = GiveMandateForm(request.POST or None, tracks=row.season.programme.tracks)
    minor: Person | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person, mandate = actions.open_mandate(season_city=row, by=request.user, **data)
        except Refused as refused:
            form.add_error(None, refused.verdict.reason)
        else:
            if mandate:
                messages.success(request, _("Mandat ouvert, la personne est prévenue."))
                return redirect("programme:season-city", row.pk)
            form.add_error(None, can_take_part(person, clock.today()).reason)
            minor = person
    context = {"row": row, "form": form, "minor": minor}
    return render_page(request, "programme/give_mandate.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """One mandate, and what it may become."""
    mandate = get_object_or_404(
        Mandate.objects.select_related("season_city__city", "season_city__season", "person__profile"), pk=pk
    )
    rules.can_follow_city(request.user, mandate.season_city.city).or_refuse()
    form = MandateForm(request.POST or None)
    form.fields["state"].choices = [(s, MandateState(s).label) for s in rules.NEXT_STATES[mandate.state]]
    if request.method == "POST" and form.is_valid():
        actions.change_mandate(mandate=mandate, by=request.user, **form.cleaned_data)
        messages.success(request, _("Mandat mis à jour, la personne est prévenue."))
        return redirect("programme:season-city", mandate.season_city_id)
    context = {"mandate": mandate, "form": form, "acceptances": mandate.charter_acceptances.select_related("charter")}
    return render_page(request, "programme/change_mandate.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish_charter(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a new version of the charter of the season's programme."""
    rules.can_run_seasons(request.user).or_refuse()
    season = get_object_or_404(Season.objects.select_related("programme"), pk=pk)
    charter = queries.current_charter(season) or Charter(programme=season.programme, version=0, body="")
    form = CharterForm(request.POST or None, initial={"body": charter.body})
    if request.method == "POST" and form.is_valid():
        actions.publish_charter(charter=charter, by=request.user, body=form.cleaned_data["body"])
        messages.success(request, _("Nouvelle version de la charte publiée."))
        return redirect(season)
    context = {"form": form, "season": season, "charter": charter}
    return render_page(request, "programme/publish_charter.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_mandate(request: HttpRequest) -> HttpResponse:
    """My mandates; pause, take up again or stop the running one."""
    mandates = request.user.mandates.select_related("season_city__city", "season_city__season").order_by("-started_on")
    if request.method == "POST":
        mandate = get_object_or_404(mandates, pk=read_number(request.POST.get("mandate")))
        actions.change_mandate(mandate=mandate, by=request.user, state=request.POST.get("state", ""))
        messages.success(request, _("C’est noté. Ton mandat est à jour."))
        return redirect("programme:my-mandate")
    running = queries.running_mandate(request.user)
    charter = queries.current_charter(running.season_city.season) if running else None
    context = {"mandates": mandates, "running": running, "charter": charter}
    return render_page(request, "programme/my_mandate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def accept_charter(request: HttpRequest) -> HttpResponse:
    """Read the charter, and accept it."""
    mandate = queries.running_mandate(request.user)
    charter = queries.current_charter(mandate.season_city.season) if mandate else None
    if charter is None or mandate is None:
        raise Http404
    if request.method == "POST":
        actions.accept_charter(mandate=mandate, charter=charter, by=request.user)
        messages.success(request, _("Merci. Ta charte est acceptée."))
        return redirect("portal:today")
    acceptance = mandate.charter_acceptances.filter(charter=charter).first()
    return render_page(request, "programme/accept_charter.html", {"charter": charter, "acceptance": acceptance})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def school_break_list(request: HttpRequest) -> HttpResponse:
    """The school calendar: what is known, lines to add, each refused one with its reason."""
    rules.can_change_school_breaks(request.user).or_refuse()
    form = SchoolBreaksForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        kept, refused = actions.import_school_breaks(text=form.cleaned_data["text"], by=request.user)
        if not refused:
            words = ngettext("%(n)d période enregistrée.", "%(n)d périodes enregistrées.", kept)
            messages.success(request, words % {"n": kept})
            return redirect("programme:school-break-list")
        context |= {"kept": kept, "refused": refused}
    context |= {"school_breaks": SchoolBreak.objects.all(), "zones": queries.known_zones(clock.today())}
    return render_page(request, "programme/school_break_list.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def remove_school_break(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a period out."""
    rules.can_change_school_breaks(request.user).or_refuse()
    actions.remove_school_break(school_break=get_object_or_404(SchoolBreak, pk=pk), by=request.user)
    messages.success(request, _("Période enlevée."))
    return redirect("programme:school-break-list")
