"""The checkpoints that this room has the data for: letters, directions, who accompanies whom.

The deadlines follow the programme's phases; a cohort without phases falls back on its first or last day.
Sources: the recommendations of the published evaluations (pre-training direction, mentors appointed by letter with
a task description).
"""

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cohorts.expressions import has_one, in_office, since_appointed, start_of_training
from cohorts.registry import Checkpoint, OwedBy, Stage
from cohorts.states import AssignmentRole

CHECKPOINTS = [
    Checkpoint(
        code="letter",
        label=_("Surat perintah tugas"),
        heading=_("SPT"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.TRAINING_ADMIN,
        met=~Q(letter_number=""),
        due=start_of_training(),
        act="cohorts:participant_edit",
        act_label=_("Catat SPT"),
        task=_("Catat surat perintah tugas"),
        group=ngettext_lazy(
            "%(count)s peserta tanpa surat perintah tugas", "%(count)s peserta tanpa surat perintah tugas", "count"
        ),
        order=1,
    ),
    Checkpoint(
        code="direction",
        label=_("Arahan prapelatihan"),
        heading=_("Arahan"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.PARTICIPANT,
        met=Q(pre_training_direction__isnull=False),
        due=start_of_training(),
        grace=7,
        act="cohorts:direction",
        act_label=_("Jawab"),
        task=_("Nyatakan apakah Anda mendapat arahan prapelatihan"),
        order=2,
    ),
    Checkpoint(
        code="coach",
        label=_("Coach"),
        heading=_("Coach"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.TRAINING_ADMIN,
        met=has_one(AssignmentRole.COACH),
        absent=~has_one(AssignmentRole.COACH),
        due=since_appointed(AssignmentRole.COACH, start_of_training()),
        act="cohorts:participant_assignments",
        act_label=_("Tetapkan coach"),
        task=_("Tetapkan coach"),
        group=ngettext_lazy("%(count)s peserta tanpa coach", "%(count)s peserta tanpa coach", "count"),
        order=3,
    ),
    Checkpoint(
        code="mentor",
        label=_("Mentor bersurat tugas"),
        heading=_("Mentor"),
        stage=Stage.PRE_TRAINING,
        owed_by=OwedBy.TRAINING_ADMIN,
        met=Exists(in_office(AssignmentRole.MENTOR).exclude(letter_number="").exclude(task_description="")),
        absent=~has_one(AssignmentRole.MENTOR),
        due=since_appointed(AssignmentRole.MENTOR, start_of_training()),
        act="cohorts:participant_assignments",
        act_label=_("Lengkapi mentor"),
        task=_("Lengkapi surat dan uraian tugas mentor"),
        group=ngettext_lazy(
            "%(count)s peserta belum lengkap penunjukan mentornya",
            "%(count)s peserta belum lengkap penunjukan mentornya",
            "count",
        ),
        order=5,
    ),
]
