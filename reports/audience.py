"""As whom somebody reads the figures of a cohort: how much of it, and how closely."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.models import Cohort, Participant
from cohorts.querysets.scopes import institutions_granted
from cohorts.states import GrantedRole

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Audience:
    """`institutions` (keys) restricts to the participants whom these sent; None is the whole cohort.

    Only a training admin of the organiser sees `names`: who has not answered, who differs, and small groups.
    """

    names: bool
    institutions: tuple[int, ...] | None

    @property
    def scope(self) -> str:
        """Return what a file made for this audience covers, as it is stored."""
        return "" if self.institutions is None else ",".join(str(key) for key in self.institutions)


# Sees nothing of any cohort.
NOBODY = Audience(names=False, institutions=())


def audiences(user: "User", cohorts: Iterable[Cohort]) -> dict[int, Audience]:
    """Return the user's audience of each cohort of which the user reads figures, in at most three queries."""
    wanted = list(cohorts)
    organisers = {cohort.organiser_id for cohort in wanted}
    administered, led = (
        set(institutions_granted(user, role).filter(pk__in=organisers).values_list("pk", flat=True))
        for role in (GrantedRole.TRAINING_ADMIN, GrantedRole.LEADERSHIP)
    )
    found: dict[int, Audience] = {}
    for cohort in wanted:
        if cohort.organiser_id in administered:
            found[cohort.pk] = Audience(names=True, institutions=None)
        elif cohort.organiser_id in led:
            found[cohort.pk] = Audience(names=False, institutions=None)
    others = [cohort.pk for cohort in wanted if cohort.pk not in found]
    return found | (_of_senders(user, others) if others else {})


def audience_of(user: "User", cohort: Cohort) -> Audience:
    """Return the user's audience of one cohort, NOBODY when its figures are not for the user."""
    return audiences(user, [cohort]).get(cohort.pk, NOBODY)


def _of_senders(user: "User", cohorts: list[int]) -> dict[int, Audience]:
    """Return the audiences of leadership of sending institutions: their own participants."""
    pairs = (
        Participant.objects.filter(
            cohort__in=cohorts, sending_institution__in=institutions_granted(user, GrantedRole.LEADERSHIP)
        )
        .order_by("cohort", "sending_institution")
        .values_list("cohort", "sending_institution")
        .distinct()
    )
    senders: dict[int, list[int]] = {}
    for cohort, institution in pairs:
        senders.setdefault(cohort, []).append(institution)
    return {cohort: Audience(names=False, institutions=tuple(keys)) for cohort, keys in senders.items()}
