"""The objectives of a module that is written in the Wagtail admin."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.models import Module
from quizzes.models import BlueprintRow
from reference.models import Objective


class ObjectiveRefused(Exception):
    """The objectives cannot be as they were written. `messages` are sentences, one for each reason."""

    def __init__(self, messages):
        super().__init__("\n".join(messages))
        self.messages = messages


def objectives_of(module):
    """The objectives of a module as people count: LO2 before LO10."""
    return sorted(module.objectives.all(), key=lambda objective: (len(objective.code), objective.code))


def reasons_against(*, module, rows):
    """Sentences on what speaks against giving a module these (code, text) rows; none where nothing does."""
    wanted = dict(rows)
    reasons = []
    shared = set(
        Objective.objects.filter(modules__in=Module.objects.exclude(pk=module.pk)).values_list(
            "pk", flat=True
        )
    )
    asked = set(BlueprintRow.objects.filter(quiz__unit__module=module).values_list("objective", flat=True))
    for objective in objectives_of(module):
        said = {"code": objective.code}
        if objective.code not in wanted and objective.pk in asked:
            reasons.append(
                _("An examination of this module asks for %(code)s: it cannot be taken away.") % said
            )
        elif wanted.get(objective.code, objective.text) != objective.text and objective.pk in shared:
            reasons.append(
                _("Another module has the objective %(code)s too: write yours under a new code.") % said
            )
    return reasons


@transaction.atomic
def set_objectives(*, module, rows):
    """Give a module the objectives of (code, text) rows. What it has under a code keeps its identity.

    An objective taken away stays for the lessons and questions that name it. Raises ObjectiveRefused.
    """
    Module.objects.select_for_update(no_key=True).get(pk=module.pk)
    reasons = reasons_against(module=module, rows=rows)
    if reasons:
        raise ObjectiveRefused(reasons)
    known = {objective.code: objective for objective in module.objectives.all()}
    kept = []
    for code, text in rows:
        objective = known.get(code)
        if objective is None:
            objective = Objective.objects.create(
                slug=_free_slug(f"{module.slug}-{code}"),
                code=code,
                text=text,
                convention=module.convention,
                administration=module.administration,
            )
        elif objective.text != text:
            objective.text = text
            objective.save(update_fields=["text"])
        kept.append(objective)
    module.objectives.set(kept)


def _free_slug(name):
    base = slugify(name)[:46] or "objective"
    taken = set(Objective.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)
