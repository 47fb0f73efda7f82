"""Writing the change action: nobody's text is lost, nothing is written twice."""

from collections.abc import Iterator

import pytest
import time_machine
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.models import User
from change_actions import services
from change_actions.models import ChangeAction, Milestone
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db

TEXT = {"title": "Izin satu loket", "summary": "Satu berkas.", "strategic_plan_reference": "Sasaran 2"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-21T07:07:00Z", tick=True):
        yield


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(agency: Agency) -> str:
    return reverse("change_actions:write", args=[agency.participant.pk])


def unwritten(agency: Agency) -> None:
    Milestone.objects.all().delete()
    ChangeAction.objects.all().delete()


def test_first_text_is_written_once_however_often_it_is_sent(agency: Agency) -> None:
    unwritten(agency)
    client = client_of(agency.users["participant"])
    assert client.get(address(agency)).status_code == 200
    for _ in range(3):
        assert client.post(address(agency), {**TEXT, "version": ""}).status_code == 302
    assert ChangeAction.objects.values(*TEXT).get() == TEXT
    assert [entry.additional_data["verb"] for entry in LogEntry.objects.all()] == ["changeaction.created"]


def test_text_is_changed_over_its_own_version(agency: Agency) -> None:
    client = client_of(agency.users["training_admin"])
    version = client.get(address(agency)).context["form"].initial["version"]
    response = client.post(address(agency), {**TEXT, "version": version}, follow=True)
    assert "Aksi perubahan tersimpan." in response.content.decode()
    assert ChangeAction.objects.get().title == "Izin satu loket"
    [entry] = LogEntry.objects.all()
    assert entry.changes["title"] == ["Izin satu berkas Utara", "Izin satu loket"]


def test_text_saved_meanwhile_is_shown_beside_the_typed_one(agency: Agency) -> None:
    client = client_of(agency.users["participant"])
    version = client.get(address(agency)).context["form"].initial["version"]
    stored = {**TEXT, "title": "Judul dari pengelola"}
    services.write_change_action(agency.participant, stored, version=version, by=agency.users["training_admin"])
    response = client.post(address(agency), {**TEXT, "title": "Judul dari peserta", "version": version})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Ada dua teks" in html
    assert "Judul dari pengelola" in html
    assert "Judul dari peserta" in html
    assert ChangeAction.objects.get().title == "Judul dari pengelola"
    newer = response.context["form"].initial["version"]
    assert client.post(address(agency), {**TEXT, "title": "Judul gabungan", "version": newer}).status_code == 302
    assert ChangeAction.objects.get().title == "Judul gabungan"


@pytest.mark.parametrize("version", ["", "x", "2026-01-01T00:00:00+00:00", "\x00"])
def test_text_over_a_wrong_version_overwrites_nothing(agency: Agency, version: str) -> None:
    response = client_of(agency.users["participant"]).post(address(agency), {**TEXT, "version": version})
    assert response.status_code in {409, 422}
    assert ChangeAction.objects.get().title == "Izin satu berkas Utara"


def test_text_without_a_title_is_kept_in_the_form(agency: Agency) -> None:
    response = client_of(agency.users["participant"]).post(address(agency), {**TEXT, "title": " ", "version": ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Satu berkas." in html
    assert 'href="#id_title"' in html


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("participant", 200),
        ("training_admin", 200),
        ("mentor", 403),
        ("coach", 403),
        ("leadership", 403),
        ("examiner", 403),
    ],
)
def test_text_is_written_by_participant_and_agency(agency: Agency, role: str, code: int) -> None:
    client = client_of(agency.users[role])
    assert client.get(address(agency)).status_code == code
    if code == 403:
        assert client.post(address(agency), TEXT).status_code == 403
        assert ChangeAction.objects.get().title == "Izin satu berkas Utara"


def test_text_of_another_agency_is_not_found(agency: Agency) -> None:
    other = build_agency("Selatan", 2)
    assert client_of(other.users["training_admin"]).get(address(agency)).status_code == 404
    assert client_of(other.users["participant"]).post(address(agency), TEXT).status_code == 404
