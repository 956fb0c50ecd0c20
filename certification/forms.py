"""The forms of the administration's area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import day_field
from accounts.models import User
from accounts.names import is_latin, is_name, tidy
from certification.models import Cohort, Path
from certification.services.overview import STATES
from certification.services.population import (
    NO_OFFICE,
    PERIODS,
    PROGRESS,
    STATE_CHOICES,
    Asked,
    cohorts_of,
    curricula_with_titles,
    fault_titles,
    modules_for,
    most_taken,
    objectives_for,
    offices_of,
)
from quizzes.models import Quiz
from quizzes.services.sittings import checked_networks


def latin_form(text):
    """A name in Latin letters, tidied. Raises ValidationError for another script."""
    name = tidy(text)
    if not is_latin(name):
        raise forms.ValidationError(_("Write this name in Latin letters."))
    return name


class FilterForm(forms.Form):
    """What a list is narrowed to. What it cannot read narrows nothing."""

    def asked(self):
        """The values that can be used, by field; an empty text where a field says nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def _with_nothing(words, choices):
    return [("", words), *choices]


class ScopeForm(FilterForm):
    """Whose training is looked at, and when: what figures, lists and files have in common."""

    curriculum = forms.ChoiceField(label=_("Curriculum"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    path = forms.ChoiceField(
        label=_("Path"), required=False, choices=_with_nothing(_("Any path"), Path.choices)
    )
    since = day_field(_("From"))
    until = day_field(_("To"))

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        self.curricula = list(curricula_with_titles(administration))
        titles = [(curriculum.slug, curriculum.title) for curriculum in self.curricula]
        offices = [(office.code, office.name) for office in offices_of(administration)]
        cohorts = [(str(cohort.pk), cohort.name) for cohort in cohorts_of(administration)]
        self.fields["curriculum"].choices = _with_nothing(_("All curricula"), titles)
        self.fields["office"].choices = _with_nothing(
            _("All offices"), [*offices, (NO_OFFICE, _("Without an office"))]
        )
        self.fields["cohort"].choices = _with_nothing(_("All cohorts"), cohorts)
        # A choice of one says nothing.
        for name, choices in (("cohort", cohorts), ("office", offices)):
            if not choices:
                self.fields[name].widget = forms.HiddenInput()

    def asked(self):
        """What is asked of officers (certification.services.population.Asked)."""
        asked = super().asked()
        days = {name: asked.pop(name) or None for name in ("since", "until")}
        return Asked(**{name: value for name, value in asked.items() if name != "sort"}, **days)


class DashboardForm(ScopeForm):
    """What the figures are of. Without a curriculum in the address, the one with the most officers."""

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, administration=administration, **kwargs)
        if self.curricula:
            field = self.fields["curriculum"]
            field.choices = [choice for choice in field.choices if choice[0]]
            if self.data.get("curriculum") not in dict(field.choices):
                self.data = {**self.data.dict(), "curriculum": most_taken(self.curricula).slug}


class OfficerFilterForm(ScopeForm):
    """Which officers the list shows. The order stays in the address."""

    q = forms.CharField(label=_("Name or staff number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATE_CHOICES)
    module = forms.ChoiceField(label=_("Module"), required=False)
    progress = forms.ChoiceField(
        label=_("The module is"), required=False, choices=_with_nothing(_("Done or not"), PROGRESS.items())
    )
    objective = forms.ChoiceField(label=_("Answered on"), required=False)
    fault = forms.ChoiceField(label=_("Inspected with the fault"), required=False)
    period = forms.ChoiceField(label=_("Period of"), required=False, choices=list(PERIODS.items()))
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    field_order = ["q", "curriculum", "state", "office"]

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, administration=administration, **kwargs)
        modules = [(module.slug, module.title) for module in modules_for(administration)]
        self.fields["module"].choices = _with_nothing(_("Any module"), modules)
        objectives = [(objective.slug, str(objective)) for objective in objectives_for(administration)]
        self.fields["objective"].choices = _with_nothing(_("Any objective"), objectives)
        self.fields["fault"].choices = _with_nothing(_("Any fault"), self._faults())

    def _faults(self):
        """The kinds of fault, and the one that is asked for also where the catalogue has it no more."""
        asked = self.data.get("fault", "")
        titles = fault_titles()
        return [*([(asked, asked)] if asked and asked not in titles else []), *titles.items()]

    @property
    def order(self):
        """The order that is asked for, as the address names it."""
        return super(ScopeForm, self).asked()["sort"] or "name"

    @property
    def first(self):
        """The fields that are always in sight."""
        return [self[name] for name in ("q", "curriculum", "state", "office")]

    @property
    def further(self):
        """The other fields, to be opened."""
        names = ("cohort", "path", "module", "progress", "objective", "fault", "period", "since", "until")
        return [self[name] for name in names if not self[name].is_hidden]

    @property
    def hidden(self):
        return self.hidden_fields()

    @property
    def opened(self):
        """Whether one of the further fields narrows the list."""
        asked = self.asked()
        return any(getattr(asked, bound.name) for bound in self.further if bound.name != "period")


class ExportForm(ScopeForm):
    """Which officers a file is about, and which days its rows are of."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATE_CHOICES)
    field_order = ["curriculum", "state", "office"]


class CertificateFilterForm(FilterForm):
    """Which certificates the list shows."""

    q = forms.CharField(label=_("Holder or serial number"), required=False, max_length=100)
    office = forms.ChoiceField(label=_("Office"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=_with_nothing(_("Any state"), STATES.items())
    )
    since = day_field(_("Issued from"))
    until = day_field(_("Issued to"))

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(office.code, office.name) for office in offices]
        self.fields["office"].choices = _with_nothing(_("All offices"), names)


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
    """Why a certificate is replaced, and the corrected name."""

    name = forms.CharField(
        label=_("Name as on the certificate"),
        max_length=200,
        required=False,
        help_text=_("In any script. It is written into the officer's record. Empty: it stays as it is."),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As in the passport. It is written into the officer's record as well."),
    )
    field_order = ["name", "latin_name", "reason"]

    def clean_name(self):
        """The name, or None to leave it."""
        name = tidy(self.cleaned_data["name"])
        if name and not is_name(name):
            raise forms.ValidationError(_("Write the name with letters."))
        return name or None

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


def path_field():
    return forms.ChoiceField(label=_("Path"), required=False, choices=[("", _("No path")), *Path.choices])


class SettingsForm(forms.Form):
    """Who comes onto a curriculum."""

    enrols_new_officers = forms.BooleanField(
        label=_("New officers are enrolled by themselves"), required=False
    )
    is_closed = forms.BooleanField(
        label=_("Closed: nobody is enrolled any more"),
        required=False,
        help_text=_("Who is on it goes on."),
    )


class PublishForm(forms.Form):
    """What is done about those whom a new version touches."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    under_way = forms.ChoiceField(
        label=_("Officers under way"),
        required=False,
        choices=[
            ("stay", _("They stay on their version")),
            ("move", _("They are moved to the new version; what they have proven counts")),
        ],
        initial="stay",
        widget=forms.RadioSelect,
    )
    bridge = forms.BooleanField(
        label=_("Ask holders for what is new"),
        required=False,
        help_text=_(
            "Their certificates stay in force as they were issued. Only what is new is open to them."
        ),
    )
    bridge_by = day_field(_("What is new is due on"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        data = super().clean()
        due = data.get("bridge_by")
        if not data.get("bridge"):
            data["bridge_by"] = None
        elif "bridge_by" in data and due is None:
            self.add_error("bridge_by", _("Write until when what is new is due."))
        elif due is not None and due <= self.today:
            self.add_error("bridge_by", _("Choose a day that is still to come."))
        return data


class CohortForm(forms.Form):
    """A cohort: what it is called, until when, on which path."""

    name = forms.CharField(label=_("Name"), max_length=200)
    due_on = day_field(_("Due on"))
    path = path_field()


class TermsForm(forms.Form):
    """Path and last day of one officer."""

    path = path_field()
    due_on = day_field(_("Due on"))


class FindForm(forms.Form):
    """Which officers a list for ticking shows. What it cannot read narrows nothing."""

    q = forms.CharField(label=_("Name or staff number"), required=False, max_length=100)
    office = forms.ChoiceField(label=_("Office"), required=False)

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


class EnrolForm(forms.Form):
    """On what terms the chosen officers are enrolled; in a cohort they take the cohort's."""

    numbers = forms.CharField(
        label=_("Staff numbers"),
        required=False,
        max_length=200_000,
        help_text=_("One a line, or with commas between them."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("No cohort"),
        help_text=_("With a cohort, its path and due date count, not those given here."),
    )
    path = path_field()
    due_on = day_field(_("Due on"))

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts


class SupervisorForm(forms.Form):
    """Who signs off, by what the person is known as."""

    sign_off = forms.ChoiceField(label=_("Sign-off"), required=False)
    supervisor = forms.CharField(
        label=_("Supervisor"),
        max_length=254,
        help_text=_("Staff number or e-mail address of somebody who serves in your administration."),
        widget=forms.TextInput(attrs={"list": "likely", "autocomplete": "off"}),
    )

    def __init__(self, *args, sign_offs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sign_off"].choices = [("", _("All of theirs")), *((name, name) for name in sign_offs)]


class SignOffForm(forms.Form):
    """What a supervisor saw. `after` is the newest sign-off when the page was read."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.TypedMultipleChoiceField(
        label=_("Seen"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=1000,
        help_text=_("The officer and the coordinator read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, checklist, **kwargs):
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        self.fields["seen"].choices = list(enumerate(checklist))

    def lines(self):
        """The lines that are ticked."""
        return [self.checklist[number] for number in self.cleaned_data["seen"]]
