"""What the admin site shows of this room: rows to look at. Whatever changes them is a service on the pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin import ReadOnlyAdmin
from accounts.numbers import shown
from cohorts.models import Assignment, Cohort, Grant, Institution, Participant, Person, Programme


@admin.register(Institution)
class InstitutionAdmin(ReadOnlyAdmin[Institution]):
    """Institutions with their place in the tree."""

    list_display = ("name", "kind", "parent", "path")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "aliases__name")


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin[Person]):
    """People."""

    list_display = ("name", "shown_number", "position", "institution")
    list_filter = ("number_type",)
    list_select_related = ("institution",)
    search_fields = ("name", "number")

    @admin.display(description=_("nomor"), ordering="number")
    def shown_number(self, person: Person) -> str:
        """Return the number as people write it."""
        return shown(person.number)


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin[Programme]):
    """Editions of programmes."""

    list_display = ("code", "name", "effective_on", "is_example")
    list_filter = ("code", "is_example")


@admin.register(Cohort)
class CohortAdmin(ReadOnlyAdmin[Cohort]):
    """Cohorts."""

    list_display = ("code", "programme", "label", "year", "organiser", "starts_on", "ends_on")
    list_filter = ("year",)
    list_select_related = ("programme", "organiser")
    search_fields = ("code",)


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin[Participant]):
    """Participants and their outcomes; nothing that they answered."""

    list_display = ("person", "cohort", "sending_institution", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("person", "cohort__programme", "sending_institution")
    search_fields = ("person__name", "person__number", "cohort__code")


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin[Assignment]):
    """Who accompanies whom."""

    list_display = ("person", "role", "participant", "starts_on", "ends_on", "letter_number")
    list_filter = ("role",)
    list_select_related = ("person", "participant__person")
    search_fields = ("person__name", "participant__person__name")


@admin.register(Grant)
class GrantAdmin(ReadOnlyAdmin[Grant]):
    """Granted roles."""

    list_display = ("user", "role", "institution")
    list_filter = ("role",)
    list_select_related = ("user", "institution")
    search_fields = ("user__name", "user__username")
