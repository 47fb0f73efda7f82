"""Who may do what with certificates. Appointments and waivers follow the rules of cohorts."""

from typing import TYPE_CHECKING

from cohorts.models import CoachAppointment
from cohorts.querysets.scopes import of_own_agency
from cohorts.rules import administers, can_administer_appointment, is_training_admin

if TYPE_CHECKING:
    from accounts.models import User
    from coaching.models import Certificate, Waiver
    from cohorts.models import Person


def can_certify(user: "User", person: "Person") -> bool:
    """Training admins keep the certificates of their own people and of the coaches of their cohorts."""
    if person.institution and administers(user, person.institution):
        return True
    appointed = CoachAppointment.objects.filter(of_own_agency(user, prefix="cohort__"), person=person)
    return is_training_admin(user) and appointed.exists()


def can_administer_certificate(user: "User", certificate: "Certificate") -> bool:
    """A certificate is kept by those who keep its holder's."""
    return can_certify(user, certificate.person)


def can_administer_waiver(user: "User", waiver: "Waiver") -> bool:
    """A waiver is kept by the cohort's training admins."""
    return can_administer_appointment(user, waiver.appointment)
