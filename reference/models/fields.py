"""Fields that hold codes in their one spelling, and lists that a person writes line by line."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from reference import codes


def spelled(rule, text):
    """A code as reference.codes spells it. Raises ValidationError."""
    try:
        return getattr(codes, rule)(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class CodeField(models.CharField):
    """One code. `rule` is the name of the function of reference.codes that spells it."""

    def __init__(self, *args, rule, **kwargs):
        self.rule = rule
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"rule": self.rule}

    def clean(self, value, model_instance):
        return super().clean(spelled(self.rule, value) if value else value, model_instance)


class LinesField(models.JSONField):
    """A list of texts. With `rule`, each in its one spelling."""

    def __init__(self, *args, rule=None, **kwargs):
        self.rule = rule
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"rule": self.rule} if self.rule else {})

    def clean(self, value, model_instance):
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValidationError(_("Write a list, one entry a line."))
        lines = [spelled(self.rule, line) if self.rule else line for line in value]
        return super().clean(list(dict.fromkeys(lines)), model_instance)

    def formfield(self, **kwargs):
        return LinesFormField(
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text) or _("One entry a line."),
            required=not self.blank,
        )


class LinesFormField(forms.CharField):
    """A list as lines of text."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """The rules of the list are those of the model's field."""
