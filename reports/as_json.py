"""An evaluation as JSON. The keys are those of demo/reference/*.expected.json; it is never suppressed."""

from collections.abc import Mapping
from typing import Any

from change_actions.figures import Answers
from core.dates import local
from core.shares import Share, shares_as_json
from reports.evaluation import Evaluation, Figures


def evaluation_as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures under their published keys, and beside them what they rest on.

    `cohort` is the code, or null over several cohorts, which then stand in `cohorts`.
    """
    codes = [cohort.code for cohort in evaluation.cohorts]
    return {
        "cohort": codes[0] if len(codes) == 1 else None,
        "cohorts": codes,
        "wave": evaluation.months[0] if len(evaluation.months) == 1 else None,
        "waves": {cohort.code: evaluation.waves[cohort.pk] for cohort in evaluation.cohorts},
        "data_as_of": local(evaluation.as_of, evaluation.zone or "UTC").isoformat(),
        **_figures_as_json(evaluation.total),
        "participants_by_institution": {
            part.name: part.figures.people.participants for part in evaluation.by_institution
        },
        "coaches_certified": None if evaluation.coaches is None else evaluation.coaches.as_json(),
        "by_institution": {part.name: _figures_as_json(part.figures) for part in evaluation.by_institution},
    }


def _figures_as_json(figures: Figures) -> dict[str, Any]:
    """Return the figures of one set of participants."""
    people, participant, mentor = figures.people, figures.answers.participant, figures.answers.mentor
    return {
        "participants": people.participants,
        "responses": shares_as_json(figures.responses),
        "implementation": {
            "participant": participant.implementation.as_json(),
            "mentor": mentor.implementation.as_json(),
        },
        "implementation_not_stated": {
            "participant": participant.implementation.not_stated,
            "mentor": mentor.implementation.not_stated,
        },
        "implementation_statuses": {
            "participant": shares_as_json(participant.statuses),
            "mentor": shares_as_json(mentor.statuses),
        },
        "disagreements": figures.answers.disagreements.as_json(),
        "skp_inclusion": mentor.in_skp.as_json(),
        "barriers": {"participant": _named(participant), "mentor": _named(mentor)},
        "behaviour_change": shares_as_json(mentor.behaviour_change),
        "without_pre_training_direction": people.without_pre_training_direction.as_json(),
        "coaching_needed": participant.coaching_needed.as_json(),
        "mentoring": {
            "letter_without_task_description": mentor.letter_without_tasks.as_json(),
            "unscheduled": mentor.unscheduled.as_json(),
            "role_explained": mentor.role_explained.as_json(),
            "approval_or_correction_only": mentor.approval_or_correction.as_json(),
        },
        "mentors_replaced": people.mentors_replaced.as_json(),
        "not_stated": _blanks(figures),
        "outcomes": {outcome: count for outcome, count in people.outcomes.items() if count},
    }


def _named(answers: Answers) -> dict[str, Any]:
    """Return the barriers that somebody named."""
    return shares_as_json({kind: share for kind, share in answers.barriers.items() if share.count})


def _blanks(figures: Figures) -> dict[str, int]:
    """Return how many of those who answered left each question blank."""
    participant, mentor = figures.answers.participant, figures.answers.mentor
    shares: Mapping[str, Share] = {
        "implementation.participant": participant.implementation,
        "implementation.mentor": mentor.implementation,
        "coaching_needed": participant.coaching_needed,
        "skp_inclusion": mentor.in_skp,
        "behaviour_change": next(iter(mentor.behaviour_change.values())),
        "mentoring.letter_without_task_description": mentor.letter_without_tasks,
        "mentoring.unscheduled": mentor.unscheduled,
        "mentoring.role_explained": mentor.role_explained,
        "mentoring.approval_or_correction_only": mentor.approval_or_correction,
    }
    return {key: share.not_stated for key, share in shares.items()}
