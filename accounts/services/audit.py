"""Writing the audit log, inside the transaction of the act that it records."""

from accounts import acts
from accounts.models import AuditEntry

LONGEST = AuditEntry._meta.get_field("what").max_length


def record_act(*, administration, by, act, now, subject=None, what="", detail=None):
    """Write one entry. Call it where the act takes effect, so that an act done twice is written once.

    `administration` is None for an act on the whole platform, `by` None for a command. `what` names the
    object as it is called now; without it, the person concerned. `detail` holds plain values by the names
    that acts.register() knows. Raises LookupError for an act that no app has registered.
    """
    if act not in acts.known_acts():
        raise LookupError(f"No app has registered the act “{act}”.")
    return AuditEntry.objects.create(
        administration=administration,
        at=now,
        by=by,
        act=act,
        subject=subject,
        what=(what or (subject.name if subject else ""))[:LONGEST],
        detail=detail or {},
    )
