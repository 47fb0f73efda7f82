"""What this room has for a participant's page: the text, the milestones, the answers after the training."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from change_actions.models import ChangeAction, FollowUp, Milestone
from change_actions.rules import can_plan_milestones, can_write_change_action, is_mentor_today, respondent_as
from change_actions.said import facts_of
from change_actions.standing import Reader, counts_words, line_of, rows_of
from change_actions.states import Horizon, MilestoneState, Respondent
from change_actions.waves import wave_asked_of
from cohorts.dossier import Fact
from cohorts.models import Participant
from cohorts.registry import Act, DossierSection
from cohorts.wording import State
from core.dates import months_after, today_in
from core.templatetags.show import day, month_year

if TYPE_CHECKING:
    from accounts.models import User


def text_section(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return the text of the change action; for those who may write it also where there is none yet."""
    action = ChangeAction.objects.visible_to(reader).filter(participant=participant).first()
    may_write = can_write_change_action(reader, participant)
    url = reverse("change_actions:write", args=[participant.pk])
    return {
        "action": action,
        "headline": action.title if action else "",
        "write": Act(_("Ubah teks") if action else _("Tulis aksi perubahan"), url) if may_write else None,
    }


def milestones_of(participant: Participant, reader: "User") -> list[Milestone]:
    """Return the milestones that the reader may see, in time order."""
    return list(Milestone.objects.visible_to(reader).filter(change_action__participant=participant))


def milestones_section(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return the short-term milestones on one line of time, and how many others there are."""
    found = milestones_of(participant, reader)
    zone = participant.cohort.time_zone
    who = Reader(today_in(zone), is_mentor=is_mentor_today(reader, participant))
    short = [milestone for milestone in found if milestone.horizon == Horizon.SHORT]
    line = line_of(short, zone, who.today)
    waiting = [milestone for milestone in found if milestone.state == MilestoneState.CLAIMED]
    return {
        "wide": True,
        "note": counts_words(found, who) if found else "",
        "line": line,
        "rows": rows_of(short, line, zone, who),
        "later": [words for words in (_later(found, Horizon.MEDIUM), _later(found, Horizon.LONG)) if words],
        "late": {"milestones": _late_names(found, who.today)},
        "all": Act(_("Semua tonggak"), reverse("change_actions:milestones", args=[participant.pk])),
        "plan": can_plan_milestones(reader, participant),
        "act": _verify(waiting[0]) if waiting and who.is_mentor else None,
    }


def _late_names(found: list[Milestone], today: date) -> str:
    """Return the one overdue milestone by its name, nothing where there are several."""
    unfinished = {MilestoneState.PLANNED, MilestoneState.RETURNED}
    late = [row for row in found if row.state in unfinished and row.due_on and row.due_on < today]
    return _("tonggak “%(name)s”") % {"name": late[0]} if len(late) == 1 else ""


def _verify(milestone: Milestone) -> Act:
    return Act(_("Periksa tonggak"), reverse("change_actions:milestone", args=[milestone.pk]))


def _later(found: list[Milestone], horizon: Horizon) -> str:
    chosen = [milestone for milestone in found if milestone.horizon == horizon]
    if not chosen:
        return ""
    words = _("%(horizon)s: %(count)s tonggak") % {"horizon": horizon.label, "count": len(chosen)}
    last = max((milestone.due_on for milestone in chosen if milestone.due_on), default=None)
    return _("%(words)s, s.d. %(month)s.") % {"words": words, "month": month_year(last)} if last else f"{words}."


def follow_up_section(participant: Participant, reader: "User") -> dict[str, Any] | None:
    """Return by wave who answered. What was answered is shown to the respondent alone, in the form."""
    months = sorted({int(month) for month in participant.cohort.programme.follow_up_months})
    given = {(month, respondent): on for month, respondent, on in FollowUp.objects.times_for(participant)}
    current = wave_asked_of(participant)
    waves = sorted({*months, *(month for month, _respondent in given)})
    if not waves:
        return None
    role = respondent_as(reader, participant)
    url = reverse("change_actions:follow_up", args=[participant.pk])
    answered = role is not None and (current, role) in given
    return {
        "note": _("setelah pelatihan"),
        "waves": [_wave(month, participant, given, current) for month in waves],
        "answer": Act(_("Ubah jawaban") if answered else _("Jawab"), url) if role and current else None,
        "own": own_answers(participant, reader, role) if role else [],
    }


def own_answers(participant: Participant, reader: "User", role: Respondent) -> list[tuple[str, list[Fact]]]:
    """Return what the reader answered, wave by wave; nobody else is shown it."""
    answers = FollowUp.objects.visible_to(reader).filter(participant=participant, respondent=role)
    return [
        (_("Jawaban Anda bulan ke-%(month)s") % {"month": answer.month}, facts_of(answer))
        for answer in answers.prefetch_related("barriers")
    ]


def _wave(
    month: int, participant: Participant, given: dict[tuple[int, str], date | None], current: int
) -> dict[str, Any]:
    opens = months_after(participant.cohort.ends_on, month)
    was_asked = opens <= today_in(participant.cohort.time_zone) or any((month, who) in given for who in Respondent)
    return {
        "title": _("Bulan ke-%(month)s") % {"month": month},
        "when": month_year(opens),
        "states": [_answer_state(who, month, given, current) for who in Respondent] if was_asked else [],
    }


def _answer_state(who: Respondent, month: int, given: dict[tuple[int, str], date | None], current: int) -> State:
    if (month, who) in given:
        on = given[month, who]
        words = _("%(who)s menjawab %(day)s") if on else _("%(who)s menjawab")
        return State("done", words % {"who": who.label, "day": day(on)})
    if month == current:
        return State("due", _("%(who)s belum menjawab") % {"who": who.label})
    return State("open", _("%(who)s tidak menjawab") % {"who": who.label})


SECTIONS = [
    DossierSection(
        code="aksi-perubahan",
        title=gettext_lazy("Aksi Perubahan"),
        order=30,
        template="change_actions/_text_section.html",
        context=text_section,
        history=("change_actions.changeaction",),
    ),
    DossierSection(
        code="tonggak",
        title=gettext_lazy("Tonggak Capaian, Jangka Pendek"),
        order=40,
        template="change_actions/_milestones_section.html",
        context=milestones_section,
        history=("change_actions.milestone",),
    ),
    DossierSection(
        code="tindak-lanjut",
        title=gettext_lazy("Tindak Lanjut"),
        order=60,
        template="change_actions/_follow_up_section.html",
        context=follow_up_section,
        history=("change_actions.followup",),
    ),
]
