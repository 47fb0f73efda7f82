"""What every model promises, on both databases."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from tests.architecture.house import ranks

# Models without a reader's question of their own, each with the reason.
SEEN_WITH_ANOTHER = {
    "accounts.User": "an account shows as its Person, and to itself",
    "cohorts.InstitutionAlias": "a part of its Institution",
    "cohorts.Phase": "a part of its Cohort",
    "cohorts.ProgrammePhase": "a part of its Programme",
}
SEEN_BY_ALL = {"cohorts.Programme": "the published rules of a training"}
OURS = [model for model in apps.get_models() if model._meta.app_label in ranks()]


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    [model for model in OURS if model._meta.label not in SEEN_WITH_ANOTHER],
    ids=lambda model: model._meta.label,
)
def test_rows_are_asked_for_by_reader(model: type[models.Model]) -> None:
    """The question is one that both databases understand, and a stranger sees nobody else's rows."""
    stranger = get_user_model().objects.create_user("000000000000000001")
    visible = model._default_manager.visible_to(stranger)  # type: ignore[attr-defined]
    assert list(visible) == [] or model._meta.label in SEEN_BY_ALL


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_constraints_have_a_name_and_a_sentence(model: type[models.Model]) -> None:
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []
