"""The chooser of a picture that stands in a question."""

from django.core.exceptions import ValidationError
from wagtail.images.blocks import ImageChooserBlock

from quizzes.figures import refusal


class QuestionPictureBlock(ImageChooserBlock):
    """A picture with a permanent name and a neutral text. Whose it may be, the question's form decides."""

    def clean(self, value):
        value = super().clean(value)
        refused = refusal(value) if value else ""
        if refused:
            raise ValidationError(refused)
        return value

    class Meta:
        icon = "image"
