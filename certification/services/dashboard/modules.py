"""Which modules of the curriculum the officers have completed."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.periods import moments
from certification.services.population import Figure, modules_for
from courses.contents import identity_of
from courses.models import Module


@dataclass(frozen=True)
class ModuleLine:
    """One module: who has completed it, in the period if there is one, and who has not up to today."""

    module: Module
    done: Figure
    open: Figure
    of: int

    @property
    def mark_slug(self):
        return identity_of(self.module).slug

    @property
    def parts(self):
        """As the stacked bar takes them."""
        return [("passed", self.done.number), ("not_started", self.of - self.done.number)]


def by_module(scope, of):
    """A line for each module that the curriculum asks for, in the catalogue's order. Two queries.

    `of`: how many officers there are in the scope. Without a curriculum: every module that is open.
    """
    modules = modules_for(scope.administration).select_related("convention", "administration")
    if scope.curriculum:
        asked = scope.curriculum.versions.exclude(published_at=None).values("groups__requirements__module")
        modules = modules.filter(pk__in=asked)
    else:
        modules = modules.filter(status=Module.Status.OPEN)
    modules = list(modules)
    begin, end = moments(scope.asked.since, scope.asked.until, scope.administration.zone)
    column = "user__module_enrolments"
    within = Q()
    if begin:
        within &= Q(**{f"{column}__completed_at__gte": begin})
    if end:
        within &= Q(**{f"{column}__completed_at__lt": end})
    counted = {
        row[f"{column}__module"]: row
        for row in scope.officers.filter(
            **{
                f"{column}__administration": scope.administration,
                f"{column}__module__in": modules,
                f"{column}__completed_at__isnull": False,
            }
        )
        .values(f"{column}__module")
        .annotate(ever=Count("pk"), within=Count("pk", filter=within or Q(pk__isnull=False)))
        .order_by()
    }
    lines = []
    for module in modules:
        row = counted.get(module.pk, {"ever": 0, "within": 0})
        days = {"period": "completed", **scope.days} if begin or end else {}
        lines.append(
            ModuleLine(
                module=module,
                done=scope.figure(row["within"], module=module.slug, progress="done", **days),
                open=scope.figure(of - row["ever"], module=module.slug, progress="open"),
                of=of,
            )
        )
    return lines
