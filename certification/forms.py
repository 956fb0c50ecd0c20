"""The forms of the administration's area."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import is_latin, tidy
from certification.services.overview import STATES


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
        """The values that can be used, by field."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


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
