"""The identity rows of pages that were made in the Wagtail admin. See docs/decisions/0002."""

from itertools import chain, count

from django.db.models import Max

from courses.models import AdministrationPage, Module, Unit


def module_for_page(page):
    """The module of a new page: national below an administration's page, else international.

    It is open at once, since the page's own draft holds it back until it is published. A module of
    the same name that has lost its pages is taken up again.
    """
    parent = AdministrationPage.objects.ancestor_of(page).first()
    administration = parent and parent.administration
    lost = Module.objects.filter(slug=page.slug, administration=administration, pages=None).first()
    if lost:
        return lost
    names = [page.slug] if administration is None else [page.slug, f"{administration.slug}-{page.slug}"]
    return Module.objects.create(
        slug=_first_free(names, Module.objects.all(), 50),
        title=page.title,
        administration=administration,
        status=Module.Status.OPEN,
        order=(Module.objects.aggregate(last=Max("order"))["last"] or 0) + 1,
    )


def unit_for_page(page):
    """The unit of a new lesson. One of the same name that has lost its pages is taken up again."""
    module = page.get_parent().specific.module
    lost = module.units.in_use().filter(slug=page.slug, kind=Unit.Kind.LESSON, lesson_pages=None).first()
    if lost:
        return lost
    return Unit.objects.create(
        module=module,
        slug=_first_free([page.slug], module.units.all(), 120),
        kind=Unit.Kind.LESSON,
        title=page.title,
        minutes=page.minutes,
        order=(module.units.aggregate(last=Max("order"))["last"] or 0) + 1,
    )


def unit_for_quiz(quiz, module):
    """The unit of a quiz: the one it has, or a new last one of the module."""
    found = Unit.objects.filter(quiz=quiz).first()
    return found or _last_unit(module, quiz, kind=Unit.Kind.QUIZ, quiz=quiz, minutes=quiz.minutes)


def unit_for_exercise(exercise, module):
    """The unit of an exercise, which nobody has to do: the one it has, or a new last one of the module."""
    found = Unit.objects.filter(exercise=exercise).first()
    return found or _last_unit(module, exercise, kind=exercise.kind, exercise=exercise, required=False)


def _last_unit(module, thing, **fields):
    return Unit.objects.create(
        module=module,
        slug=_first_free([thing.slug], module.units.all(), 120),
        title=thing.title,
        order=(module.units.aggregate(last=Max("order"))["last"] or 0) + 1,
        **fields,
    )


def _first_free(names, queryset, length):
    """The first name that no row has; the last of `names` is numbered when all are taken."""
    taken = set(queryset.values_list("slug", flat=True))
    numbered = (f"{names[-1][: length - 4]}-{number}" for number in count(2))
    return next(name for name in chain((name[:length] for name in names), numbered) if name not in taken)
