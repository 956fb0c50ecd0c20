"""Who may write questions: those whose group has a permission on the bank's collection."""

from django.db.models import Q
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import policy_registry

from accounts.models import Role
from accounts.scoping import administrations_in_role
from quizzes.models import Attempt, Bank, Proposal, Quiz
from reference.models import Illustration

bank_policy = CollectionPermissionPolicy(Bank)


def may_try(user, quiz):
    """Whether somebody may try a quiz without its counting: only who can read its questions anyway."""
    return bank_policy.user_has_any_permission_for_instance(user, ["add", "change"], quiz.bank)


def banks_for(user):
    """The banks that a person may write in, in the order of their titles."""
    return bank_policy.instances_user_has_any_permission_for(user, ["add", "change"]).order_by("title")


def proposals_for(user):
    """The versions that wait in a person's banks, those that wait longest first."""
    proposals = Proposal.objects.waiting().filter(question__bank__in=banks_for(user).order_by())
    return proposals.order_by("version__created_at", "pk")


def proposals_to_review(user):
    """Those of them that a person may decide on: in review, and written by somebody else."""
    return proposals_for(user).in_review().exclude(version__author=user)


def may_review(user, proposal):
    """Whether a person may decide on a version: who may write in the bank, and is not its author."""
    if proposal.version.author_id == user.pk:
        return False
    return bank_policy.user_has_any_permission_for_instance(user, ["add", "change"], proposal.question.bank)


def quizzes_for(user):
    """The quizzes whose statistics a person may read: of their banks, and of no foreign administration.

    What officers chose tells the right answers, so only who can read the questions anyway may see it.
    """
    quizzes = Quiz.objects.filter(bank__in=banks_for(user).order_by()).order_by("title", "slug")
    if user.is_superuser:
        return quizzes
    own = administrations_in_role(user, Role.TRAINER)
    return quizzes.filter(Q(administration=None) | Q(administration__in=own))


def graded_attempts_for(user):
    """The graded attempts that a person may count: owners all, trainers those of their administrations."""
    if user.is_superuser:
        return Attempt.objects.graded()
    return Attempt.objects.graded().filter(administration__in=administrations_in_role(user, Role.TRAINER))


def pictures_for(user):
    """The pictures that a person may choose, as Wagtail's choosers list them."""
    policy = policy_registry.get_by_type(Illustration)
    return policy.instances_user_has_any_permission_for(user, ["choose"])


def administrations_named_for(user):
    """The ids of the administrations whose officers a person sees by name in a regrade; None: of all."""
    if user.is_superuser:
        return None
    return set(administrations_in_role(user, Role.TRAINER).values_list("pk", flat=True))
