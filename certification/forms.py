"""The forms of the administration's area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import day_field
from accounts.models import User
from accounts.names import is_latin, tidy
from certification.services.overview import LEFT, PERIODS, PROGRESS, STATES
from quizzes.models import Quiz
from quizzes.services.sittings import checked_networks


def latin_form(text):
    """A name in Latin letters, tidied. Raises ValidationError for another script."""
    name = tidy(text)
    if not is_latin(name):
        raise forms.ValidationError(_("Write this name in Latin letters."))
    return name


class FilterForm(forms.Form):
    """Which officers the list shows. What it cannot read narrows nothing."""

    q = forms.CharField(label=_("Name or staff number"), required=False, max_length=100)
    office = forms.ChoiceField(label=_("Office"), required=False)
    state = forms.ChoiceField(
        label=_("Certificate"), required=False, choices=[("", _("Any state")), *STATES.items()]
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [
            ("", _("All offices")),
            *((office.code, office.name) for office in offices),
        ]

    def asked(self):
        """The values that can be used, by field; an empty text where a field says nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class OfficerFilterForm(FilterForm):
    """Which officers the list shows, by their training too. The order stays in the address."""

    module = forms.ChoiceField(label=_("Module"), required=False)
    progress = forms.ChoiceField(
        label=_("The module is"), required=False, choices=[("", _("Done or not")), *PROGRESS.items()]
    )
    period = forms.ChoiceField(label=_("Period of"), required=False, choices=list(PERIODS.items()))
    since = day_field(_("From"))
    until = day_field(_("To"))
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, modules, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [*self.fields["state"].choices, (LEFT, _("Left the administration"))]
        self.fields["module"].choices = [
            ("", _("Any module")),
            *((module.slug, module.title) for module in modules),
        ]


class CertificateFilterForm(FilterForm):
    """Which certificates the list shows."""

    since = day_field(_("Issued from"))
    until = day_field(_("Issued to"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Holder or serial number")
        self.fields["state"] = forms.ChoiceField(
            label=_("State"),
            required=False,
            choices=[
                ("", _("Any state")),
                *((state, label) for state, label in STATES.items() if state != "none"),
            ],
        )


class ActForm(forms.Form):
    """Why something is done to a certificate."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_(
            "The holder reads it, and it is kept with the certificate. The public page shows the state and "
            "its date, not the reason."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplaceForm(ActForm):
    """Why a certificate is replaced, and the Latin form of the corrected name."""

    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As in the passport. It is written into the officer's record as well."),
    )
    field_order = ["latin_name", "reason"]

    def clean_latin_name(self):
        return latin_form(self.cleaned_data["latin_name"])


class NameForm(forms.ModelForm):
    """The Latin form of a name that the fonts of a certificate do not hold."""

    class Meta:
        model = User
        fields = ["latin_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["latin_name"].required = True

    def clean_latin_name(self):
        return latin_form(self.cleaned_data["latin_name"])


def moment_field(label, help_text=""):
    """A day and time in the time zone that is in force."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget)


class QuizForm(forms.Form):
    """Something arranged for one of the quizzes that are `offered`, which are asked for once."""

    quiz = forms.ModelChoiceField(label=_("Quiz"), queryset=Quiz.objects.none())

    def __init__(self, *args, quizzes, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = list(quizzes)
        self.fields["quiz"].queryset = quizzes
        self.fields["quiz"].choices = [(quiz.pk, quiz.title) for quiz in self.offered]


class SittingForm(QuizForm):
    """A sitting of an invigilated examination. Its times are those of the administration."""

    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    opens_at = moment_field(_("First start"))
    closes_at = moment_field(
        _("No start after"), _("Whoever has started by then has the whole time of the examination.")
    )
    networks = forms.CharField(
        label=_("Networks"),
        required=False,
        max_length=1000,
        help_text=_("One address range a line, such as 192.0.2.0/24. Empty: any network."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_networks(self):
        try:
            return checked_networks(self.cleaned_data["networks"].split())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if closes_at and closes_at <= self.now:
            self.add_error("closes_at", _("Choose a time that is still to come."))
        elif opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("Choose a time after the first start."))
        return data


class AccommodationForm(QuizForm):
    """Extra time and further attempts at a quiz for one officer."""

    extra_minutes = forms.IntegerField(label=_("Extra minutes"), min_value=0, max_value=600, initial=0)
    further_attempts = forms.IntegerField(label=_("Further attempts"), min_value=0, max_value=50, initial=0)
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Kept on record with your name."))
