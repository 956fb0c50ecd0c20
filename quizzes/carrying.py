"""How an answer survives signing in again.

Every page of a running attempt carries a seal: proof that it was made for this officer and attempt. An
answer that arrives with a seal after the session has ended is signed and travels through the sign-in
page; it is saved when the same officer comes back. Without the seal nothing is carried, so nobody can
make a link that answers for another.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import QueryDict

SEAL = "quizzes.seal"
ANSWER = "quizzes.carried-answer"
KEPT_FOR = timedelta(days=1)
LONGEST = 6000
# What the button asked for stays behind: an answer is brought home and saved, never checked unseen.
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "seal", "go"})


def seal_for(attempt_pk, officer_pk):
    return signing.Signer(salt=SEAL).sign(f"{attempt_pk}.{officer_pk}")


def officer_of_seal(seal, attempt_pk):
    """The officer for whom a page of this attempt was made, or None for a seal that is not ours."""
    try:
        attempt, officer = signing.Signer(salt=SEAL).unsign(seal).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return int(officer) if attempt == str(attempt_pk) else None


@dataclass(frozen=True)
class Carried:
    """A form that was sent after the session had ended, for the officer it was made for."""

    officer_pk: int
    data: QueryDict


def pack(*, attempt_pk, position, officer_pk, data):
    """A form as signed text, or None when it is longer than an address may be.

    Fields without a value say nothing and stay behind: an inspection has hundreds of them.
    """
    fields = {name: values for name, values in data.lists() if any(values) and name not in NOT_CARRIED}
    packed = signing.dumps([attempt_pk, position, officer_pk, fields], salt=ANSWER, compress=True)
    return packed if len(packed) <= LONGEST else None


def unpack(packed, *, attempt_pk, position):
    """The form behind a signed text, or None: tampered with, too old, or of another question."""
    try:
        attempt, place, officer_pk, fields = signing.loads(packed, salt=ANSWER, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if (attempt, place) != (attempt_pk, position):
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return Carried(officer_pk, data)
