"""Who may write questions: those whose group has a permission on the bank's collection."""

from wagtail.permission_policies.collections import CollectionPermissionPolicy

from quizzes.models import Bank

bank_policy = CollectionPermissionPolicy(Bank)


def may_try(user, quiz):
    """Whether somebody may try a quiz without its counting: only who can read its questions anyway."""
    return bank_policy.user_has_any_permission_for_instance(user, ["add", "change"], quiz.bank)


def banks_for(user):
    """The banks that a person may write in, in the order of their titles."""
    return bank_policy.instances_user_has_any_permission_for(user, ["add", "change"]).order_by("title")
