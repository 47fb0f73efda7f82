"""How many times a test repeats itself: little in every run, the full count in `make soak`."""

import os

SOAK = os.environ.get("SOAK") == "1"


def soak_count(normal: int, soak: int) -> int:
    """Return `normal`, or `soak` under `make soak`, for loops and for Hypothesis' max_examples."""
    return soak if SOAK else normal
