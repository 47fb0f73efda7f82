"""The checkpoints of change actions: the document, its milestones, and the answers after the training."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from change_actions.models import ChangeAction, FollowUp, Milestone
from change_actions.querysets import MilestoneQuerySet
from change_actions.states import Horizon, MilestoneState, Respondent
from change_actions.waves import current_wave, is_answered_by, is_asked_for
from cohorts.expressions import end_of, has_one
from cohorts.registry import Checkpoint, OwedBy, Progress, Stage
from cohorts.states import AssignmentRole, PhaseKind

MONTHS_TO_ANSWER = 1

MENTORS_ANSWERS = FollowUp.objects.filter(participant=OuterRef("pk"), respondent=Respondent.MENTOR)
ACTIONS = ChangeAction.objects.filter(participant=OuterRef("pk")).order_by()


def own_milestones() -> MilestoneQuerySet:
    """Return the milestones of the outer participant."""
    return Milestone.objects.filter(change_action__participant=OuterRef("pk")).order_by()


def overdue() -> MilestoneQuerySet:
    """Return those of the outer participant that were not claimed in time."""
    return own_milestones().unfinished().filter(due_on__lt=OuterRef("today"))


def number_of(milestones: QuerySet[Milestone]) -> Combinable:
    """Return how many milestones a subquery finds, 0 for none."""
    counted = milestones.values("change_action__participant").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def earliest_due(milestones: QuerySet[Milestone]) -> Combinable:
    """Return the first due date that a subquery finds."""
    return Subquery(milestones.values("change_action__participant").annotate(first=Min("due_on")).values("first"))


CHECKPOINTS = [
    Checkpoint(
        code="title",
        label=_("Judul aksi perubahan"),
        heading=_("Judul"),
        stage=Stage.PLAN,
        owed_by=OwedBy.PARTICIPANT,
        met=Exists(ACTIONS),
        due=end_of(PhaseKind.PLAN_SEMINAR),
        act="change_actions:write",
        act_label=_("Tulis judul"),
        task=_("Tulis judul aksi perubahan"),
        order=1,
    ),
    Checkpoint(
        code="strategic_plan",
        label=_("Rujukan renstra"),
        heading=_("Renstra"),
        stage=Stage.PLAN,
        owed_by=OwedBy.PARTICIPANT,
        met=Exists(ACTIONS.exclude(strategic_plan_reference="")),
        due=end_of(PhaseKind.PLAN_SEMINAR),
        act="change_actions:write",
        act_label=_("Tulis rujukan"),
        task=_("Rujuk renstra dalam aksi perubahan"),
        order=2,
    ),
    Checkpoint(
        code="milestones_planned",
        label=_("Rencana tonggak"),
        heading=_("Rencana"),
        stage=Stage.PLAN,
        owed_by=OwedBy.PARTICIPANT,
        met=Exists(own_milestones().filter(horizon=Horizon.SHORT)),
        due=end_of(PhaseKind.PLAN_SEMINAR),
        act="change_actions:milestones",
        act_label=_("Susun tonggak"),
        task=_("Susun tonggak jangka pendek"),
        order=3,
    ),
    Checkpoint(
        code="milestones",
        label=_("Tonggak"),
        heading=_("Tonggak"),
        stage=Stage.IMPLEMENTATION,
        owed_by=OwedBy.PARTICIPANT,
        met=~Exists(overdue()),
        applies=Exists(own_milestones()),
        due=earliest_due(overdue()),
        progress=Progress(
            done=number_of(own_milestones().filter(state=MilestoneState.VERIFIED)),
            of=number_of(own_milestones()),
            claimed=number_of(own_milestones().filter(state=MilestoneState.CLAIMED)),
            overdue=number_of(overdue()),
        ),
        act="change_actions:milestones",
        act_label=_("Ajukan tonggak"),
        task=_("Ajukan tonggak yang melewati tenggat"),
        outlives_training=True,
        told_singly=True,
        order=1,
    ),
    Checkpoint(
        code="participant_answer",
        label=_("Tindak lanjut peserta"),
        heading=_("Jawaban peserta"),
        stage=Stage.CONTINUATION,
        owed_by=OwedBy.PARTICIPANT,
        met=is_answered_by(Respondent.PARTICIPANT),
        applies=is_asked_for(),
        due=F("cohort__ends_on"),
        months=current_wave() + Value(MONTHS_TO_ANSWER),
        act="change_actions:follow_up",
        act_label=_("Jawab"),
        task=_("Jawab tindak lanjut setelah pelatihan"),
        outlives_training=True,
        order=1,
    ),
    Checkpoint(
        code="mentor_answer",
        label=_("Tindak lanjut mentor"),
        heading=_("Jawaban mentor"),
        stage=Stage.CONTINUATION,
        owed_by=OwedBy.MENTOR,
        met=is_answered_by(Respondent.MENTOR),
        applies=is_asked_for() & (Q(has_one(AssignmentRole.MENTOR)) | Q(Exists(MENTORS_ANSWERS))),
        due=F("cohort__ends_on"),
        months=current_wave() + Value(MONTHS_TO_ANSWER),
        act="change_actions:follow_up",
        act_label=_("Jawab"),
        task=_("Jawab tindak lanjut setelah pelatihan"),
        outlives_training=True,
        order=2,
    ),
]
