"""Lessons and entries of guides as users of rows of the reference tables."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.models import GuideEntryPage, LessonPage
from reference.uses import Place, register


def codes_in(body):
    """The codes that stand in the HS tables of a lesson."""
    return {
        row["value"]["code"] if "value" in row else row["code"]
        for block in body.raw_data
        if block["type"] == "hs_table"
        for row in block["value"]["rows"]
    }


class LessonUsers:
    """Published lessons, by the codes in their tables, the sources they cite, the objectives they serve."""

    kind = "lesson"
    label = _("lesson")

    def names(self):
        pages = LessonPage.objects.live().values_list("pk", "body")
        found = {str(pk): {f"hs:{code}" for code in codes_in(body)} for pk, body in pages}
        cited = LessonPage.sources.through.objects.values_list(
            "lessonpage_id", "source__pack", "source__code"
        )
        for page, pack, code in cited:
            found.get(str(page), set()).add(f"source:{pack}.{code}")
        served = LessonPage.objectives.through.objects.values_list("lessonpage_id", "objective__slug")
        for page, objective in served:
            found.get(str(page), set()).add(f"objective:{objective}")
        return found

    def places(self, keys, person):
        pages = LessonPage.objects.filter(pk__in=[*map(int, keys)]).select_related("unit__module")
        if person is not None:
            editable = PagePermissionPolicy().instances_user_has_permission_for(person, "change")
            pages = pages.filter(pk__in=editable.values("pk"))
        return {
            str(page.pk): Place(
                f"{page.unit.module}: {page.title}", reverse("wagtailadmin_pages:edit", args=[page.pk])
            )
            for page in pages
        }


class GuideEntryUsers:
    """Published entries of guides, by the rows that they say they rest on, and the sources they cite."""

    kind = "guide_entry"
    label = _("guide entry")

    def names(self):
        rows = GuideEntryPage.objects.live().values_list(
            "pk", "reference", "sources", "entry__unit__module__slug"
        )
        return {
            str(pk): {*reference, *(f"source:{module}.{code}" for code in sources)}
            for pk, reference, sources, module in rows
        }

    def places(self, keys, person):
        pages = GuideEntryPage.objects.filter(pk__in=[*map(int, keys)])
        pages = pages.select_related("entry__unit__module")
        if person is not None:
            editable = PagePermissionPolicy().instances_user_has_permission_for(person, "change")
            pages = pages.filter(pk__in=editable.values("pk"))
        return {
            str(page.pk): Place(
                f"{page.entry.unit.module}: {page.title}", reverse("wagtailadmin_pages:edit", args=[page.pk])
            )
            for page in pages
        }


register(LessonUsers())
register(GuideEntryUsers())
