"""As what somebody acts: roles follow from grants, assignments of today and enrolment, never from a flag."""

from django.db import models
from django.db.models import Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cohorts.models import Grant, Participant
from cohorts.querysets.scopes import assignments_held

IN_SESSION = "role"


class Role(models.TextChoices):
    """Roles in the order in which a person with several first meets them."""

    TRAINING_ADMIN = "training_admin", _("Pengelola pelatihan")
    LEADERSHIP = "leadership", _("Pimpinan")
    MENTOR = "mentor", _("Mentor")
    COACH = "coach", _("Coach")
    EXAMINER = "examiner", _("Penguji")
    PARTICIPANT = "participant", _("Peserta")


def roles_held(user: User) -> list[Role]:
    """Return the roles of a user today, in the order of Role, with one query."""
    # SQLite takes no order within the parts of a union.
    enrolled = Participant.objects.filter(person__user=user).order_by().annotate(role=Value(Role.PARTICIPANT))
    assigned = assignments_held(user).order_by().values("role")
    found = Grant.objects.filter(user=user).order_by().values("role").union(assigned, enrolled.values("role"))
    held = {row["role"] for row in found}
    return [role for role in Role if role in held]


def roles_of(request: HttpRequest) -> list[Role]:
    """Return the roles of whoever asks, looked up once a request."""
    if not request.user.is_authenticated:
        return []
    held: list[Role] | None = getattr(request, "roles_held", None)
    if held is None:
        held = roles_held(request.user)
        request.roles_held = held  # type: ignore[attr-defined]
    return held


def current_role(request: HttpRequest, held: list[Role]) -> Role | None:
    """Return the role chosen in this session if it is still held, else the first one held, or None without any."""
    chosen = request.session.get(IN_SESSION)
    return next((role for role in held if role == chosen), held[0] if held else None)
