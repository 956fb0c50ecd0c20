"""The drawings that the bodies of questions for tests name."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from reference.models import Illustration
from reference.models.illustrations import RENDITION

NAMES = ("sample-form", "ivory-elephant", "ivory-mammoth", "worked-bone")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><title>GIVEN-AWAY {slug}</title>'
    '<desc>GIVEN-AWAY</desc><g aria-label="GIVEN-AWAY"><path d="M0 0h10v10z"/></g></svg>'
)


def drawing(slug, *, collection=None, **fields):
    """A drawing of 200 by 100 whose file, title and words are named after what it shows."""
    number = NAMES.index(slug) if slug in NAMES else len(NAMES)
    texts = {"neutral_text": f"Neutral {number}", "revealing_text": f"REVEALED {slug}"}
    return Illustration.objects.create(
        slug=slug,
        title=f"Title {slug}",
        file=ImageFile(ContentFile(SVG.format(slug=slug).encode(), name=f"{slug}.svg"), name=f"{slug}.svg"),
        collection=collection or Collection.get_first_root_node(),
        width=200,
        height=100,
        **texts | fields,
    )


def photograph(slug, **fields):
    """A photograph of 640 by 480, in the size in which it is shown."""
    image = Illustration.objects.create(
        slug=slug, title=slug, file=get_test_image_file(f"{slug}.png"), neutral_text="A photograph.", **fields
    )
    image.renditions.create(
        filter_spec=RENDITION, file=get_test_image_file(f"{slug}.max.png"), width=640, height=480
    )
    return image


def chosen(image):
    """The picture, with the small one that choosers show of it stored already."""
    file = get_test_image_file(f"{image.slug}.small.png")
    image.renditions.create(filter_spec="max-165x165", file=file, width=165, height=83)
    return image


def all_drawings(**fields):
    """Every drawing that the bodies name."""
    return {slug: drawing(slug, **fields) for slug in NAMES}
