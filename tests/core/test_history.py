"""The audit trail as sentences."""

from datetime import date

import pytest
import time_machine
from auditlog.models import LogEntry
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cohorts.models import Participant
from core import audit, history
from tests.cast import Agency, build_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


def told(row: Participant) -> list[tuple[str, str]]:
    return [(line.actor, line.verb) for line in history.lines(history.entries_about(row))]


@pytest.mark.sqlite
def test_entries_about_a_row_are_its_own_and_those_that_name_it(agency: Agency) -> None:
    by = agency.users["training_admin"]
    other = build_agency("Selatan", 2).participant
    audit.record("participant.changed", agency.participant, by=by)
    audit.record("milestone.claimed", agency.milestone, by=by, about=[agency.participant])
    audit.record("participant.changed", other, by=by)
    # 1 is the beginning of 12: the keys must not run into each other.
    LogEntry.objects.create(
        content_type_id=LogEntry.objects.earliest("pk").content_type_id,
        object_pk="0",
        action=1,
        additional_data={"verb": "x.changed", "about": [f"cohorts.participant:{agency.participant.pk}1"]},
    )
    assert told(agency.participant) == [
        ("Siti Pengelola Utara", "mengajukan tonggak “SOP layanan Utara”"),
        ("Siti Pengelola Utara", "mengubah data peserta Dewi Peserta Utara"),
    ]


def test_verbs_that_nobody_declared_are_told_from_the_kind(agency: Agency) -> None:
    by = agency.users["training_admin"]
    for verb in ("event.created", "event.changed", "event.deleted", "event.unheard_of"):
        audit.record(verb, agency.event, by=by, about=[agency.participant])
    assert [verb for _actor, verb in reversed(told(agency.participant))] == [
        "menambahkan kegiatan “Forum Utara”",
        "mengubah kegiatan “Forum Utara”",
        "menghapus kegiatan “Forum Utara”",
        "mengubah kegiatan “Forum Utara”",
    ]


@pytest.mark.parametrize(
    ("via", "words"), [(audit.WEB, ""), (audit.IMPORT, " (lewat impor)"), (audit.LINK, " (lewat tautan)")]
)
def test_way_in_is_told_where_it_is_not_the_page(agency: Agency, via: str, words: str) -> None:
    audit.record("participant.changed", agency.participant, by=agency.users["training_admin"], via=via)
    assert told(agency.participant)[0][1] == f"mengubah data peserta Dewi Peserta Utara{words}"


@time_machine.travel("2026-11-21T07:07:00Z", tick=False)
def test_changes_are_told_with_the_names_and_words_of_the_fields(agency: Agency) -> None:
    audit.record(
        "participant.changed",
        agency.participant,
        by=agency.users["training_admin"],
        changes={
            "outcome": ("enrolled", "passed"),
            "letter_date": (None, date(2026, 10, 1)),
            "pre_training_direction": (None, True),
            "letter_number": ("1", ""),
            "outcome_at": (None, "2026-11-21 07:07:00+00:00"),
            "unheard_of": ("a", "b"),
            "position": ("x", "y" * 500),
        },
    )
    [line] = history.lines(history.entries_about(agency.participant))
    changes = {change.label: (change.old, change.new) for change in line.changes}
    assert changes.pop("Jabatan")[1] == "y" * 159 + "…"
    assert changes == {
        "Hasil": ("Mengikuti", "Lulus"),
        "Tanggal surat perintah tugas": ("", "1 Oktober 2026"),
        "Mendapat arahan prapelatihan": ("", "Ya"),
        "Nomor surat perintah tugas": ("1", "kosong"),
        "Unheard of": ("a", "b"),
    }


def test_deleted_person_keeps_the_line_without_the_name(agency: Agency) -> None:
    gone = User.objects.create_user("9", name="Yang Pergi")
    audit.record("participant.changed", agency.participant, by=gone)
    gone.delete()
    assert told(agency.participant)[0][0] == "Pengguna yang sudah dihapus"


def test_verb_declared_twice_is_a_mistake() -> None:
    assert "milestone.claimed" in history.declared("milestone")
    with pytest.raises(ValueError, match=r"milestone\.claimed"):
        history.declare({"milestone.claimed": "x"})


def test_index_stands_under_the_search_for_a_row() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite reads through")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'auditlog_logentry'")
        assert "core_audit_entry_about" in {row[0] for row in cursor.fetchall()}


@time_machine.travel("2026-11-21T07:07:00Z", tick=False)
def test_page_is_filtered_by_person_and_day_and_never_breaks(agency: Agency) -> None:
    admin = agency.users["training_admin"]
    audit.record("participant.changed", agency.participant, by=admin)
    audit.record("participant.direction_stated", agency.participant, by=agency.users["participant"])
    client = Client()
    client.force_login(admin)
    address = reverse("cohorts:participant_history", args=[agency.participant.pk])

    def count(query: str) -> int:
        response = client.get(address + query)
        assert response.status_code == 200
        return len(response.context["entries"])

    assert count("") == 2
    assert count(f"?oleh={admin.pk}") == 1
    assert count("?dari=21-11-2026&sampai=21-11-2026") == 2
    assert count("?sampai=20 November 2026") == 0
    audit.record("milestone.claimed", agency.milestone, by=admin, about=[agency.participant])
    assert (count(""), count("?bagian=tonggak"), count("?bagian=kesepakatan")) == (3, 1, 0)
    assert count("?oleh=x&bagian=x&dari=32-13-2026&page=99") == 3
    assert "Tidak ada catatan dengan saringan ini." in client.get(f"{address}?sampai=20-11-2026").content.decode()
