"""The demo: loaded once, for one day, with real work in it for each role."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from accounts.models import User
from cohorts.checkpoints import CellState, cells, with_checkpoints
from cohorts.models import Cohort, Participant, Person
from core.errors import RefusedError
from demo.services import load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
TODAY = date(2026, 11, 21)
ACCOUNTS = ["admin", "coach", "mentor", "peserta", "pimpinan"]


@pytest.fixture
def _demo() -> None:
    with override_settings(DEMO_PASSWORD="kawal-demo"):
        load_demo(today=TODAY)


@pytest.mark.usefixtures("_demo")
def test_demo_holds_the_published_cohort_and_a_running_one() -> None:
    held = {cohort.code: cohort.participants.count() for cohort in Cohort.objects.all()}
    assert held == {"PKA-LPG-2020-1": 40, "PKA-TIRTA-RAYA-2026-2": 40}


@pytest.mark.usefixtures("_demo")
def test_demo_loaded_again_adds_nothing() -> None:
    before = (User.objects.count(), Person.objects.count(), Participant.objects.count())
    with override_settings(DEMO_PASSWORD="kawal-demo"):
        assert load_demo(today=TODAY).added == ()
    assert (User.objects.count(), Person.objects.count(), Participant.objects.count()) == before


@pytest.mark.usefixtures("_demo")
def test_demo_of_another_day_is_refused_with_the_way_out() -> None:
    with override_settings(DEMO_PASSWORD="kawal-demo"), pytest.raises(RefusedError, match="Pakai --fresh"):
        load_demo(today=date(2026, 11, 22))


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("name", ACCOUNTS)
def test_demo_account_signs_in_by_address_and_password(name: str, client: Client) -> None:
    answer = client.post("/akun/masuk/", {"login": f"{name}@contoh.go.id", "password": "kawal-demo"}, follow=True)
    assert (answer.status_code, getattr(answer.wsgi_request.user, "email", "")) == (200, f"{name}@contoh.go.id")


@pytest.mark.usefixtures("_demo")
def test_demo_running_cohort_has_people_in_every_state() -> None:
    participants = with_checkpoints(Participant.objects.filter(cohort__code="PKA-TIRTA-RAYA-2026-2"))
    found = {cell.state for participant in participants for cell in cells(participant)}
    assert found == {CellState.MET, CellState.LATE, CellState.DUE, CellState.NOT_APPLICABLE}
    running = Participant.objects.filter(cohort__code="PKA-TIRTA-RAYA-2026-2")
    assert {
        "transferred": running.filter(transferred_on__isnull=False).count(),
        "withdrew": running.filter(outcome="withdrew").count(),
        "mentor replaced": running.filter(assignments__successor__isnull=False).count(),
        "without mentor": running.exclude(assignments__role="mentor").count(),
        "milestone claimed": running.filter(change_action__milestones__state="claimed").distinct().count(),
        "milestone returned": running.filter(change_action__milestones__state="returned").distinct().count(),
        "milestone verified": running.filter(change_action__milestones__state="verified").distinct().count(),
    } == {
        "transferred": 2,
        "withdrew": 1,
        "mentor replaced": 3,
        "without mentor": 2,
        "milestone claimed": 8,
        "milestone returned": 1,
        "milestone verified": 37,
    }


def test_demo_outside_demo_mode_is_refused() -> None:
    with override_settings(DEBUG=False, DEMO_PASSWORD=""), pytest.raises(CommandError, match="mode demo"):
        call_command("demo")
    assert Cohort.objects.count() == 0


def test_demo_beside_real_people_is_refused() -> None:
    User.objects.create_user("197501012000011001", name="Orang Nyata")
    with override_settings(DEMO_PASSWORD="kawal-demo"), pytest.raises(CommandError, match="sudah berisi orang lain"):
        call_command("demo")
    assert Cohort.objects.count() == 0
