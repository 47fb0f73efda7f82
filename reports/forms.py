"""What readers of reports choose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from reports.states import RenderingFormat


class FileForm(PlainForm):
    """As what a report is asked for."""

    form = forms.ChoiceField(label=_("Bentuk"), choices=RenderingFormat)
