"""Icons, state words and form controls: small pieces of markup that every room draws alike."""

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    ClearableFileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.widgets import CheckboxSelectMultiple, FileInput
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# One path on a 16 px grid each; the stylesheet gives stroke and size. An icon never stands without words.
ICONS = {
    "arrow": "M2.5 8h11M9.5 4l4 4-4 4",
    "back": "M10 3 5 8l5 5",
    "calendar": "M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3",
    "check": "m2.8 8.6 3.4 3.4 7-7.6",
    "cross": "m3.5 3.5 9 9M12.5 3.5l-9 9",
    "device": "M4.5 1.5h7v13h-7ZM7.2 12.2h1.6",
    "down": "m3 6 5 5 5-5",
    "download": "M8 2v8M4.6 6.8 8 10.2l3.4-3.4M2.5 13.5h11",
    "due": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 1 0 0-12.5ZM8 4.6V8l2.3 1.4",
    "late": "M8 2.2 14.6 13.6H1.4ZM8 6.6v3.2M8 11.7v.1",
    "lock": "M3.5 7h9v7h-9ZM5.2 7V4.8a2.8 2.8 0 0 1 5.6 0V7M8 9.8v1.6",
    "menu": "M2 4h12M2 8h12M2 12h12",
    "next": "m6 3 5 5-5 5",
    "plus": "M8 2.5v11M2.5 8h11",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9ZM10.4 10.4 14 14",
    "swap": "M2.5 5.5h10l-3-3M13.5 10.5h-10l3 3",
    "upload": "M8 10.2V2M4.6 5.4 8 2l3.4 3.4M2.5 13.5h11",
}
STATE_ICONS = {"late": "late", "due": "due", "done": "check"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of ICONS; KeyError for a name that is not there, so that a typo fails in a test."""
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def state(kind: str, words: str, style: str = "") -> SafeString:
    """Draw a state in words with its glyph.

    `kind` is late, due, done or open (anything else is drawn as open); `style="chip"` adds the tint,
    which a page uses at most once.
    """
    glyph = icon(STATE_ICONS[kind]) if kind in STATE_ICONS else ""
    return format_html(
        '<span class="st {}{}">{}<span>{}</span></span>',
        kind,
        f" {style}" if style else "",
        glyph,
        words,
    )


@register.filter
def widget_kind(field: BoundField) -> str:
    """Name how the pack draws a field: radio, checkboxes, checkbox, file, select, area or text."""
    kinds: list[tuple[type, str]] = [
        (CheckboxSelectMultiple, "checkboxes"),
        (RadioSelect, "radio"),
        (CheckboxInput, "checkbox"),
        (ClearableFileInput, "file"),
        (FileInput, "file"),
        (Select, "select"),
        (Textarea, "area"),
    ]
    return next(
        (name for widget, name in kinds if isinstance(field.field.widget, widget)),
        "text",
    )


@register.simple_tag
def control(field: BoundField, css_class: str = "in") -> SafeString:
    """Draw the widget of a field with our class, and never with `required` (UX-2 of the quality notes).

    Django adds aria-describedby and aria-invalid by itself.
    """
    field.form.use_required_attribute = False
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css_class} {own}".strip()})


@register.simple_tag
def choices(field: BoundField) -> list[tuple[str, SafeString, str]]:
    """Return id, control and label of each choice of a radio or checkbox list."""
    field.form.use_required_attribute = False
    css_class = "ck" if isinstance(field.field.widget, CheckboxSelectMultiple) else "rd"
    found = []
    for choice in field.subwidgets:
        choice.data["attrs"]["class"] = css_class
        choice.data["wrap_label"] = False
        found.append((choice.id_for_label, choice.tag(), choice.choice_label))
    return found


@register.simple_tag(takes_context=True)
def same_list(context: template.Context, **changes: object) -> str:
    """Return the query string of this page with some parameters changed; None takes one away.

    A changed filter or order goes back to page 1 (UX-9).
    """
    query: QueryDict = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
