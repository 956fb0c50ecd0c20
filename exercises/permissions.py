"""Who may write exercises, and whose rounds they may count: the same people as for questions."""

from accounts.models import Administration, Role
from accounts.scoping import administrations_in_role
from exercises.models import Exercise, InspectionRound
from quizzes.permissions import bank_policy


def owners_for(user):
    """Whose exercises a person may write: keys of administrations, and None for international ones.

    These are the owners of the collections in which they may write questions.
    """
    if user.is_superuser:
        return [None, *Administration.objects.values_list("pk", flat=True)]
    collections = bank_policy.collections_user_has_any_permission_for(user, ["add", "change"])
    written = set(collections.values_list("pk", flat=True))
    owned = dict(Administration.objects.values_list("collection", "pk"))
    trained = set(administrations_in_role(user, Role.TRAINER).values_list("pk", flat=True))
    owners = [owned[collection] for collection in owned if collection in written]
    international = [None] if written - owned.keys() else []
    return international + [pk for pk in owners if pk in trained]


def inspections_for(user):
    """The inspections that a person may write and whose key they may read, in the order of their titles."""
    owners = owners_for(user)
    inspections = Exercise.objects.filter(kind=Exercise.Kind.INSPECTION)
    own = inspections.filter(administration__in=[owner for owner in owners if owner is not None])
    return (own | inspections.filter(administration=None) if None in owners else own).order_by(
        "title", "slug"
    )


def rounds_for(user):
    """The rounds that a person may count: owners all, trainers those of their administrations."""
    if user.is_superuser:
        return InspectionRound.objects.handed_in()
    own = administrations_in_role(user, Role.TRAINER)
    return InspectionRound.objects.handed_in().filter(administration__in=own)
