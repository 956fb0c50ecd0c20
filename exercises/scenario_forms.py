"""The forms of a scenario in the Wagtail admin: a new one, in fields, as text, and which runs come in."""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.blocks import BlockField

from accounts.models import Administration
from exercises.blocks.scenarios import ScenarioEditor, raw_of
from exercises.models import Exercise
from exercises.scenarios.pack_yaml import read_scenario, write_scenario
from quizzes.permissions import pictures_for
from reference.models import Illustration, Objective

LARGEST = 1024 * 1024
INTERNATIONAL = "international"


class NewScenarioForm(forms.ModelForm):
    """What a scenario must have from the start. `place`: where its page will stand."""

    owner = forms.ChoiceField(label=_("Whose it is"))
    place = forms.ChoiceField(
        label=_("Module"),
        required=False,
        help_text=_("A page for the scenario is laid there, as a draft that you publish."),
    )

    class Meta:
        model = Exercise
        fields = ["title", "slug"]
        help_texts = {"slug": _("Stays as it is, in addresses and files. Such as two-crates.")}

    def __init__(self, *args, owners, places, **kwargs):
        super().__init__(*args, **kwargs)
        names = Administration.objects.filter(pk__in=[pk for pk in owners if pk is not None])
        self.fields["owner"].choices = [
            *([(INTERNATIONAL, _("International"))] if None in owners else []),
            *((str(administration.pk), administration.name) for administration in names.order_by("name")),
        ]
        self.places = {key: owner for key, _label, owner in places}
        self.fields["place"].choices = [("", _("None yet")), *((key, label) for key, label, _owner in places)]

    def clean_slug(self):
        # As the names in a scenario are: small letters, digits and hyphens.
        return slugify(self.cleaned_data["slug"].replace("_", "-"))

    def clean(self):
        cleaned = super().clean()
        if "owner" in cleaned:
            owner = None if cleaned["owner"] == INTERNATIONAL else int(cleaned["owner"])
            self.instance.administration_id = owner
            if cleaned.get("place") and self.places[cleaned["place"]] != owner:
                self.add_error(
                    "place", _("This module is not of those to whom the scenario belongs: choose another.")
                )
        return cleaned


class PlaceForm(forms.Form):
    """Where the page of a scenario shall stand, among the places of those it belongs to."""

    place = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, exercise, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (key, label) for key, label, owner in places if owner == exercise.administration_id
        ]


class WrittenForm(forms.Form):
    """What both ways of writing have in common. `scenario` is there when the form is valid.

    `after` is the number of the version that the author has before them.
    """

    reason = forms.CharField(label=_("What is new, and why"), max_length=300)
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    scenario = None

    def __init__(self, *args, exercise, user, earlier=None, **kwargs):
        self.exercise, self.user, self.earlier = exercise, user, earlier
        super().__init__(*args, **kwargs)

    @property
    def held(self):
        """The names of the objectives that stand there already."""
        return self.earlier.objectives if self.earlier else []

    @cached_property
    def objectives(self):
        """The objectives that may be named: those offered here, and those that stand there already."""
        offered = Objective.objects.offered_to(self.exercise.administration)
        return (offered | Objective.objects.filter(slug__in=self.held)).order_by("slug")

    def refused(self, scenario):
        """Sentences on what a scenario names and may not."""
        known = {*self.held, *self.objectives.values_list("slug", flat=True)}
        for slug in scenario.objectives:
            if slug not in known:
                yield _now("There is no objective of the name %s to choose here.") % slug
        named = {item.figure for situation in scenario.situations for item in situation.evidence}
        held = (
            {item.figure for one in self.earlier.situations for item in one.evidence}
            if self.earlier
            else set()
        )
        asked = named - held - {""}
        if asked:
            own = Illustration.objects.filter(pk__in=pictures_for(self.user).values("pk"), slug__in=asked)
            for slug in sorted(asked - set(own.values_list("slug", flat=True))):
                yield _now("There is no picture of the name %s that you may choose.") % slug


