"""The board of months, and the talks that two missed months open."""

from __future__ import annotations

import pytest
import time_machine

from passeurs.groups.actions.beat import ask_for_talks
from passeurs.groups.choices import Beat
from passeurs.groups.queries.beat_board import board, heartbeat_figures
from passeurs.programme import actions
from passeurs.promises.models import Promise
from tests.factories import (
    CityFactory,
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    moment,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return associated_group(made_at=moment(2026, 9, 3, 9))


def test_two_missed_months_open_a_talk_once_and_no_more(group):
    group.partnership.season_city.season.__class__.objects.update(phase="running")
    at = moment(2026, 12, 2, 9)
    with time_machine.travel(at, tick=False):
        assert ask_for_talks(at) == 1
        assert ask_for_talks(at) == 0
    promise = Promise.objects.get(kind="group_talk")
    assert promise.scope == group.partnership.season_city.city.scope
    later = moment(2027, 1, 3, 9)
    with time_machine.travel(later, tick=False):
        assert ask_for_talks(later) == 0


@pytest.mark.moment(2026, 11, 5)
def test_the_team_s_counter_and_the_board_agree_on_a_month_of_holidays(group):
    reunion = associated_group(
        PartnershipFactory(
            season_city=SeasonCityFactory(
                season=group.partnership.season_city.season, city=CityFactory(insee="97411", name="Saint-Denis")
            )
        ),
        made_at=moment(2026, 9, 3, 9),
    )
    actions.import_school_breaks(text=actions.SHIPPED.read_text(encoding="utf-8"), by=None)
    season, team = reunion.partnership.season_city.season, team_member()
    for at, late in ((moment(2027, 6, 5, 9), 2), (moment(2027, 7, 20, 9), 1), (moment(2027, 8, 25, 9), 1)):
        with time_machine.travel(at, tick=False):
            (counter,) = heartbeat_figures(team, at)
            shown = board(team, season, at, beat=Beat.PROMISED).lines
        assert (counter.value, counter.of, len(shown)) == (late, 2, late), at
