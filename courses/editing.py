"""What the editors of lessons and guides tell their authors, and what they offer to choose from."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel

from courses.guide_contents import ENTRY_FIELDS, draft_head, entry_of_page, head_of_page, said_of
from courses.guides.checking import entry_faults


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


class StatesWidget(forms.Widget):
    """Tick boxes of every state, character by character. `characters` are those of the entry's group."""

    template_name = "courses/authoring/states.html"
    characters = ()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = value if isinstance(value, dict) else {}
        context["characters"] = [
            (character, [(state, state.id in shown.get(character.id, ())) for state in character.states])
            for character in self.characters
        ]
        return context

    def value_from_datadict(self, data, files, name):
        return {
            character.id: ticked
            for character in self.characters
            if (ticked := data.getlist(f"{name}-{character.id}"))
        }

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""


class StatesField(forms.Field):
    """{character: [states]} of an entry, ticked beside the vocabulary of its group."""

    widget = StatesWidget

    def has_changed(self, initial, data):
        return (initial or {}) != (data or {})


class GuidePageForm(WagtailAdminPageForm):
    """A guide's vocabulary names every group, character and state once."""

    def clean(self):
        cleaned = super().clean()
        if "groups" in cleaned and not self.errors:
            page = type(self.instance)(
                **{name: cleaned[name] for name in ("title", "introduction", "groups")}
            )
            try:
                head_of_page(page)
            except ValidationError as error:
                self.add_error("groups", [sentence for _field, sentence in said_of(error)])
        return cleaned


class GuideEntryPageForm(WagtailAdminPageForm):
    """An entry chooses its group, and ticks what it can show in the vocabulary of that group."""

    states = StatesField(
        label=_("What it can show"),
        required=False,
        help_text=_("A character without a tick is not known, or does not apply."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent = self.parent_page or self.instance.get_parent()
        self.head = draft_head(parent.specific)
        self.fields["group"] = forms.ChoiceField(
            label=self.fields["group"].label,
            choices=[(group.id, group.title) for group in self.head.groups],
            help_text=_("To tick states of another group, save with that group first."),
        )
        chosen = self.data.get("group") or self.instance.group
        found = next((one for one in self.head.groups if one.id == chosen), None)
        self.fields["states"].widget.characters = found.characters if found else ()
        self.names = {
            slug
            for slug in parent.get_children().values_list("guideentrypage__entry__slug", flat=True)
            if slug
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        page = type(self.instance)(**{name: cleaned[name] for name in ENTRY_FIELDS if name in cleaned})
        page.slug = self.instance.entry.slug if self.instance.entry_id else "new"
        try:
            entry = entry_of_page(page)
        except ValidationError as error:
            for field, sentence in said_of(error):
                self.add_error(field if field in self.fields else None, sentence)
            return cleaned
        for fault in entry_faults(entry, self.head, self.names | {entry.id}):
            field = str(fault.path[0])
            self.add_error(field if field in self.fields else None, fault.message)
        return cleaned
