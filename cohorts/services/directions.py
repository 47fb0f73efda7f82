"""What participants say about how they were prepared."""

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import Participant
from cohorts.services.saving import change

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def state_direction(participant: Participant, *, received: bool, by: "User") -> Participant:
    """Record whether the participant was given direction before the training; said again, nothing happens."""
    return change(participant, {"pre_training_direction": received}, by=by, verb="direction_stated")
