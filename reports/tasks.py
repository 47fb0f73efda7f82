"""What the worker does for reports."""

from django.tasks import task

from reports.models import Rendering
from reports.services.making import make_file


@task()
def make(rendering_pk: int) -> None:
    """Make a file that somebody asked for; retries are inside, for the queue has none."""
    rendering = Rendering.objects.select_related("cohort__programme", "cohort__organiser__parent", "requested_by")
    found = rendering.filter(pk=rendering_pk).first()
    if found:
        make_file(rendering=found)
