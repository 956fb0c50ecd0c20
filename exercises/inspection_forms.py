"""The forms of an inspection in the Wagtail admin: the mix of its faults, and a sample of it."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import slugify
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from accounts.models import Administration
from exercises.consignments.faults import faults_of
from exercises.consignments.faults.subjects import by_subject
from exercises.consignments.mixing import MOST
from exercises.models import Exercise

GREATEST_SEED = 2**31 - 1
REASON_HELP = _("Stands in the history, with your name.")


def kinds_by_subject(template, label=lambda fault: now_in_words(fault.title)):
    """Kinds of fault as grouped choices, in the words of those who choose."""
    return [
        (now_in_words(subject), [(fault.slug, label(fault)) for fault in faults])
        for subject, faults in by_subject(faults_of(template))
    ]


class MixForm(forms.Form):
    """The settings of an inspection whose sets are mixed. `based_on` is the version its page showed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of fault"), required=False, widget=forms.CheckboxSelectMultiple
    )
    clean_percent = forms.IntegerField(
        label=_("Sets without a fault, in per cent"),
        min_value=0,
        max_value=100,
        help_text=_("Officers have to see that a set can be in order: a quarter is usual."),
    )
    most = forms.IntegerField(
        label=_("Greatest number of faults"),
        min_value=1,
        max_value=MOST,
        help_text=_("On the last level. On the first a set has one fault, or none."),
    )
    growth = forms.IntegerField(
        label=_("Rounds well done for the next level"),
        min_value=0,
        max_value=100,
        help_text=_("In a row. 0 keeps officers on the first level."),
    )
    reason = forms.CharField(label=_("What is new, and why"), max_length=300, help_text=REASON_HELP)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.template = template
        self.fields["kinds"].choices = kinds_by_subject(template)

    @property
    def settings(self):
        """The fields of InspectionSettings."""
        names = ("kinds", "clean_percent", "most", "growth")
        return {"template": self.template, **{name: self.cleaned_data[name] for name in names}}

    @property
    def subjects(self):
        """(subject, [(tick box, kind of fault)]) of all kinds, to be shown with what each means."""
        boxes = {str(box.data["value"]): box for box in self["kinds"]}
        return [
            (now_in_words(subject), [(boxes[fault.slug], fault) for fault in faults])
            for subject, faults in by_subject(faults_of(self.template))
        ]

    @property
    def visible(self):
        return [self[name] for name in ("clean_percent", "most", "growth")]

    def put(self, reasons):
        """Set sentences of refused settings beside the fields that they are about."""
        for place, said in reasons:
            name = place[0] if place and place[0] in self.fields else NON_FIELD_ERRORS
            self.add_error(None if name == NON_FIELD_ERRORS else name, said)


class NewMixForm(MixForm):
    """A new inspection: also its permanent name, whose it is, and where its page will stand."""

    slug = forms.SlugField(
        label=_("Permanent name"),
        max_length=50,
        help_text=_("Stays as it is, in addresses and files. Such as caiman-permits."),
    )
    administration = forms.ChoiceField(label=_("Whose it is"))
    place = forms.ChoiceField(
        label=_("Module"),
        required=False,
        help_text=_("A page for the inspection is laid there, as a draft that you publish."),
    )

    def __init__(self, *args, owners, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners_of_places = {key: owner for key, _label, owner in places}
        self.fields["place"].choices = [
            ("", _("None yet")),
            *((key, label) for key, label, _owner in places),
        ]
        names = dict(
            Administration.objects.filter(pk__in=[pk for pk in owners if pk]).values_list("pk", "name")
        )
        self.fields["administration"].choices = [
            ("" if pk is None else str(pk), _("International") if pk is None else names[pk]) for pk in owners
        ]
        self.fields["administration"].required = None not in owners

    def clean(self):
        cleaned = super().clean()
        place, owner = cleaned.get("place"), cleaned.get("administration")
        if place and owner is not None and str(self.owners_of_places[place] or "") != owner:
            self.add_error("place", _("This module is not of those whose the inspection is: choose another."))
        return cleaned

    def clean_slug(self):
        slug = slugify(self.cleaned_data["slug"])
        if Exercise.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This name is taken: choose another."))
        return slug

    @property
    def owner(self):
        """The administration, or None."""
        return Administration.objects.filter(pk=self.cleaned_data["administration"] or None).first()


class SampleForm(forms.Form):
    """Which sample to look at. What makes no sense is the first one."""

    seed = forms.IntegerField(label=_("Sample number"), min_value=0, max_value=GREATEST_SEED)
    level = forms.TypedChoiceField(label=_("Level"), coerce=int)

    def __init__(self, data, *, levels):
        super().__init__(data if "seed" in data else {"seed": 1, "level": 1})
        self.fields["level"].choices = [(number, number) for number in range(1, levels + 1)]

    @property
    def chosen(self):
        """(seed, level)."""
        if self.is_valid():
            return self.cleaned_data["seed"], self.cleaned_data["level"]
        return 1, 1


class PlaceForm(forms.Form):
    """Where the page of an inspection shall stand, among the places of those it belongs to."""

    place = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, exercise, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (key, label) for key, label, owner in places if owner == exercise.administration_id
        ]
