"""The checkpoint of coaching: the coach is appointed by decree, and certified or excused in writing.

Source: the published evaluations found coaches without a certificate and without a decree.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coaching.models import Certificate, Waiver
from cohorts.expressions import has_one, since_appointed, start_of_training
from cohorts.models import CoachAppointment
from cohorts.registry import Checkpoint, OwedBy, Stage
from cohorts.states import AssignmentRole
from core.dates import held_on

CERTIFIED = Certificate.objects.valid_on(OuterRef("cohort__starts_on")).filter(person=OuterRef("person"))
WAIVED = Waiver.objects.filter(appointment=OuterRef("pk"))
PRESENT_COACH = Q(
    held_on(OuterRef("day"), prefix="person__assignments__"),
    person__assignments__participant=OuterRef("pk"),
    person__assignments__role=AssignmentRole.COACH,
)
APPOINTED = (
    CoachAppointment.objects.filter(PRESENT_COACH, cohort=OuterRef("cohort"))
    .exclude(decree_number="")
    .filter(Exists(CERTIFIED) | Exists(WAIVED))
    .order_by()
)

CHECKPOINTS = [
    Checkpoint(
        code="coach_fit",
        label=_("Coach bersertifikat"),
        heading=_("SK coach"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.TRAINING_ADMIN,
        met=Exists(APPOINTED),
        applies=has_one(AssignmentRole.COACH),
        due=since_appointed(AssignmentRole.COACH, start_of_training()),
        act="cohorts:participant_assignments",
        act_label=_("Lengkapi coach"),
        task=_("Lengkapi surat penunjukan dan sertifikat coach"),
        group=ngettext_lazy(
            "%(count)s peserta belum lengkap penunjukan coachnya",
            "%(count)s peserta belum lengkap penunjukan coachnya",
            "count",
        ),
        order=4,
    ),
]
