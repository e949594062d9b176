"""Pages of issues: read by anyone once sent; written, previewed and tried by the team."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.editorial.actions import issue as actions
from passeurs.editorial.forms.issue import IssueForm, PickForm, ReaderForm, StartIssueForm
from passeurs.editorial.messages import Press
from passeurs.editorial.models import Issue
from passeurs.editorial.queries import issue as issue_queries
from passeurs.editorial.queries import subscription as subscription_queries
from passeurs.editorial.queries.issue import Composer, sent_issues
from passeurs.editorial.rules import can_change_issue, can_run_letter

ARCHIVE_PAGE_SIZE = 20
PAGE_SIZE = 30


@require_safe
@public_page
def issue_archive(request: HttpRequest) -> HttpResponse:
    """The issues that were sent."""
    page = Paginator(sent_issues(), ARCHIVE_PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "editorial/letter/issue_archive.html", {"page": page})


@require_safe
@public_page
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """An issue as the readers of a city and of some tastes got it, without anything of a person."""
    row = get_object_or_404(sent_issues(), slug=slug)
    if row.started_at is None:
        raise Http404
    form = ReaderForm(request.GET)
    edition = Composer(row, row.started_at).edition(form.reader)
    context = {"issue": row, "at": row.started_at, "edition": edition, "form": form}
    return render_page(request, "editorial/letter/issue.html", context)


CANDIDATES = 12
TRIALS_PER_HOUR = 20


def find_issue(request: HttpRequest, pk: int) -> Issue:
    """The issue, for who runs the letter."""
    can_run_letter(request.user).or_refuse()
    return get_object_or_404(Issue, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue_list(request: HttpRequest) -> HttpResponse:
    """Every issue and where it stands, how many read the letter; a title starts the next."""
    can_run_letter(request.user).or_refuse()
    form = StartIssueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = actions.start_issue(actor=request.user, title=form.cleaned_data["title"])
        return redirect("editorial:compose-issue", row.pk)
    page = Paginator(issue_queries.issue_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "states": subscription_queries.counts_by_state()}
    return render_page(
        request, "editorial/letter/issue_list.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compose_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the words of an issue, look at what it would tell a city, pin or drop."""
    row = find_issue(request, pk)
    can_change_issue(request.user, row).or_refuse()
    form = IssueForm(request.POST if request.method == "POST" else None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        actions.save_issue(actor=request.user, issue=row, **form.cleaned_data)
        messages.success(request, _("Numéro enregistré."))
        return redirect("editorial:compose-issue", row.pk)
    reader_form = ReaderForm(request.GET)
    composer = Composer(Issue.objects.get(pk=pk), clock.now())
    context = {
        "form": form,
        "issue": row,
        "reader_form": reader_form,
        "blocks": composer.candidates(reader_form.reader, CANDIDATES),
        "pinned": {f"{kind}-{ref}" for kind, ref in composer.pinned},
        "dropped": {f"{kind}-{ref}" for kind, ref in composer.dropped},
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "editorial/letter/compose_issue.html", context, status=status)


@login_required
@require_POST
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a thing for every reader, drop it, or leave it to each one's choices."""
    row = find_issue(request, pk)
    form = PickForm(request.POST)
    if not form.is_valid():
        return render_page(request, "editorial/letter/pick.html", {"form": form, "issue": row}, status=422)
    actions.pick(actor=request.user, issue=row, **form.cleaned_data)
    said = {"pin": _("Épinglé pour tout le monde."), "drop": _("Écarté de ce numéro."), "free": _("Remis au choix.")}
    messages.success(request, said[form.cleaned_data["choice"]])
    back = redirect("editorial:compose-issue", row.pk)
    query = request.GET.urlencode()
    back["Location"] += (f"?{query}" if query else "") + f"#bloc-{form.cleaned_data['kind']}"
    return back


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})
def preview_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The issue as a city and tastes read it: the mail wide and on a phone, its text, and a trial to oneself."""
    row = find_issue(request, pk)
    form = ReaderForm(request.GET)
    printed = Press(row, row.started_at or clock.now()).printed(form.reader)
    context = {"issue": row, "form": form, "text": printed.text, "query": request.GET.urlencode()}
    return render_page(request, "editorial/letter/preview_issue.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
@csp_update({"style-src": [UNSAFE_INLINE]})
@csp_replace({"frame-ancestors": [SELF]})
def preview_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the mail by itself, for the frames of the preview: its styles are inline, as mails need."""
    row = find_issue(request, pk)
    printed = Press(row, row.started_at or clock.now()).printed(ReaderForm(request.GET).reader)
    return HttpResponse(printed.html)


@login_required
@require_POST
def try_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the issue to oneself, as a city and tastes read it."""
    row = find_issue(request, pk)
    back = redirect("editorial:preview-issue", row.pk)
    back["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    if is_too_often(request, "try_issue", limit=TRIALS_PER_HOUR, seconds=3600):
        messages.error(request, _("Beaucoup d’essais en une heure : réessayez plus tard, rien n’est perdu."))
        return back
    actions.try_issue(actor=request.user, issue=row, reader=ReaderForm(request.GET).reader)
    messages.success(request, _("L’essai part à %s.") % request.user.email)
    return back


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after a word."""
    row = find_issue(request, pk)
    can_change_issue(request.user, row).or_refuse()
    if request.method == "POST":
        actions.discard_issue(actor=request.user, issue=row)
        messages.success(request, _("Le brouillon est jeté."))
        return redirect("editorial:issue-list")
    return render_page(request, "editorial/letter/discard_issue.html", {"issue": row})
