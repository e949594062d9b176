"""A group's project goes from a draft to the idea bank, and shows nobody who did not agree."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.groups.actions.erasure import leave_groups
from passeurs.notifications.models import Message
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.projects.actions import project as actions
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Project, ProjectProof
from passeurs.projects.queries.project import credit_of, published_page, share_project
from passeurs.promises.models import Promise
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    PersonFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "La nuit du court",
    "theme": "cinema",
    "purpose": "Une soirée de courts métrages, choisis et présentés par nous.",
    "audience": "Les lycéens du quartier",
    "needs": "Une salle",
    "budget_line": "Les droits",
    "budget_euros": 150,
}


def consent(person):
    Consent.objects.create(person=person, purpose=ConsentPurpose.PUBLIC_NAME)


@pytest.fixture
def group():
    return associated_group(size=3)


def draft(group, **words):
    project = actions.start_project(group=group, by=members_of(group)[0], **(WORDS | words))
    actions.add_step(project=project, by=members_of(group)[0], label="Voir la salle", due_on=dt.date(2026, 12, 1))
    return project


def running(group, **words):
    by, referent = members_of(group)[0], referent_of(group.partnership.season_city.city)
    project = actions.propose_project(project=draft(group, **words), by=by)
    actions.decide_project(project=project, by=referent, is_accepted=True, reason="Belle idée.")
    return actions.begin_project(project=project, by=by)


def done(group, **words):
    by, referent = members_of(group)[0], team_member()
    project = running(group, **words)
    actions.save_outcome(project=project, by=by, outcome="Quarante personnes, deux débats.", reached_count=40)
    actions.add_proof(project=project, by=by, caption="Le programme", url="https://exemple.fr/programme")
    actions.report_project(project=project, by=by)
    return actions.decide_project(project=project, by=referent, is_accepted=True, reason="Bravo.")


def jpeg_with_place(size=(30, 20)):
    exif = Image.Exif()
    exif[0x010F] = "appareil-secret"
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def read(client, url):
    """The bytes of a file that is served."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content


def test_from_draft_to_the_idea_bank(client, group):
    by = members_of(group)[0]
    client.force_login(by)
    page = client.post(f"/groupes/{group.pk}/projets/nouveau/", {"title": "La nuit du court", "theme": "cinema"})
    project = Project.objects.get()
    assert page.url == project.get_workshop_url()
    with pytest.raises(Refused, match="Il manque encore : ce que vous voulez faire, pour qui, une première étape"):
        actions.propose_project(project=project, by=by)
    client.post(f"/groupes/projets/{project.pk}/ecrire/", WORDS)
    assert client.post(f"/groupes/projets/{project.pk}/etapes/", {"label": ""}).status_code == 422
    for _twice in range(2):
        client.post(f"/groupes/projets/{project.pk}/etapes/", {"label": "Voir la salle", "due_on": "2026-12-01"})
    assert project.steps.count() == 1
    client.post(f"/groupes/projets/{project.pk}/avancer/", {"act": "proposer"})
    assert Promise.objects.open().get().owed_to == by

    referent = referent_of(group.partnership.season_city.city)
    client.force_login(referent)
    assert client.post(f"/groupes/projets/{project.pk}/reponse/", {"answer": "yes"}).status_code == 422
    client.post(f"/groupes/projets/{project.pk}/reponse/", {"answer": "yes", "reason": "Très bien."})
    assert not Promise.objects.open().exists()
    assert Message.objects.filter(kind="project").count() == 3
    with pytest.raises(Refused, match="Rien n’attend"):
        actions.decide_project(project=project, by=referent, is_accepted=False, reason="Trop tard.")
    project.refresh_from_db()
    assert client.get(project.get_absolute_url()).status_code == 302

    client.force_login(by)
    client.post(f"/groupes/projets/{project.pk}/avancer/", {"act": "lancer"})
    client.logout()
    assert "La nuit du court" in client.get(project.get_absolute_url()).text
    assert project.slug in client.get("/projets/").text
    assert project.slug not in client.get("/projets/idees/").text
    assert project.slug in client.get("/sitemap-projets.xml").text


