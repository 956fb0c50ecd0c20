"""What may be done to a certificate, as one table. No database."""

from enum import StrEnum


class Standing(StrEnum):
    """What the administration has decided. What the calendar says of it is in `rules.state`."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


class Act(StrEnum):
    """What a coordinator does to a certificate."""

    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    REPLACE = "replace"


# Revoked and superseded are for good: nothing leads out of them.
LEADS_TO = {
    (Act.SUSPEND, Standing.IN_FORCE): Standing.SUSPENDED,
    (Act.REINSTATE, Standing.SUSPENDED): Standing.IN_FORCE,
    (Act.REVOKE, Standing.IN_FORCE): Standing.REVOKED,
    (Act.REVOKE, Standing.SUSPENDED): Standing.REVOKED,
    (Act.REPLACE, Standing.IN_FORCE): Standing.SUPERSEDED,
}
_DONE = {
    Act.SUSPEND: Standing.SUSPENDED,
    Act.REINSTATE: Standing.IN_FORCE,
    Act.REVOKE: Standing.REVOKED,
    Act.REPLACE: Standing.SUPERSEDED,
}


def allowed(standing: str) -> tuple[Act, ...]:
    """What may be done to a certificate of this standing, in the order of the pages."""
    return tuple(act for act in Act if (act, standing) in LEADS_TO)


def is_done(act: Act, standing: str) -> bool:
    """Whether a certificate stands already as the act would leave it: doing it again changes nothing."""
    return _DONE[act] == standing
