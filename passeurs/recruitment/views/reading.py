"""Readers' pages, one file a screen; the team's board, sharing and thresholds."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import reading as actions
from passeurs.recruitment.choices import ReadingPhase
from passeurs.recruitment.forms.discussion import NoteForm
from passeurs.recruitment.forms.reading import ProfileForm, ReadingForm, ThresholdForm
from passeurs.recruitment.models import Call, ReaderProfile, Reading
from passeurs.recruitment.queries import reading as queries
from passeurs.recruitment.queries.eligibility import unchecked
from passeurs.recruitment.views.eligibility import phase_moves

AT_ONCE = 30


@require_safe
@login_required
def my_readings(request: HttpRequest) -> HttpResponse:
    """What I have to read, then what I read."""
    rows = list(queries.my_readings(request.user))
    todo, done = [one for one in rows if not one.given_at], [one for one in rows if one.given_at]
    context = {"todo": todo, "done": done, "can_have_profile": rules.can_have_profile(request.user)}
    return render_page(request, "recruitment/my_readings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file without a name: its answers, the scales, the next one."""
    rows = Reading.objects.select_related("application__track", "application__call")
    found = get_object_or_404(rows, pk=pk, reader=request.user)
    rules.can_see_reading(request.user, found).or_refuse()
    track = found.application.track
    criteria = list(track.criteria.all()) if track else []
    form = ReadingForm(request.POST or None, criteria=criteria, reading=found)
    if request.method == "POST" and form.is_valid():
        comment = form.cleaned_data["comment"]
        actions.give_reading(reading=found, by=request.user, scores=form.scores(), comment=comment)
        following = queries.my_readings(request.user).filter(given_at__isnull=True).first()
        messages.success(request, _("Lecture enregistrée."))
        return redirect("recruitment:read-file", following.pk) if following else redirect("recruitment:my-readings")
    can_discuss = rules.can_discuss(request.user, found)
    context = {
        "reading": found,
        "track": track,
        "can_read": rules.can_read(request.user, found),
        "can_discuss": can_discuss,
        "opinions": queries.other_opinions(found) if can_discuss else [],
        "notes": queries.thread(found.application, is_masked=True) if can_discuss else [],
        "note_form": NoteForm(),
        "answers": queries.read_answers(found.application),
        "form": form,
        "left": queries.my_readings(request.user).filter(given_at__isnull=True).count(),
    }
    return render_page(request, "recruitment/read_file.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def read_batch(request: HttpRequest) -> HttpResponse:
    """Up to thirty files on one page, to read where there is no network: each form waits for it on its own."""
    readings = queries.batch(request.user, AT_ONCE)
    answers = queries.batch_answers(readings)
    files = []
    for one in readings:
        track = one.application.track
        criteria = list(track.criteria.all()) if track else []
        form = ReadingForm(None, criteria=criteria, reading=one, auto_id=f"l{one.pk}_%s")
        files.append((one, answers.get(one.application_id, []), form))
    return render_page(request, "recruitment/read_batch.html", {"files": files})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reader_profile(request: HttpRequest) -> HttpResponse:
    """What I can take, and whom I know."""
    rules.can_have_profile(request.user).or_refuse()
    kept = ReaderProfile.objects.filter(person=request.user).first() or ReaderProfile()
    initial = {"capacity": kept.capacity, "tracks": kept.tracks, "knows": kept.knows}
    names = sorted({*queries.track_names(), *kept.tracks})
    form = ProfileForm(request.POST or None, initial=initial, names=names)
    if request.method == "POST" and form.is_valid():
        actions.save_profile(person=request.user, **form.cleaned_data)
        messages.success(request, _("C’est enregistré. Les prochaines candidatures confiées en tiendront compte."))
        return redirect("recruitment:my-readings")
    return render_page(request, "recruitment/reader_profile.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@login_required
def declare_conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """I know this person."""
    found = get_object_or_404(Reading, pk=pk, reader=request.user)
    actions.declare_conflict(reading=found, by=request.user)
    messages.success(request, _("C’est noté : quelqu’un d’autre lira cette candidature."))
    return redirect("recruitment:my-readings")


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season"), pk=pk)


@require_safe
@login_required
def reading_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Who read what, how severe each is, what each threshold would let through."""
    call = _call(request, pk)
    cities = queries.city_lines(call)
    context = {
        "call": call,
        "verdict": rules.can_run_reading(request.user, call),
        "can_share": rules.can_share_readings(request.user, call),
        "can_set": rules.can_set_threshold(request.user, call),
        "moves": phase_moves(request.user, call),
        "phases": [label for _value, label in ReadingPhase.choices],
        "phase_index": ReadingPhase.values.index(call.reading_phase),
        "unchecked_count": unchecked(call).count(),
        "ties": queries.detected_ties(call),
        "readers": queries.reader_lines(call),
        "cities": cities,
        "file_count": sum(one.files for one in cities),
        "read_count": sum(one.read for one in cities),
        "gap_count": sum(gap > queries.GAP for _score, _count, gap in queries.file_scores(call).values()),
        "steps": [label for label, _count in cities[0].passing] if cities else [],
    }
    return render_page(request, "recruitment/reading_board.html", context)


@require_POST
@login_required
def share_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Share out what lacks a reading."""
    call = _call(request, pk)
    made, short = actions.share_readings(call=call, by=request.user)
    messages.success(request, _("%(n)d lectures confiées.") % {"n": made})
    if short:
        messages.warning(request, _("%(n)d candidatures manquent de lecteurs : invitez-en d’autres.") % {"n": short})
    return redirect("recruitment:reading-board", call.pk)


@require_POST
@login_required
def set_threshold(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the threshold of one city."""
    call = _call(request, pk)
    form = ThresholdForm(request.POST)
    if form.is_valid():
        row = get_object_or_404(call.season_cities, pk=form.cleaned_data["city"])
        above, below = actions.set_threshold(
            call=call, by=request.user, season_city=row, value=form.cleaned_data["value"]
        )
        words = {"city": row.city.name, "above": above, "below": below}
        messages.success(request, _("%(city)s : %(above)d au tirage, %(below)d en dessous du seuil.") % words)
    else:
        messages.error(request, _("Le seuil est un nombre de 0 à 5."))
    return redirect("recruitment:reading-board", call.pk)
