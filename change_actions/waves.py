"""Which wave of answers is asked for, as an expression over participants annotated with `today`.

A wave opens so many months after the end of the cohort, as its programme says, and is asked for during WINDOW
months. Outside of these it is the highest month in which anybody of the cohort answered (so it is with an old
cohort brought in by workbook), and none, 0, where nobody did.
"""

from django.db.models import Case, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear, Greatest
from django.db.models.lookups import GreaterThan, LessThan, LessThanOrEqual, Range

from change_actions.models import FollowUp
from change_actions.querysets import FollowUpQuerySet
from cohorts.models import Participant

WINDOW = 3  # months during which a wave is asked for
WAVES_OF_A_PROGRAMME = 5  # at most; further ones are not looked for
NO_WAVE = Value(0)


def months_since_the_end() -> Combinable:
    """Return whole months since the cohort's last day, from the parts of both dates: these are alike everywhere."""
    started = Case(
        When(LessThan(ExtractDay("today"), ExtractDay("cohort__ends_on")), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    years = ExtractYear("today") - ExtractYear("cohort__ends_on")
    months = ExtractMonth("today") - ExtractMonth("cohort__ends_on")
    return years * Value(12) + months - started


def current_wave() -> Combinable:
    """Return the month of the wave that is asked for, 0 for none."""
    answered = _highest(FollowUp.objects.filter(participant__cohort=OuterRef("cohort")), "participant__cohort")
    return Greatest(answered, *(_open_wave(place) for place in range(WAVES_OF_A_PROGRAMME)))


def highest_answered(respondent: str) -> Combinable:
    """Return the highest month in which a respondent answered for the outer participant, 0 for none."""
    return _highest(FollowUp.objects.filter(participant=OuterRef("pk"), respondent=respondent), "participant")


def _highest(answers: FollowUpQuerySet, of: str) -> Combinable:
    highest = answers.order_by().values(of).annotate(highest=Max("month")).values("highest")
    return Coalesce(Subquery(highest), NO_WAVE)


def _open_wave(place: int) -> Combinable:
    month = Cast(KeyTransform(place, "cohort__programme__follow_up_months"), IntegerField())
    is_open = Range(months_since_the_end(), (month, month + Value(WINDOW - 1)))
    return Case(When(is_open, then=month), default=NO_WAVE, output_field=IntegerField())


def wave_asked_of(participant: Participant) -> int:
    """Return the month of the wave that a participant's cohort is asked for today, 0 for none."""
    rows = Participant.objects.filter(pk=participant.pk).with_today().annotate(wave=current_wave())
    month: int = rows.values_list("wave", flat=True).get()
    return month


def is_asked_for() -> Q:
    """Return the condition that a wave is asked for."""
    return Q(GreaterThan(current_wave(), NO_WAVE))


def is_answered_by(respondent: str) -> Q:
    """Return the condition that a respondent answered the wave that is asked for."""
    return Q(LessThanOrEqual(current_wave(), highest_answered(respondent)))
