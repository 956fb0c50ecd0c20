"""Inspections in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from exercises import authoring


class InspectionEditorViewSet(ViewSet):
    """Inspections of documents: their mix, samples, sets written by hand, for those who may write them."""

    name = "inspection_editor"
    url_prefix = "inspection-editor"
    icon = authoring.HEADER_ICON
    menu_label = _("Inspections")
    menu_name = "inspections"
    menu_order = 252
    add_to_admin_menu = True
    menu_item_class = authoring.InspectionMenuItem

    def get_urlpatterns(self):
        return [
            path("", authoring.InspectionList.as_view(), name="index"),
            path("new/", authoring.InspectionCreate.as_view(), name="new"),
            path("<int:pk>/", authoring.InspectionEdit.as_view(), name="edit"),
            path("<int:pk>/sample/", authoring.InspectionSample.as_view(), name="sample"),
            path("<int:pk>/by-hand/", authoring.InspectionByHand.as_view(), name="by_hand"),
            path("<int:pk>/trial/", authoring.InspectionTrial.as_view(), name="trial"),
            path("<int:pk>/module/", authoring.InspectionPlace.as_view(), name="place"),
        ]


@hooks.register("register_admin_viewset")
def register_inspections():
    return InspectionEditorViewSet()