def test_the_outcome_is_read_before_it_is_shown(client, group):
    project, by = running(group), members_of(group)[0]
    client.force_login(by)
    url = f"/groupes/projets/{project.pk}/"
    client.post(url + "bilan/", {"outcome": "bilan-secret", "reached_count": "40"})
    with pytest.raises(Refused, match="au moins une preuve"):
        actions.report_project(project=project, by=by)
    picture = SimpleUploadedFile("photo.jpg", jpeg_with_place(), "image/jpeg")
    sent = {"caption": "La salle pleine", "image": picture}
    assert client.post(url + "preuves/", sent).status_code == 422
    picture.seek(0)
    assert client.post(url + "preuves/", sent | {"agreed": "on"}).status_code == 302
    proof = ProjectProof.objects.get()
    with proof.image.open("rb") as file:
        kept = file.read()
    assert b"appareil-secret" not in kept
    assert (proof.width, proof.height) == (30, 20)
    image_url = f"/projets/{project.slug}/preuves/{proof.pk}.jpg"
    assert read(client, image_url) == kept
    client.post(url + "avancer/", {"act": "rendre"})
    client.logout()
    assert client.get(image_url).status_code == 404
    assert "bilan-secret" not in client.get(project.get_absolute_url()).text

    referent = referent_of(group.partnership.season_city.city)
    actions.decide_project(project=project, by=referent, is_accepted=False, reason="Enlevez le nom de famille.")
    assert "bilan-secret" not in client.get(project.get_absolute_url()).text
    actions.report_project(project=project, by=by)
    actions.decide_project(project=project, by=referent, is_accepted=True, reason="Bravo.")
    assert "bilan-secret" in client.get(project.get_absolute_url()).text
    assert read(client, image_url) == kept
    assert project.slug in client.get("/projets/idees/").text
    actions.hide_project(project=project, by=by)
    assert client.get(image_url).status_code == 404
    assert client.get(project.get_absolute_url()).status_code == 404
    assert share_project(project.slug) is None


