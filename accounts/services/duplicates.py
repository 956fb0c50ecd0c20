"""Which officers of an administration are probably one person, and which a coordinator has told apart."""

from collections import defaultdict

from django.db import transaction

from accounts.duplicates import Person, find_pairs
from accounts.models import Membership, NotTheSame, User
from accounts.services.audit import record_act


def probable_duplicates(administration):
    """Pairs of officers who may be one person, the strongest first. Who was told apart is left out.

    Four queries, whatever the number of officers.
    """
    apart = set(administration.told_apart.values_list("first", "second"))
    return [pair for pair in find_pairs(_people(administration)) if (pair.first, pair.second) not in apart]


def _people(administration):
    """Everybody who serves or served there, as the search for duplicates looks at them."""
    numbers = defaultdict(set)
    served = Membership.objects.filter(administration=administration, user__is_active=True).order_by()
    for user, number in served.values_list("user", "staff_number"):
        numbers[user].add(number)
    people = User.objects.filter(memberships__administration=administration, is_active=True).distinct()
    return [
        Person(
            key=pk,
            names=tuple({text for text in (name, latin_name) if text}),
            email=email,
            numbers=tuple(sorted(filter(None, numbers[pk]))),
        )
        for pk, name, latin_name, email in people.values_list("pk", "name", "latin_name", "email")
    ]


@transaction.atomic
def tell_apart(*, one, other, administration, by, now):
    """Keep that two officers are two people. Saying so twice is saying it once."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    told, made = NotTheSame.objects.get_or_create(
        administration=administration, first=first, second=second, defaults={"by": by, "at": now}
    )
    if made:
        record_act(
            administration=administration,
            by=by,
            act="people.told_apart",
            now=now,
            subject=first,
            what=f"{first.name}, {second.name}",
        )
    return told
