"""What tests of reports share."""

import pytest


@pytest.fixture
def second_factor_off(settings):
    """Let leadership and admins in without a second factor, as the demo does."""
    settings.SECOND_FACTOR_DUTY = False
