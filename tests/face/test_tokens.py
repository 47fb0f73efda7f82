"""Contrast of the tokens in both themes (A11Y-4), computed from the stylesheet itself."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static/css/kawal.css").read_text()
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")

# Text against what it stands on, at least 4.5:1.
TEXT = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "well"),
    ("ink", "late-tint"),
    ("ink", "accent-tint"),
    ("ink", "accent-soft"),
    ("ink", "bar-base"),
    ("ink-soft", "paper"),
    ("ink-soft", "sheet"),
    ("ink-soft", "well"),
    ("accent", "paper"),
    ("accent", "sheet"),
    ("accent", "accent-tint"),
    ("accent-press", "paper"),
    ("on-accent", "accent"),
    ("on-accent", "accent-press"),
    ("paper", "ink"),
    ("paper", "ink-soft"),
    ("due", "paper"),
    ("due", "well"),
    ("late", "paper"),
    ("late", "sheet"),
    ("late", "late-tint"),
]
# Borders of controls, glyphs and bars, at least 3:1.
GRAPHICS = [("rule", "paper"), ("rule", "sheet"), ("accent", "sheet"), ("ink", "paper"), ("late", "paper")]


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme by token."""
    light, dark = CSS.split("prefers-color-scheme: dark", 1)
    found = dict(TOKEN.findall(light))
    return found | dict(TOKEN.findall(dark.split("@layer base", 1)[0])) if theme == "dark" else found


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_tokens_dark_theme_names_every_colour_again() -> None:
    light, dark = CSS.split("prefers-color-scheme: dark", 1)
    names = {name for name, _value in TOKEN.findall(light)}
    assert names == {name for name, _value in TOKEN.findall(dark.split("@layer base", 1)[0])}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_tokens_text_on_its_ground_is_readable(theme: str, front: str, back: str) -> None:
    found = tokens(theme)
    assert contrast(found[front], found[back]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), GRAPHICS)
def test_tokens_graphics_on_their_ground_are_visible(theme: str, front: str, back: str) -> None:
    found = tokens(theme)
    assert contrast(found[front], found[back]) >= 3
