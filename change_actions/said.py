"""An answer in words, for the one who gave it."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from change_actions.models import FollowUp
from change_actions.states import Respondent
from cohorts.dossier import Fact

OF_BOTH = ("implementation",)
QUESTIONS = {
    Respondent.PARTICIPANT: (*OF_BOTH, "coaching_needed", "note"),
    Respondent.MENTOR: (
        *(*OF_BOTH, "in_skp", "behaviour_change", "mentor_letter", "role_explained"),
        *("mentoring_pattern", "guidance", "note"),
    ),
}


def facts_of(answer: FollowUp) -> list[Fact]:
    """Return the questions of a respondent with what was said; an open one says so."""
    barriers = ", ".join(barrier.get_kind_display() for barrier in answer.barriers.all())
    found = [_fact(answer, name) for name in QUESTIONS[Respondent(answer.respondent)]]
    return [found[0], Fact(_("Kendala"), barriers or _("Tidak disebut"), ""), *found[1:]]


def _fact(answer: FollowUp, name: str) -> Fact:
    field: Any = FollowUp._meta.get_field(name)
    value = getattr(answer, name)
    if isinstance(value, bool):
        words = _("Ya") if value else _("Tidak")
    else:
        words = str(dict(field.flatchoices).get(value, value or ""))
    return Fact(capfirst(str(field.verbose_name)), words or _("Tidak diisi"), "")
