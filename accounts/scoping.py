"""Who may see what: the one place where querysets are narrowed to a person.

An officer's record belongs to one administration. Coordinators see those of the administrations in
which they coordinate; owners (superusers) see all.
"""

from django.utils import timezone

from accounts.models import Administration, Membership, Role


def memberships_of(user):
    """Memberships in force today."""
    return Membership.objects.filter(user=user).on(timezone.now().date())


def administrations_in_role(user, role):
    """Administrations in which a person has a role today."""
    return Administration.objects.filter(
        pk__in=memberships_of(user).filter(role=role).values("administration")
    )


def coordinated_by(user):
    """Administrations whose records a person may see and act on."""
    if not user.is_authenticated or not user.is_active:
        return Administration.objects.none()
    if user.is_superuser:
        return Administration.objects.all()
    return administrations_in_role(user, Role.COORDINATOR)


def learning_membership(user):
    """The membership that a person learns under: the newest in force, trainee before other roles.

    Returns None for somebody who belongs nowhere yet.
    """
    memberships = sorted(
        memberships_of(user).select_related("administration"), key=lambda m: (m.role != Role.TRAINEE, -m.pk)
    )
    return memberships[0] if memberships else None


def scoped(queryset, user, field="administration"):
    """Narrow a queryset of records to what a coordinator may see. `field` leads to the administration."""
    return queryset.filter(**{f"{field}__in": coordinated_by(user)})
