"""The forms of the administration's area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import is_latin, tidy
from certification.services.overview import PERIODS, PROGRESS, STATES


def day_field(label):
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


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


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_(
            "Kept with the certificate. The public page shows that it is revoked and since when, not why."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(forms.ModelForm):
    """The Latin form of a name that the fonts of a certificate do not hold."""

    class Meta:
        model = User
        fields = ["latin_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["latin_name"].required = True

    def clean_latin_name(self):
        name = tidy(self.cleaned_data["latin_name"])
        if not is_latin(name):
            raise forms.ValidationError(_("Write this name in Latin letters."))
        return name