class ScenarioForm(WrittenForm):
    """All of a scenario in fields."""

    objectives_named = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=_("Objectives"),
        required=False,
        to_field_name="slug",
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("What an officer practises. Several are chosen with the Ctrl key held."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editor = ScenarioEditor()
        first = editor.get_default()
        first["title"] = self.exercise.title
        if self.earlier:
            first = editor.to_python(raw_of(self.earlier))
            self.fields["objectives_named"].initial = self.held
        self.fields["objectives_named"].queryset = self.objectives
        self.fields["content"] = BlockField(editor, label="", initial=first)
        self.order_fields(["content", "objectives_named", "reason", "after"])

    def clean(self):
        cleaned = super().clean()
        content = cleaned.get("content")
        if content is not None:
            named = [objective.slug for objective in cleaned.get("objectives_named", ())]
            # Those that stand there keep their order, and what the form cannot show is not lost by it.
            shown = {objective.slug for objective in self.objectives}
            kept = [slug for slug in self.held if slug in named or slug not in shown]
            self.scenario = content.scenario.model_copy(
                update={
                    "id": self.exercise.slug,
                    "objectives": kept + [slug for slug in named if slug not in kept],
                }
            )
            for sentence in self.refused(self.scenario):
                self.add_error(None, sentence)
        return cleaned

    @property
    def faults(self):
        """What is wrong with the whole, in sentences that name the node."""
        errors = self.errors.as_data().get("content", ())
        return [fault.message for error in errors for fault in getattr(error, "faults", ())]

    @property
    def nodes(self):
        """(name, title) of what a decision may lead to, as the form stands: the list that browsers offer."""
        value = self["content"].value() or {}
        rows = [*(value.get("situations") or ()), *(value.get("ends") or ())]
        return [(row["id"] or row["title"], row["title"]) for row in rows if row["id"] or row["title"]]


class TextForm(WrittenForm):
    """All of a scenario as the text that a pack holds of it, typed or from a file."""

    text = forms.CharField(
        label=_("The scenario as text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "gc-code"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        max_length=255,
        help_text=_("As it was downloaded here, or as it stands in a pack. It goes before the text above."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.earlier:
            self.fields["text"].initial = write_scenario(self.earlier)
        self.order_fields(["text", "file", "reason", "after"])

    def clean_file(self):
        """The text of the file, or None."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB, and no scenario is so large."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not text in UTF-8.")) from error
        # What was sent stays in the form, also when something in it is wrong.
        self.data = self.data.copy()
        self.data["text"] = text
        return text

    def clean(self):
        cleaned = super().clean()
        if "file" not in self.errors:
            text = cleaned.get("file") or cleaned.get("text", "")
            scenario, problems = read_scenario(text, f"{self.exercise.slug}.yaml")
            if scenario and scenario.id != self.exercise.slug:
                sentence = _("Its id is %(other)s, and this scenario is called %(own)s.")
                self.add_error(None, sentence % {"other": scenario.id, "own": self.exercise.slug})
            elif scenario:
                self.scenario = scenario
                for sentence in self.refused(scenario):
                    self.add_error(None, sentence)
            for problem in problems:
                line = _("Line %(line)s: %(fault)s") % {"line": problem.line, "fault": problem.message}
                self.add_error(None, line)
        return cleaned


class TrialForm(forms.Form):
    """Where a trial begins, and the number that fixes what chance does in it."""

    seed = forms.IntegerField(
        label=_("Number of the run"),
        required=False,
        min_value=0,
        max_value=2**53 - 1,
        help_text=_("The same number gives the same events. Empty: by chance."),
    )
    at = forms.ChoiceField(label=_("Begin at"), required=False)

    def __init__(self, *args, scenario, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = [
            ("", _("The beginning")),
            *(
                (situation.id, f"{number}. {situation.title}")
                for number, situation in enumerate(scenario.situations, start=1)
                if situation.id != scenario.start
            ),
        ]


class RunsForm(forms.Form):
    """Which runs come in: of a version, an administration, a time."""

    version = forms.ChoiceField(label=_("Version"), required=False)
    administration = forms.ModelChoiceField(
        Administration.objects.none(),
        label=_("Administration"),
        required=False,
        empty_label=_("All of yours"),
    )
    since = forms.DateField(label=_("Ended from"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Ended until"), required=False, widget=AdminDateInput)

    def __init__(self, *args, versions, administrations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [
            ("", _("The one in force")),
            ("all", _("All")),
            *((str(number), str(number)) for number in versions),
        ]
        self.fields["administration"].queryset = administrations

    def narrowed(self, runs, in_force):
        """The runs that are asked for; what is asked for wrongly is left out of account."""
        said = self.cleaned_data if self.is_valid() else {}
        version = said.get("version") or str(in_force)
        if version != "all":
            runs = runs.filter(version__number=int(version))
        if said.get("administration"):
            runs = runs.filter(administration=said["administration"])
        if said.get("since"):
            runs = runs.filter(ended_at__date__gte=said["since"])
        if said.get("until"):
            runs = runs.filter(ended_at__date__lte=said["until"])
        return runs

    @property
    def shown_version(self):
        """The number of the version that is drawn, or None for the one in force."""
        said = self.cleaned_data.get("version") if self.is_valid() else ""
        return int(said) if said and said != "all" else None
