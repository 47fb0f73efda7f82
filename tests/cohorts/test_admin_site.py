"""The admin site shows rows of this room to look at, and changes none."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cohorts.models import Assignment, Cohort, Grant, Institution, Participant, Person, Programme
from tests.cast import build_agency

pytestmark = pytest.mark.django_db
MODELS = [Institution, Person, Programme, Cohort, Participant, Assignment, Grant]


@pytest.fixture
def staff(client: Client) -> Client:
    build_agency("Utara", 1)
    client.force_login(User.objects.create_superuser("teknisi", "teknisi@contoh.go.id", "sandi-untuk-uji"))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_found_and_read(staff: Client, model: type) -> None:
    name = model.__name__.lower()
    listed = reverse(f"admin:cohorts_{name}_changelist")
    assert staff.get(listed).status_code == 200
    assert staff.get(listed + "?q=utara").status_code == 200
    row = model._default_manager.first()  # type: ignore[attr-defined]
    assert staff.get(reverse(f"admin:cohorts_{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added_changed_or_deleted_there(staff: Client, model: type) -> None:
    name = model.__name__.lower()
    row = model._default_manager.first()  # type: ignore[attr-defined]
    assert staff.get(reverse(f"admin:cohorts_{name}_add")).status_code == 403
    assert staff.post(reverse(f"admin:cohorts_{name}_change", args=[row.pk]), {}).status_code == 403
    assert staff.post(reverse(f"admin:cohorts_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
