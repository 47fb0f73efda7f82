"""Chainable reads of this room; `visible_to(user)` says what somebody may see."""
