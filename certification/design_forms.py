"""The form by which an administration draws up its certificate."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import tidy
from certification.models import CertificateDesign, CertificatePicture, Level, Signatory
from certification.services.designs import MOST_SIGNATORIES, TEXTS, draft_design
from certification.services.pictures import LARGEST_FILE, PictureRefused, clean_picture, keep_picture
from certification.services.printable import unprintable

PLACES = range(1, MOST_SIGNATORIES + 1)
HELP = {
    "heading": _("Empty: “Certificate of achievement”."),
    "opening": _("Empty: “This is to certify that”."),
    "statement": _("Empty: “has met every requirement of the national curriculum”. The curriculum follows."),
    "participation_heading": _("Empty: “Certificate of participation”."),
    "participation_statement": _("Empty: “has completed the modules of the national curriculum”."),
    "note": _("For example the order on which the certificate rests."),
}


def _length(model, name):
    return model._meta.get_field(name).max_length


class CertificateDesignForm(forms.Form):
    """Pictures, who signs, and words. A picture that was sent before comes back by its checksum."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG, up to 2 MB. It stands in the upper right corner, 42 by 20 mm at most."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    kept_logo = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("Show it as a certificate of"),
        choices=Level.choices,
        required=False,
        help_text=_("For the preview and the specimen only."),
    )

    def __init__(self, *args, administration, **kwargs):
        super().__init__(*args, **kwargs)
        self.administration = administration
        for number in PLACES:
            self._add_signatory(number)
        for name in TEXTS:
            label = CertificateDesign._meta.get_field(name).verbose_name
            self.fields[name] = forms.CharField(
                label=label[:1].upper() + label[1:],
                required=False,
                max_length=_length(CertificateDesign, name),
                help_text=HELP[name],
            )

    def _add_signatory(self, number):
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("Name"), required=False, max_length=_length(Signatory, "name")
        )
        self.fields[f"office_{number}"] = forms.CharField(
            label=_("Office"), required=False, max_length=_length(Signatory, "office")
        )
        self.fields[f"signature_{number}"] = forms.FileField(
            label=_("Picture of the signature"),
            required=False,
            help_text=_("PNG or JPEG, up to 2 MB, dark on white or transparent. Empty: a line."),
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        )
        self.fields[f"kept_signature_{number}"] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput
        )
        self.fields[f"without_signature_{number}"] = forms.BooleanField(
            label=_("Remove the picture"), required=False
        )

    @property
    def places(self):
        """The fields of each who may sign, for the template."""
        return [
            {
                "number": number,
                "name": self[f"name_{number}"],
                "office": self[f"office_{number}"],
                "signature": self[f"signature_{number}"],
                "kept": self[f"kept_signature_{number}"],
                "shown": self._shown(f"kept_signature_{number}"),
                "without": self[f"without_signature_{number}"],
            }
            for number in PLACES
        ]

    @property
    def shown_logo(self):
        return self._shown("kept_logo")

    def _shown(self, name):
        """The name of a kept picture to show; "" for what can be none."""
        value = self[name].value() or ""
        return value if re.fullmatch(r"[0-9a-f]{64}", value) else ""

    @property
    def words(self):
        return [self[name] for name in ("heading", "opening", "statement")]

    @property
    def words_of_participation(self):
        return [self[name] for name in ("participation_heading", "participation_statement")]

    def clean(self):
        data = super().clean()
        for name in (*TEXTS, *(f"{field}_{number}" for field in ("name", "office") for number in PLACES)):
            if name in data:
                data[name] = self._printable(name, data[name])
        data["logo"] = self._picture("logo", "logo")
        for number in PLACES:
            data[f"signature_{number}"] = self._picture(f"signature_{number}", "signature")
            given = data.get(f"office_{number}") or data[f"signature_{number}"]
            if given and not data.get(f"name_{number}") and not self.has_error(f"name_{number}"):
                self.add_error(f"name_{number}", _("Give the name of who signs, or leave all of this empty."))
        return data

    def _printable(self, name, text):
        """The text with single spaces; an error for what no font of the certificate holds."""
        text = tidy(text)
        if refused := unprintable(text):
            self.add_error(
                name, _("No font of the certificate holds %(characters)s.") % {"characters": refused}
            )
        return text

    def _picture(self, name, kind):
        """What was sent now, cleaned; else what was sent before; None for none or when it is taken off."""
        file = self.cleaned_data.get(name)
        if file:
            if file.size > LARGEST_FILE:
                self.add_error(name, _("Choose a picture of 2 MB at most."))
                return None
            try:
                return clean_picture(file.read(), kind=kind)
            except PictureRefused as refused:
                self.add_error(name, str(refused))
                return None
        sha256 = self.cleaned_data.get(f"kept_{name}")
        if not sha256 or self.cleaned_data.get(f"without_{name}"):
            return None
        own = CertificatePicture.objects.filter(administration=self.administration, sha256=sha256).first()
        if own is None:
            self.add_error(name, _("Choose the picture again."))
        return own

    def draft(self):
        """The design that a valid form describes; pictures that are new are kept."""
        data = self.cleaned_data
        return draft_design(
            administration=self.administration,
            texts={name: data[name] for name in TEXTS},
            logo=self._kept(data["logo"]),
            signatories=[
                (data[f"name_{number}"], data[f"office_{number}"], self._kept(data[f"signature_{number}"]))
                for number in PLACES
                if data[f"name_{number}"]
            ],
        )

    def _kept(self, picture):
        if picture is None or isinstance(picture, CertificatePicture):
            return picture
        return keep_picture(picture, administration=self.administration)


def initial_of(design, *, seen, level=Level.ACHIEVEMENT):
    """What the form shows of a full design, or of none. `seen` is the number of the newest one published."""
    initial = {"seen": seen, "level": level}
    if design is None:
        return initial
    row = design.row
    initial |= {name: getattr(row, name) for name in TEXTS}
    initial["kept_logo"] = row.logo.sha256 if row.logo else ""
    for number, one in enumerate(design.signatories, start=1):
        initial |= {
            f"name_{number}": one.name,
            f"office_{number}": one.office,
            f"kept_signature_{number}": one.signature.sha256 if one.signature else "",
        }
    return initial
