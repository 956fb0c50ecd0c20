"""The forms by which people come in, and by which coordinators let them in."""

from datetime import datetime, time, timedelta

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.models import Administration, JoinCode, Membership, Office, User
from accounts.models.administrations import time_zones
from accounts.services.sign_up import checked_names, may_be_renamed
from accounts.tables.reading import LARGEST_FILE, too_large


def day_field(label, **kwargs):
    """A calendar day, where nothing else is said one that may be left out."""
    # The format is that of the element, in every language.
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **{"required": False, **kwargs})


class LoginForm(AllauthLoginForm):
    """Sign-in by e-mail, or by administration and staff number.

    One box takes both: an address has an @ and a staff number has none.
    """

    administration = forms.ModelChoiceField(
        label=_("Administration"),
        queryset=Administration.objects.all(),
        required=False,
        empty_label=_("Not needed with an e-mail address"),
        help_text=_("Choose it if you sign in with a staff number."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail address or staff number"),
            max_length=254,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        password = self.fields["password"]
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}
        self.fields["remember"].label = _("Stay signed in on this device, also when the browser is closed")
        self.order_fields(["login", "administration", "password", "remember"])

    def clean(self):
        login = self.cleaned_data.get("login")
        by_number = bool(login) and "@" not in login
        if by_number and not self.cleaned_data.get("administration") and "administration" not in self.errors:
            self.add_error("administration", _("With a staff number, choose your administration."))
        return super().clean()

    def user_credentials(self):
        login, password = self.cleaned_data["login"], self.cleaned_data["password"]
        if "@" in login:
            return {"email": login, "password": password}
        return {
            "staff_number": login,
            "administration": self.cleaned_data["administration"],
            "password": password,
        }


class ResetPasswordForm(AllauthResetPasswordForm):
    """Ask for a new password by mail; only to the address that the person has now."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs = {"autocomplete": "email"}

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        self.users = list(User.objects.with_email(email).filter(is_active=True))
        return email


def label_passwords(form):
    """Our words on allauth's fields for a new password, which repeat their labels as placeholders."""
    for name, label in (
        ("oldpassword", _("Present password")),
        ("password1", _("New password")),
        ("password2", _("The same password again")),
    ):
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].widget.attrs.pop("placeholder", None)


class ChangePasswordForm(AllauthChangePasswordForm):
    """A new password for somebody who knows the old one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label_passwords(self)
        self.fields["oldpassword"].help_text = ""


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):
    """A new password for somebody who came by the link in a mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label_passwords(self)


