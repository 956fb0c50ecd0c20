"""Where an officer stands in the modules taken."""

from dataclasses import dataclass

from courses.contents import PLATES, Contents, Identity, Step, contents_of, identity_of
from courses.models import Module, ModuleEnrolment, UnitProgress
from courses.models.pages import pages_of


@dataclass(frozen=True)
class ModuleState:
    """One module that an officer takes. `url` is empty while the module has no live page."""

    module: Module
    enrolment: ModuleEnrolment
    title: str
    url: str
    identity: Identity
    contents: Contents
    plate: object

    @property
    def completed(self):
        return self.enrolment.completed_at is not None

    @property
    def done(self):
        return sum(step.done for step in self.contents.steps)

    @property
    def of(self):
        return len(self.contents.steps)

    @property
    def begun(self):
        return any(step.opened for step in self.contents.steps)

    @property
    def next(self) -> Step | None:
        return None if self.completed else self.contents.next

    @property
    def minutes_left(self):
        return sum(step.unit.minutes for step in self.contents.steps if not step.done)


def module_states(officer, administration):
    """The modules that an officer takes in an administration, in the order of the catalogue.

    The number of queries does not depend on the number of modules.
    """
    enrolments = list(
        ModuleEnrolment.objects.filter(officer=officer, administration=administration)
        .select_related("module__convention", "module__administration")
        .order_by("module__order", "module__title")
    )
    pages = pages_of([enrolment.module_id for enrolment in enrolments])
    contents = contents_of(pages.values(), officer, administration)
    states = []
    for enrolment in enrolments:
        module, page = enrolment.module, pages.get(enrolment.module_id)
        identity = identity_of(module)
        states.append(
            ModuleState(
                module=module,
                enrolment=enrolment,
                title=page.title if page else module.title,
                url=page.url if page else "",
                identity=identity,
                contents=contents.get(module.pk, Contents()),
                plate=(page and page.plate) or PLATES[identity.slug],
            )
        )
    return states


def last_opened(states, officer, administration):
    """The state of the module to go on with: the one opened last that is not completed, or None."""
    open_states = {state.module.pk: state for state in states if state.next}
    latest = (
        UnitProgress.objects.filter(
            officer=officer, administration=administration, unit__module__in=open_states
        )
        .order_by("-opened_at")
        .values_list("unit__module", flat=True)
        .first()
    )
    if latest is not None:
        return open_states[latest]
    return max(open_states.values(), key=lambda state: state.enrolment.started_at, default=None)
