"""Who may look at the reference tables, and who may change them."""

from django.contrib.auth.models import Permission

from reference.models import Source, TableRow


def _allow(group, actions):
    names = [f"{action}_{model._meta.model_name}" for model in tables() for action in actions]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="reference", codename__in=names))


def tables():
    """The models that trainers see as tables."""
    return (*TableRow.__subclasses__(), Source)


def allow_looking(group):
    """The group sees the tables. National trainers do, and change nothing there."""
    _allow(group, ["view"])


def allow_changing(group):
    """The group adds and changes rows. Nobody deletes one."""
    _allow(group, ["view", "add", "change"])


def may_look(person):
    """Whether somebody sees the tables, and with them what has to be reviewed."""
    return person.is_active and person.has_perm("reference.view_hscode")