@pytest.mark.parametrize(
    ("name", "content"), [("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ("doc.pdf", b"%PDF-1.4 x")]
)
def test_what_is_no_picture_is_refused(client, group, name, content):
    project = running(group)
    client.force_login(members_of(group)[0])
    sent = {"caption": "x", "agreed": "on", "image": SimpleUploadedFile(name, content)}
    assert client.post(f"/groupes/projets/{project.pk}/preuves/", sent).status_code == 422
    assert not ProjectProof.objects.exists()


def test_named_only_by_first_name_and_by_consent(client, group):
    first, second, third = members_of(group)
    for person, name in ((first, "Inès"), (second, "prénom-secret"), (third, "Malik")):
        person.first_name = name
        person.save()
    consent(first)
    consent(third)
    project = running(group)
    assert credit_of(project) == "Inès, Malik et 1 autre jeune"
    # Somebody who leaves made it all the same; somebody who comes after its end did not.
    leave_groups(mandate=third.mandates.get())
    assert "Malik" in credit_of(project)
    Consent.objects.filter(person=first).update(withdrawn_at=clock.now())
    assert credit_of(project) == "Malik et 2 autres jeunes"
    text = client.get(project.get_absolute_url()).text
    assert "prénom-secret" not in text
    assert second.email not in text


def test_drafts_and_refusals_are_nobody_elses(client, group):
    project = draft(group, title="titre-secret")
    other = associated_group(PartnershipFactory(season_city=group.partnership.season_city))
    for person in (None, PersonFactory(), members_of(other)[0]):
        if person:
            client.force_login(person)
        assert client.get(project.get_absolute_url()).status_code == 404
        assert "titre-secret" not in client.get("/projets/").text
    assert client.get(project.get_workshop_url()).status_code == 403
    with pytest.raises(Refused, match="membres du groupe"):
        actions.propose_project(project=project, by=members_of(other)[0])


def test_words_are_frozen_once_accepted_and_new_steps_wait_for_the_end(client, group, pass_time):
    project, by = running(group), members_of(group)[0]
    with pytest.raises(Refused, match="ne se change plus"):
        actions.save_project(project=project, by=by, title="Autre chose")
    pass_time(minutes=1)
    actions.add_step(project=project, by=by, label="étape-non-lue")
    assert "étape-non-lue" not in client.get(project.get_absolute_url()).text


def test_an_idea_is_taken_up_in_one_click_and_credited(client, group):
    project = done(group)
    other = associated_group(PartnershipFactory(season_city=group.partnership.season_city))
    client.force_login(members_of(other)[0])
    for _twice in range(2):
        client.post(f"/projets/{project.slug}/reprendre/")
    draft = other.projects.get()
    assert (draft.taken_from, draft.state, draft.title) == (project, ProjectState.DRAFT, project.title)
    assert [step.label for step in draft.steps.all()] == ["Voir la salle"]
    assert draft.outcome == ""
    assert "D’après « La nuit du court »" in client.get(draft.get_workshop_url()).text
    client.force_login(MandateFactory(season_city=group.partnership.season_city).person)
    refused = client.post(f"/projets/{project.slug}/reprendre/", follow=True)
    assert "il faut être dans un groupe" in refused.text


def test_stopped_it_may_start_again(group):
    project, by = running(group), members_of(group)[0]
    actions.stop_project(project=project, by=by)
    assert published_page(project.slug) is None
    assert actions.resume_project(project=project, by=by).state == ProjectState.DRAFT


def test_the_makers_cannot_put_back_what_the_team_took_off(group):
    project = done(group)
    actions.hide_project(project=project, by=team_member())
    with pytest.raises(Refused, match="C’est l’équipe"):
        actions.show_project(project=project, by=members_of(group)[0])
    actions.show_project(project=project, by=team_member())
    actions.hide_project(project=project, by=members_of(group)[0])
    actions.show_project(project=project, by=members_of(group)[0])


def test_lists_cost_the_same_for_one_and_five(client, group):
    done(group)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/projets/idees/").status_code == 200
        counts.append(len(seen))
        for number in range(4):
            done(associated_group(PartnershipFactory(season_city=group.partnership.season_city)), title=f"P{number}")
    assert counts[0] == counts[1] <= 8
    page = Project.objects.first()
    with CaptureQueriesContext(connection) as seen:
        client.get(page.get_absolute_url())
    statements = [query["sql"] for query in seen]
    assert len(statements) <= 8
    assert len(set(statements)) == len(statements)


def test_filters_live_in_the_url(client, group):
    done(group)
    city = group.partnership.season_city.city.slug
    for query, count in ((f"?ville={city}", 1), ("?ville=nulle-part", 0), ("?theme=cinema", 1), ("?theme=livre", 0)):
        assert client.get(f"/projets/{query}").context["page"].paginator.count == count, query
    assert client.get("/projets/?q=nuit").context["page"].paginator.count == 1


def test_the_team_reads_what_waits_and_takes_it_away(client, group):
    draft(group, title="brouillon-secret")
    project = actions.propose_project(project=draft(group, title="À lire"), by=members_of(group)[0])
    client.force_login(referent_of(group.partnership.season_city.city))
    page = client.get("/equipe/associations/projets/")
    assert "À lire" in page.text
    assert "brouillon-secret" not in page.text
    # What waits for an answer is among what the team owes.
    assert "Projet à accepter : À lire" in client.get("/aujourdhui/").text
    rows = b"".join(client.get("/equipe/associations/projets/?format=csv")).decode()
    assert project.title in rows
