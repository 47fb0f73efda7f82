"""Errors that are sentences for the person who reads them."""

from django.utils.functional import Promise


class RefusedError(Exception):
    """An act that a rule forbids. `str()` is a full sentence in the reader's language.

    `field` names the form field that can mend it, or is empty when none can.
    """

    def __init__(self, sentence: str | Promise, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
