"""What the editor of a lesson tells its author, and what it offers to choose from."""

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel


class RemarksPanel(Panel):
    """What the draft lacks as it was last saved. It hinders nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/authoring/remarks.html"


class LessonPageForm(WagtailAdminPageForm):
    """A lesson chooses among the objectives of its module and the sources open to it, and what it names."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        module = self.instance.unit.module if self.instance.unit_id else self.parent_page.specific.module
        named = [objective.pk for objective in self.instance.objectives.all()]
        field = self.fields["objectives"]
        field.queryset = field.queryset.filter(Q(modules=module) | Q(pk__in=named)).distinct()
        cited = [source.pk for source in self.instance.sources.all()]
        field = self.fields["sources"]
        offered = field.queryset.offered_to(module.administration)
        field.queryset = offered | field.queryset.filter(pk__in=cited)
