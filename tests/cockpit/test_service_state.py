"""The team sees whether the service lives."""

import datetime as dt

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from passeurs.cockpit.queries.service_state import service_figures, service_state
from passeurs.core import clock
from passeurs.core.queue import INTERRUPTED
from passeurs.core.service_mark import CLOCK, MAIL_HELD, WORKER, leave_mark
from passeurs.people.choices import Role
from tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
URL = "/equipe/etat/"


@pytest.fixture
def eva():
    return RoleGrantFactory(role=Role.TEAM).person


def living():
    leave_mark(CLOCK)
    leave_mark(f"{WORKER}one")


def text(client):
    return client.get(URL).content.decode()


def test_all_lives_and_the_day_says_nothing(client, eva):
    living()
    client.force_login(eva)
    assert "Tout tourne." in text(client)
    assert service_figures(eva, clock.now()) == []


def test_the_day_says_that_clock_and_worker_are_missing(client, eva):
    client.force_login(eva)
    page = text(client)
    assert "L’horloge ne tourne pas" in page
    assert "Les tâches de fond ne tournent pas" in page
    (figure,) = service_figures(eva, clock.now())
    assert (figure.value, figure.url) == (2, URL)
    assert "alertes du service" in client.get("/aujourdhui/").content.decode()


def test_a_beat_of_some_minutes_ago_is_a_silence(pass_time):
    living()
    assert service_state(clock.now()).alarms == ()
    pass_time(minutes=5)
    state = service_state(clock.now())
    assert (len(state.alarms), state.worker_count) == (2, 0)


def test_a_referent_is_not_told():
    samia = RoleGrantFactory(role=Role.REFERENT, scope="city:21231").person
    assert service_figures(samia, clock.now()) == []


def test_what_waits_and_what_was_interrupted(client, eva):
    living()
    known = {"args_kwargs": {}, "backend_name": "default", "run_after": clock.now()}
    waiting = DBTaskResult.objects.create(task_path="a.b", **known)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=clock.now() - dt.timedelta(hours=1))
    DBTaskResult.objects.create(
        task_path="passeurs.groups.tasks.send_invitation", status=TaskResultStatus.FAILED, finished_at=clock.now(),
        exception_class_path=INTERRUPTED, **known,
    )  # fmt: skip
    client.force_login(eva)
    page = text(client)
    assert "n’avance plus assez vite" in page
    assert "passeurs.groups.tasks.send_invitation" in page


def test_a_restored_copy_says_what_would_leave(client, eva):
    living()
    leave_mark(MAIL_HELD)
    PersonFactory()
    client.force_login(eva)
    page = text(client)
    assert "copie restaurée" in page
    assert "release_mail --yes" in page
    assert "e-mails de notifications" in page


def test_only_read(client, eva):
    client.force_login(eva)
    assert client.post(URL).status_code == 405


def test_its_queries_do_not_grow(eva, django_assert_num_queries):
    for number in range(5):
        leave_mark(f"{WORKER}{number}")
    with django_assert_num_queries(2):
        service_state(clock.now())
