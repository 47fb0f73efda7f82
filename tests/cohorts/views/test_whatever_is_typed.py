"""Whatever is typed: nothing breaks, hostile text is shown harmlessly, empty forms say what they need."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coaching.forms import AppointForm, AppointmentForm, CertificateForm, WaiverForm
from cohorts.forms.assignments import (
    AssignmentForm,
    CoachChoiceForm,
    EndForm,
    ExaminerForm,
    MentorForm,
    ReplaceCoachForm,
    ReplaceMentorForm,
)
from cohorts.forms.cohorts import CohortCheckForm, CohortForm, CohortStartForm, PhaseForm
from cohorts.forms.events import AttendanceForm, EventForm, SpeakerForm
from cohorts.forms.grants import GrantForm, InvitationForm
from cohorts.forms.institutions import InstitutionForm, MergeForm
from cohorts.forms.participants import EnrolForm, OutcomeForm, ParticipantForm, TransferForm
from cohorts.forms.people import PersonForm
from cohorts.forms.programmes import EditionForm, PhaseTemplateForm
from cohorts.models import Cohort, Person
from cohorts.services.people import Invitee
from tests.cast import Agency, build_agency
from tests.cohorts.views.screens import filled, problems, text

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ 7*7 }}%s"
SHORT = "<b>'\"{{1}}"

type Made = Callable[[Any, Agency], forms.BaseForm]

FORMS: dict[str, Made] = {
    "institution": lambda data, _: InstitutionForm(data),
    "merge": lambda data, _: MergeForm(data),
    "person": lambda data, _: PersonForm(data),
    "edition": lambda data, _: EditionForm(data),
    "phase template": lambda data, _: PhaseTemplateForm(data),
    "start": lambda data, a: CohortStartForm(data, user=a.users["training_admin"]),
    "check": lambda data, a: CohortCheckForm(data, user=a.users["training_admin"]),
    "cohort": lambda data, a: CohortForm(data, instance=a.cohort, user=a.users["training_admin"]),
    "phase": lambda data, _: PhaseForm(data),
    "enrol": lambda data, _: EnrolForm(data),
    "participant": lambda data, a: ParticipantForm(data, instance=a.participant),
    "outcome": lambda data, a: OutcomeForm(data, present=a.participant.outcome),
    "transfer": lambda data, _: TransferForm(data),
    "mentor": lambda data, a: MentorForm(data, cohort=a.cohort),
    "examiner": lambda data, a: ExaminerForm(data, cohort=a.cohort),
    "coach": lambda data, a: CoachChoiceForm(data, cohort=a.cohort),
    "replace mentor": lambda data, _: ReplaceMentorForm(data),
    "replace coach": lambda data, a: ReplaceCoachForm(data, cohort=a.cohort),
    "end": lambda data, _: EndForm(data),
    "assignment": lambda data, a: AssignmentForm(data, assignment=a.mentoring),
    "event": lambda data, a: EventForm(data, zone=a.cohort.time_zone),
    "attendance": lambda data, a: AttendanceForm(data, people=[a.participant.person], statuses={}),
    "speaker": lambda data, _: SpeakerForm(data),
    "grant": lambda data, a: GrantForm(data, user=a.users["training_admin"]),
    "invitation": lambda data, a: InvitationForm(data, invitees=[Invitee(a.participant.person, "")]),
    "appoint": lambda data, a: AppointForm(data, cohort=a.cohort),
    "appointment": lambda data, a: AppointmentForm(data, instance=a.cohort.coach_appointments.get()),
    "certificate": lambda data, _: CertificateForm(data),
    "waiver": lambda data, _: WaiverForm(data),
}
ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", " ", "0", "-1", "9" * 30, "1e400", "NaN", "31-02-2026", "00-00-0000", "2026-13-01", "\x00"]),
    st.sampled_from(["24.00", "9.5", "on", "IV/a", "Ⅷ", "٣", "1 Nopember 2026", "', DROP TABLE x; --", HOSTILE]),
)


@pytest.fixture
def agency() -> Agency:
    return build_agency("Utara", 1)


@pytest.mark.parametrize("name", FORMS)
def test_form_reads_anything_without_breaking(name: str, agency: Agency) -> None:
    fields = list(FORMS[name](None, agency).fields)

    @given(st.fixed_dictionaries(dict.fromkeys(fields, ODD)))
    def reads(typed: dict[str, str]) -> None:
        with transaction.atomic():
            form = FORMS[name](typed, agency)
            form.is_valid()
            assert form.as_p()

    reads()


@pytest.mark.parametrize("name", FORMS)
def test_required_fields_are_said_in_words_and_never_by_the_browser(name: str, agency: Agency) -> None:
    form = FORMS[name]({}, agency)
    needed = {field for field, spec in form.fields.items() if spec.required}
    assert form.is_valid() is not bool(needed)
    assert needed <= set(form.errors)
    assert " required" not in form.as_p()


@pytest.fixture
def admin(agency: Agency, client: Client) -> Client:
    client.force_login(agency.users["training_admin"])
    return client


def of(agency: Agency, name: str) -> str:
    """Return the address of a page of the agency's cohort."""
    return reverse(f"cohorts:{name}", args=[agency.cohort.code])