class ProfileForm(forms.ModelForm):
    """What people change of their own account. The names are confirmed by a coordinator."""

    password = forms.CharField(
        label=_("Present password"),
        required=False,
        strip=False,
        help_text=_("Needed only where the e-mail address changes."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = User
        fields = ["email", "language", "time_zone"]
        labels = {"email": _("E-mail address")}
        help_texts = {"email": _("To sign in, and for a new password if you forget yours.")}
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    field_order = ["email", "password", "language", "time_zone"]

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        # The person as stored: checking a form writes what was typed into its instance.
        self.before = User(email=self.instance.email, password=self.instance.password)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        usual = administration.time_zone if administration else settings.TIME_ZONE
        chosen = self.instance.time_zone
        zones = [*time_zones(), chosen] if chosen and chosen not in time_zones() else time_zones()
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            required=False,
            choices=[
                ("", _("As in your administration (%(zone)s)") % {"zone": usual}),
                *((zone, zone.replace("_", " ")) for zone in zones),
            ],
            help_text=_("For times on your own pages. Certificates keep to your administration’s."),
        )
        if not self.before.has_usable_password():
            del self.fields["password"]

    @property
    def changes_email(self):
        return self.cleaned_data.get("email", "").lower() != self.before.email.lower()

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email and User.objects.with_email(email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another account has this e-mail address. Give one of your own."))
        numbered = self.instance.memberships.exclude(staff_number="")
        if not email and self.before.email and not numbered.exists():
            raise ValidationError(_("Keep an e-mail address: you have no staff number to sign in with."))
        return email

    def clean(self):
        data = super().clean()
        if "password" in self.fields and "email" in data and self.changes_email:
            if not data.get("password"):
                self.add_error("password", _("Give your present password to change the e-mail address."))
            elif not self.before.check_password(data["password"]):
                self.add_error("password", _("This is not your present password."))
        return data


class JoinCodeForm(forms.Form):
    """The first step of signing up."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=40,
        help_text=_("Your coordinator gives it to you, for example ABCD-2345."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class OfficeField(forms.ModelChoiceField):
    """One of an administration's offices; left out of a form where there is nothing to choose."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Office"),
            queryset=Office.objects.none(),
            required=False,
            empty_label=_("Not in this list"),
            **kwargs,
        )


def staff_number_field(**kwargs):
    return forms.CharField(
        label=_("Staff number"),
        max_length=Membership._meta.get_field("staff_number").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        **kwargs,
    )


def refuse_an_at_sign(staff_number):
    """A staff number with an @ would be taken for an address at sign-in."""
    if "@" in staff_number:
        raise ValidationError(_("A staff number has no @ in it."))
    return staff_number


class PlaceForm(forms.Form):
    """Where somebody who has an account wants to belong: the second step for them."""

    staff_number = staff_number_field(help_text=_("As your administration writes it, if you have one."))
    office = OfficeField()

    def __init__(self, *args, join_code, **kwargs):
        super().__init__(*args, **kwargs)
        offices = join_code.administration.offices.all()
        if join_code.office or not offices.exists():
            del self.fields["office"]
        else:
            self.fields["office"].queryset = offices

    def clean_staff_number(self):
        return refuse_an_at_sign(self.cleaned_data["staff_number"])


class SignUpForm(PlaceForm):
    """The second step for somebody new."""

    name = forms.CharField(
        label=_("Name as it shall stand on your certificate"),
        max_length=200,
        help_text=_("In the script of your country."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("As in your passport. Needed where the name above is in another script."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "To sign in, and for a new password if you forget yours. Without one, give a staff number."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ["name", "latin_name", "email", "staff_number", "office", "password1", "password2"]

    def clean(self):
        data = super().clean()
        if "name" in data and "latin_name" in data:
            try:
                data["name"], data["latin_name"] = checked_names(data["name"], data["latin_name"])
            except ValidationError as error:
                self.add_error(None, error)
        if (
            not data.get("email")
            and not data.get("staff_number")
            and not self.errors.keys() & {"email", "staff_number"}
        ):
            self.add_error("email", _("Give an e-mail address or a staff number, to sign in with."))
        self._check_passwords(data)
        return data

    def _check_passwords(self, data):
        password = data.get("password1")
        if not password or "password2" not in data:
            return
        if password != data["password2"]:
            self.add_error("password2", _("The two passwords are not the same."))
        try:
            validate_password(password, User(email=data.get("email", ""), first_name=data.get("name", "")))
        except ValidationError as error:
            self.add_error("password1", error)


class ApproveForm(forms.Form):
    """What the coordinator confirms of a sign-up."""

    name = forms.CharField(label=_("Name as it shall stand on the certificate"), max_length=200)
    latin_name = forms.CharField(label=_("Name in Latin letters"), max_length=200, required=False)
    staff_number = staff_number_field()
    office = OfficeField()

    def __init__(self, *args, request, **kwargs):
        initial = {
            "name": request.user.name,
            "latin_name": request.user.latin_name,
            "staff_number": request.staff_number,
            "office": request.office_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["office"].queryset = request.administration.offices.all()
        self.fields["office"].empty_label = _("None")
        if not may_be_renamed(request.user, request.administration):
            for field in ("name", "latin_name"):
                self.fields[field].disabled = True
                self.fields[field].help_text = _("Another administration knows this person by this name.")

    def clean_staff_number(self):
        return refuse_an_at_sign(self.cleaned_data["staff_number"])


class RefuseForm(forms.Form):
    """Why a sign-up is turned down."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewJoinCodeForm(forms.ModelForm):
    """A new join code: for one office or for all, until a day or for good."""

    expires_on = day_field(_("Last day"), help_text=_("Without one it works until you close it."))

    class Meta:
        model = JoinCode
        fields = ["office"]

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        self.administration = administration
        self.fields["office"].queryset = administration.offices.all()
        self.fields["office"].empty_label = _("Any office")

    @property
    def expires_at(self):
        """The end of the last day where the administration is, or None."""
        day = self.cleaned_data["expires_on"]
        return day and datetime.combine(day + timedelta(days=1), time(), tzinfo=self.administration.zone)


class ImportForm(forms.Form):
    """The file of officers to bring in. Its size is looked at before a byte of it is read."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("CSV or XLSX, up to 10 MB and 20,000 officers."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(too_large())
        return file


class AuditFilterForm(forms.Form):
    """Which entries of the audit log are shown. What it cannot read narrows nothing."""

    q = forms.CharField(label=_("Person or object"), required=False, max_length=100)
    act = forms.ChoiceField(label=_("What was done"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False)
    since = day_field(_("From"))
    until = day_field(_("To"))

    def __init__(self, *args, doers, **kwargs):
        super().__init__(*args, **kwargs)
        by_words = sorted(acts.known_acts().items(), key=lambda act: str(act[1]))
        self.fields["act"].choices = [("", _("Everything")), *by_words]
        self.fields["by"].choices = [("", _("Anybody")), *((doer.pk, doer.name) for doer in doers)]

    def asked(self):
        """The values that can be used, by field; an empty text where a field says nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class TransferForm(forms.Form):
    """Where officers go, and from which day."""

    office = forms.ModelChoiceField(label=_("New office"), queryset=Office.objects.none())
    day = day_field(_("First day there"), required=True)

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = administration.offices.all()


class LeaveForm(forms.Form):
    """When and why an officer leaves."""

    last_day = day_field(_("Last day"), required=True)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Kept on record, for example: retired on 31 May.")
    )


class TakeBackForm(forms.Form):
    """From when and where a former officer serves again."""

    since = day_field(_("First day"), required=True)
    office = OfficeField()
    staff_number = staff_number_field()

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = administration.offices.all()
        self.fields["office"].empty_label = _("None")

    def clean_staff_number(self):
        return refuse_an_at_sign(self.cleaned_data["staff_number"])


class MergeForm(forms.Form):
    """What of two accounts stays. The choices are the values of the account that stays and of the other."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, kept, closed, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        both = {
            "name": (_("Name"), *(_name(person) for person in (kept, closed))),
            "email": (_("E-mail address"), kept.email, closed.email),
            "staff_number": (_("Staff number"), numbers[kept.pk], numbers[closed.pk]),
        }
        for name, (label, mine, theirs) in both.items():
            # Where only one account says something, that stays; nobody is asked.
            if mine and theirs and mine != theirs:
                self.fields[name] = forms.ChoiceField(
                    label=label,
                    choices=[("kept", mine), ("closed", theirs)],
                    initial="kept",
                    widget=forms.RadioSelect,
                )

    @property
    def taken(self):
        """What is taken from the account that closes."""
        return {name for name, value in self.cleaned_data.items() if name != "seen" and value == "closed"}


def _name(person):
    return f"{person.name} ({person.latin_name})" if person.latin_name else person.name
