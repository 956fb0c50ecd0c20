"""A row that is saved with other content marks what uses it, and the finder no longer knows it."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from reference.models import Convention, FinderState, Objective, Source, TableRow
from reference.services.review import differences, known_names, mark_new_rows, mark_users


def remember_what_it_said(sender, instance, raw, **kwargs):
    """Note how a row stands in the database before it is saved."""
    if not raw:
        instance._said_before = sender.objects.filter(pk=instance.pk).first() if instance.pk else None


def mark_what_uses_it(sender, instance, created, raw, **kwargs):
    """Compare, and mark the users of the row under its old names and its new."""
    before = instance.__dict__.pop("_said_before", None)
    now = timezone.now()
    if before is not None:
        lines = differences(before, instance)
        if lines:
            mark_users({*before.names(), *instance.names()}, f"{instance}\n" + "\n".join(lines), now=now)
    elif created and isinstance(instance, TableRow):
        mark_new_rows([instance], known_names(without=instance), now=now)


def forget_what_was_found(sender, **kwargs):
    """Rows and conventions are held in memory by the finder."""
    FinderState.changed()


for _model in (*TableRow.__subclasses__(), Convention):
    for _signal in (post_save, post_delete):
        _signal.connect(forget_what_was_found, sender=_model, dispatch_uid=f"finder {_model.__name__}")

for _model in (*TableRow.__subclasses__(), Source, Objective):
    pre_save.connect(remember_what_it_said, sender=_model, dispatch_uid=f"before {_model.__name__}")
    post_save.connect(mark_what_uses_it, sender=_model, dispatch_uid=f"after {_model.__name__}")
