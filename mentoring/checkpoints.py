"""The checkpoint of mentoring: the mentor of today has signed the commitment statement.

Source: the published evaluations found that most mentors had promised nothing in writing.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cohorts.expressions import end_of, has_one, in_office, since_appointed
from cohorts.registry import Checkpoint, OwedBy, Stage
from cohorts.states import AssignmentRole, PhaseKind
from mentoring.models import Statement

SIGNED = Statement.objects.filter(assignment=OuterRef("pk"))

CHECKPOINTS = [
    Checkpoint(
        code="statement",
        label=_("Pernyataan komitmen"),
        heading=_("Komitmen"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.MENTOR,
        met=Exists(in_office(AssignmentRole.MENTOR).filter(Exists(SIGNED))),
        applies=has_one(AssignmentRole.MENTOR),
        due=since_appointed(AssignmentRole.MENTOR, end_of(PhaseKind.COMMITMENT, otherwise="cohort__starts_on")),
        grace=7,
        act="mentoring:statement",
        act_label=_("Catat pernyataan"),
        task=_("Catat pernyataan komitmen yang Anda tanda tangani"),
        order=6,
    ),
]
