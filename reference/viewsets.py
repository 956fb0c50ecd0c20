"""The reference tables in the Wagtail admin: lists, forms, histories."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from reference.authoring import ReviewViewSet
from reference.models import (
    Annex,
    Convention,
    HsCode,
    Listing,
    LmoEvent,
    MatrixRow,
    Organism,
    Source,
    Species,
    Substance,
    TableRow,
    Waste,
    WasteCode,
)
from reference.models.conventions import TABLES_PACK

_TRUST = [field.name for field in TableRow._meta.fields if field.editable]


class InForceFilter(django_filters.BooleanFilter):
    """Rows that count today, or all others."""

    def filter(self, rows, value):
        if value is None:
            return rows
        in_force = rows.model.objects.in_force(timezone.localdate()).values("pk")
        return rows.filter(pk__in=in_force) if value else rows.exclude(pk__in=in_force)


class TableFilterSet(WagtailFilterSet):
    """Narrowing by trust and by date, and by convention where `path` leads to one."""

    path = None
    in_force = InForceFilter(label=_("In force today"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.path:
            self.filters["convention"] = django_filters.ModelChoiceFilter(
                field_name=self.path,
                queryset=Convention.objects.all(),
                label=_("Convention"),
                distinct=True,
            )
            self.filters["convention"].parent, self.filters["convention"].model = self, self._meta.model


class TableViewSet(SnippetViewSet):
    """One table. Rows are added and changed, and never deleted: they end on a date."""

    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    path: str | None = None
    linked: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    find: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        verified = BooleanColumn("verified", label=_("Verified"), sort_key="verified")
        self.list_display = [*self.show, "edition", verified, "effective_from", "effective_to"]
        self.search_fields = list(self.find)
        self.filterset_class = type(
            f"{self.model.__name__}FilterSet",
            (TableFilterSet,),
            {
                "path": self.path,
                "Meta": type("Meta", (), {"model": self.model, "fields": ["verified", "edition", "pending"]}),
            },
        )
        super().__init__(*args, **kwargs)

    def get_queryset(self, request):
        return self.model.objects.select_related(*self.linked)

    @property
    def panels(self):
        own = [field.name for field in self.model._meta.fields if field.editable and field.name not in _TRUST]
        trust = [name for name in _TRUST if name not in ("id", "latest_revision", "edition")]
        plain = {"source": forms.Select}
        return [
            FieldPanel("edition"),
            *(FieldPanel(name) for name in own if name != "id"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
                    *(
                        FieldPanel(name, widget=plain.get(name))
                        for name in trust
                        if not name.startswith("effective")
                    ),
                ],
                heading=_("Dates and trust"),
            ),
        ]


class AnnexViewSet(TableViewSet):
    model = Annex
    icon = "list-ul"
    path, linked = "convention", ("convention",)
    show, find = ("title", "convention"), ("title", "slug", "meaning")


class ListingViewSet(TableViewSet):
    model = Listing
    icon = "tasks"
    path, linked = "annex__convention", ("annex__convention", "substance", "species")
    show, find = ("listed", "annex", "scope"), ("slug", "scope", "annotation")


class HsCodeViewSet(TableViewSet):
    model = HsCode
    icon = "code"
    path = "matrix_rows__convention"
    show, find = ("code", "description"), ("code", "description")


class MatrixRowViewSet(TableViewSet):
    model = MatrixRow
    icon = "table"
    path, linked = "convention", ("hs", "convention")
    show, find = ("hs", "convention", "goods"), ("hs__code", "goods", "document", "note")


class SubstanceViewSet(TableViewSet):
    model = Substance
    icon = "site"
    path = "listings__annex__convention"
    show, find = ("name", "ashrae"), ("name", "chemical_name", "slug", "ashrae", "cas", "un_numbers")


class SpeciesViewSet(TableViewSet):
    model = Species
    icon = "openquote"
    path = "listings__annex__convention"
    show, find = ("name", "scientific_name"), ("name", "scientific_name", "slug")


class WasteCodeViewSet(TableViewSet):
    model = WasteCode
    icon = "tag"
    path, linked = "annex__convention", ("annex__convention",)
    show, find = ("code", "meaning", "annex"), ("code", "meaning")


class WasteViewSet(TableViewSet):
    model = Waste
    icon = "bin"
    show, find = ("name",), ("name", "slug", "entries", "un_numbers", "hs_codes")


class OrganismViewSet(TableViewSet):
    model = Organism
    icon = "globe"
    path, linked = "convention", ("convention",)
    show, find = ("name", "scientific_name", "convention"), ("name", "scientific_name", "slug")


class LmoEventViewSet(TableViewSet):
    model = LmoEvent
    icon = "cogs"
    path, linked = "organism__convention", ("organism",)
    show, find = ("identifier", "event", "organism"), ("identifier", "event")


class SourceViewSet(SnippetViewSet):
    """The publications that rows cite. Those of a module are written in its pack."""

    model = Source
    icon = "doc-full"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["code", "title", "publisher", "year"]
    search_fields = ["code", "title", "publisher"]
    panels = [FieldPanel(name) for name in ("code", "title", "publisher", "year", "location")]

    def get_queryset(self, request):
        return Source.objects.filter(pack=TABLES_PACK)

    def get_form_class(self, for_update=False):
        form = super().get_form_class(for_update)

        class SourceForm(form):
            def _get_validation_exclusions(self):
                return super()._get_validation_exclusions() - {"pack"}

            def _post_clean(self):
                self.instance.pack = TABLES_PACK
                super()._post_clean()

        return SourceForm


class ReferenceTables(SnippetViewSetGroup):
    """All tables under one entry of the menu."""

    items = (
        AnnexViewSet,
        ListingViewSet,
        HsCodeViewSet,
        MatrixRowViewSet,
        SubstanceViewSet,
        SpeciesViewSet,
        WasteCodeViewSet,
        WasteViewSet,
        OrganismViewSet,
        LmoEventViewSet,
        SourceViewSet,
        ReviewViewSet,
    )
    menu_label = _("Reference tables")
    menu_name = "reference-tables"
    menu_icon = "table"
    menu_order = 260


EDITED = tuple(item.model for item in ReferenceTables.items if issubclass(item, SnippetViewSet))
