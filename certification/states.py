"""The states of an officer's certification, and every way from one to another: one table. No database.

Sources: the life of a certificate as the administrations asked for it; each row is one thing that can happen.
"""

from enum import StrEnum


class State(StrEnum):
    """Where an officer is with a curriculum."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    CERTIFIED = "certified"
    WINDOW_OPEN = "window_open"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Trigger(StrEnum):
    """What can happen: something that somebody does, or what a day brings."""

    ASSIGNED = "assigned"
    BEGUN = "begun"
    DUE_MOVED = "due_moved"
    DUE_NEARS = "due_nears"
    DUE_PASSED = "due_passed"
    AWARDED = "awarded"
    WINDOW_OPENED = "window_opened"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
