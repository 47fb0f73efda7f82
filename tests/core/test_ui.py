"""Icons, state words, form controls and addresses of lists."""

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags import ui


class Sample(forms.Form):
    name = forms.CharField(help_text="Seperti pada SK.")
    agenda = forms.ChoiceField(widget=forms.RadioSelect, choices=[("coachee", "Coachee"), ("coach", "Coach <b>")])
    barriers = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("budget", "Anggaran")], required=False
    )
    kind = forms.ChoiceField(choices=[("pka", "PKA")])
    text = forms.CharField(widget=forms.Textarea)
    agreed = forms.BooleanField()
    file = forms.FileField()


def test_icon_with_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        ui.icon("chekc")


@pytest.mark.parametrize("kind", ["late", "due", "done"])
def test_state_has_a_glyph_and_escaped_words(kind: str) -> None:
    markup = ui.state(kind, "Terlambat <3> hari")
    assert "<svg" in markup
    assert f'class="st {kind}"' in markup
    assert "Terlambat &lt;3&gt; hari" in markup


def test_state_open_is_words_alone_and_a_chip_says_so() -> None:
    assert ui.state("open", "Belum waktunya") == '<span class="st open"><span>Belum waktunya</span></span>'
    assert 'class="st late chip"' in ui.state("late", "Terlambat 3 hari", "chip")


def test_widget_kind_tells_the_fields_apart() -> None:
    assert [ui.widget_kind(field) for field in Sample()] == [
        *("text", "radio", "checkboxes", "select", "area", "checkbox", "file")
    ]


def test_control_never_says_required_and_points_to_hint_and_error() -> None:
    form = Sample(data={})
    assert not form.is_valid()
    markup = ui.control(form["name"])
    assert " required" not in markup
    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert 'class="in"' in markup


def test_choices_are_single_controls_with_their_labels() -> None:
    found = ui.choices(Sample(data={"agenda": "coach"})["agenda"])
    assert [(identity, label) for identity, _control, label in found] == [
        ("id_agenda_0", "Coachee"),
        ("id_agenda_1", "Coach <b>"),
    ]
    assert "checked" in found[1][1]
    assert all('class="rd"' in control and "<label" not in control for _id, control, _label in found)


def test_same_list_with_a_new_filter_goes_back_to_page_one() -> None:
    context = Context({"request": RequestFactory().get("/?sort=name&page=3&q=a&q=b")})
    assert ui.same_list(context, state="late") == "?sort=name&q=a&q=b&state=late"
    assert ui.same_list(context, page=4) == "?sort=name&page=4&q=a&q=b"
    assert ui.same_list(context, q=None) == "?sort=name"


def test_template_pack_writes_the_same_words_at_the_field_and_in_the_summary() -> None:
    form = Sample(data={})
    page = Template(
        "{% load crispy_forms_tags %}{% include 'components/error_summary.html' with form=form only %}{{ form|crispy }}"
    ).render(Context({"form": form}))
    for name, errors in form.errors.items():
        for error in errors:
            assert f'{form[name].label}: <a href="#id_{name}">{error}</a>' in page
            assert page.count(str(error)) >= 2
        assert f'id="id_{name}_error"' in page
        assert f'id="id_{name}"' in page
    assert " required" not in page
    assert "Coach &lt;b&gt;" in page
