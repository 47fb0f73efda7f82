"""Loading the whole demo, once."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.system import system_user
from accounts.services.users import set_password
from cohorts.models import Cohort
from core import audit
from core.errors import RefusedError
from demo import scenarios
from demo.people import ORGANISER
from demo.running_cohort import DAYS_SINCE_START

ACCOUNTS = ("admin", "coach", "mentor", "peserta", "pimpinan")
DOMAIN = "contoh.go.id"


@dataclass(frozen=True)
class Loaded:
    """What loading did: the cohorts that it added, by code."""

    added: tuple[str, ...]


def loaded_for() -> date | None:
    """Return the day for which the demo stands in the database, or None when it does not."""
    cohort = Cohort.objects.filter(organiser__name=ORGANISER).order_by("starts_on").first()
    return cohort.starts_on + timedelta(days=DAYS_SINCE_START) if cohort else None


def load_demo(*, today: date, fresh: bool = False) -> Loaded:
    """Load both cohorts and the five accounts. A second run for the same day adds nothing.

    `fresh` empties the database first. Raises RefusedError outside DEBUG and demo mode, where the database holds
    people that are not the demo's, and when the demo stands there for another day.
    """
    if not (settings.DEBUG or settings.DEMO_PASSWORD):
        raise RefusedError(_("Data contoh hanya dimuat dalam mode demo (DEMO_PASSWORD) atau DEBUG."))
    if fresh:
        call_command("flush", interactive=False, verbosity=0)
    day = loaded_for()
    if day is None and User.objects.filter(is_system=False).exists():
        raise RefusedError(_("Basis data ini sudah berisi orang lain. Data contoh tidak dimuat ke dalamnya."))
    if day not in {None, today}:
        raise RefusedError(
            _("Data contoh sudah dimuat untuk %(day)s. Pakai --fresh untuk memuatnya kembali bagi hari ini.")
            % {"day": f"{day:%d-%m-%Y}"}
        )
    return Loaded(()) if day else _load(today)


@transaction.atomic
def _load(today: date) -> Loaded:
    people = scenarios.staff()
    cohorts = [scenarios.lampung(by=people.admin), scenarios.running(by=people.admin, today=today)]
    if settings.DEMO_PASSWORD:
        system = system_user()
        for user in User.objects.filter(email__in=[f"{name}@{DOMAIN}" for name in ACCOUNTS]):
            set_password(user=user, password=settings.DEMO_PASSWORD, by=system, via=audit.COMMAND)
    return Loaded(tuple(cohort.code for cohort in cohorts))
