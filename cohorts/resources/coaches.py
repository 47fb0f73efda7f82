"""The sheet Coach: who is appointed as a coach of the cohort."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from django.db import models

from cohorts.models import CoachAppointment
from cohorts.resources.books import APPOINTMENTS, known_number
from cohorts.workbook.resource import SheetResource, column

if TYPE_CHECKING:
    from cohorts.workbook.reading import Row


class AppointmentResource(SheetResource[CoachAppointment]):
    """A coach's appointment, from the cohort's first day on, with the office held on that day."""

    noun = "coachappointment"
    stored = APPOINTMENTS
    is_main = True
    rank = column("Golongan", "rank")
    position = column("Jabatan", "position")
    decree_number = column("Nomor surat penunjukan", "decree_number")
    decree_date = column("Tanggal surat penunjukan", "decree_date")

    class Meta:
        model = CoachAppointment
        fields = ("rank", "position", "decree_number", "decree_date")

    def key_of(self, row: "Row") -> Hashable | None:
        """Return the person's number."""
        return known_number(row, "NIP")

    def key_columns(self, key: str) -> dict[str, Any]:
        """Return the person's number."""
        return {"NIP": key}

    def make(self) -> CoachAppointment:
        """Return an appointment."""
        return CoachAppointment(
            cohort=self.batch.cohort,
            person=self.batch.people.people[str(self.key)],
            starts_on=self.batch.first_day,
        )

    def who(self, instance: CoachAppointment) -> str:
        """Return the coach's name."""
        return instance.person.name

    def about(self, instance: CoachAppointment) -> tuple[models.Model, ...]:
        """The entry belongs on the cohort's and the person's page too."""
        return (instance.cohort, instance.person)
