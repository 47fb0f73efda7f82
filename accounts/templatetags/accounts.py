"""Numbers and devices as pages show them."""

from django import template

from accounts.devices import device_words
from accounts.numbers import shown

register = template.Library()


@register.filter
def shown_number(number: str) -> str:
    """Show `19680411 199303 1 009`."""
    return shown(number)


@register.filter
def device(user_agent: str) -> str:
    """Show `Chrome di Android`."""
    return device_words(user_agent)