def assert_harmless(response: Any, *pieces: str) -> None:
    """Fail when hostile text became markup; its words must be there to read."""
    page = response.content.decode()
    assert "<script>alert(" not in page
    assert "<img src=x" not in page
    assert "<b>'" not in page
    assert all(piece in text(response) for piece in pieces)


def test_hostile_text_in_every_field_is_shown_harmlessly(agency: Agency, admin: Client) -> None:
    person = {"number_type": "other", "number": "X/1", "name": HOSTILE, "position": HOSTILE, "unit": HOSTILE}
    sent = {**person, "sending_institution": "Kabupaten Utara", "letter_number": SHORT}
    assert admin.post(of(agency, "participant_add"), sent).status_code == 302
    added = Person.objects.get(number="X/1")
    assert_harmless(admin.get(reverse("cohorts:people")), "alert('x')")
    assert_harmless(admin.get(reverse("cohorts:person", args=[added.pk])), "alert('x')")
    assert_harmless(admin.get(reverse("cohorts:person_edit", args=[added.pk])))
    participation = added.participations.get()
    assert_harmless(admin.get(of(agency, "companions")), "alert('x')")
    assert_harmless(admin.get(of(agency, "appoint_mentor")), "alert('x')")
    typed = {"participants": participation.pk, "number_type": "other", "number": "X/2", "name": HOSTILE}
    typed |= {"starts_on": "5-10-2026", "task_description": HOSTILE, "is_direct_superior": "no"}
    assert admin.post(of(agency, "appoint_mentor"), typed | {"exception_reason": HOSTILE}).status_code == 302
    page = admin.get(reverse("cohorts:participant_assignments", args=[participation.pk]))
    assert_harmless(page, "alert('x')")
    event = {"kind": "workshop", "name": HOSTILE, "day": "1-10-2026", "starts": "9.00", "ends": "10.00"}
    made = admin.post(of(agency, "event_add"), event | {"place": HOSTILE, "material": HOSTILE}, follow=True)
    assert_harmless(made, "alert('x')")
    assert_harmless(admin.get(of(agency, "events")), "alert('x')")
    institution = {"name": HOSTILE, "kind": "unit", "parent": "", "aliases": SHORT}
    made = admin.post(reverse("cohorts:institution_add"), institution, follow=True)
    assert_harmless(made, "alert('x')")
    assert_harmless(admin.get(reverse("cohorts:institution_add")))
    assert_harmless(admin.get(reverse("cohorts:institutions") + f"?q={HOSTILE}"))


def test_hostile_text_that_is_refused_comes_back_harmlessly(agency: Agency, admin: Client) -> None:
    typed = {"number_type": "nip", "number": HOSTILE, "name": HOSTILE, "sending_institution": HOSTILE}
    answer = admin.post(of(agency, "participant_add"), typed | {"letter_date": HOSTILE, "rank": HOSTILE})
    assert answer.status_code == 422
    assert_harmless(answer)
    assert len(problems(answer)) == 4


def test_phases_with_hostile_names_are_shown_harmlessly(agency: Agency, admin: Client) -> None:
    url = of(agency, "cohort_phases")
    typed = filled(admin.get(url), **{"rows-0-name": SHORT, "rows-0-place": HOSTILE, "rows-0-reason": HOSTILE})
    assert_harmless(admin.post(url, typed, follow=True), "alert('x')")
    assert_harmless(admin.get(url))
    assert Cohort.objects.count() == 1
