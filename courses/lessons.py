"""A lesson's body as HTML. It holds nothing of the request, so it is rendered once for each revision."""

from django.core.cache import cache
from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from courses.terms import Explainer, Term
from reference.models import GlossaryTerm, IllustrationRendition, Source
from reference.models.illustrations import RENDITION

# What a body draws in from elsewhere, the texts of pictures, the glossary and the addresses of linked
# pages, may lag behind by this long.
SECONDS_KEPT = 300
# The blocks in whose prose terms are explained.
EXPLAINED = frozenset({"prose", "callout", "steps", "case"})


def body_of(page, fresh=False):
    """The body of a lesson page, from the cache unless it is a draft (`fresh`)."""
    if fresh or page.live_revision_id is None:
        return render_body(page.body, **_known_to(page))
    key = f"lesson-body:{page.pk}:{page.live_revision_id}:{get_language()}"
    html = cache.get(key)
    if html is None:
        html = str(render_body(page.body, **_known_to(page)))
        cache.set(key, html, SECONDS_KEPT)
    return mark_safe(html)  # noqa: S308  (our own templates made it)


def _known_to(page):
    """What the lessons of a page's module may refer to: its terms and its sources."""
    if page.unit_id is None:
        # Previewed before it is saved for the first time.
        return {}
    pack = page.unit.module.slug
    return {
        "terms": list(GlossaryTerm.objects.in_use().filter(pack=pack)),
        "sources": {source.code: source for source in Source.objects.filter(pack=pack)},
    }


def render_body(body, terms=(), sources=None):
    """All blocks in order, figures numbered, terms explained, with one look-up for all pictures.

    `terms` are glossary terms, `sources` the module's sources by code.
    """
    prepare_pictures(block.value["image"] for block in body if block.block_type == "figure")
    explainer = Explainer([Term(term.slug, tuple(term.forms)) for term in terms])
    parts, figures = [], 0
    for place, block in enumerate(body):
        figures += block.block_type == "figure"
        html = str(block.render({"number": figures, "sources": sources or {}}))
        if block.block_type in EXPLAINED:
            html = explainer.mark(html)
        if place == 0 and html.lstrip().startswith("<p"):
            # The first paragraph is set larger.
            html = html.replace("<p", '<p class="first"', 1)
        parts.append(html)
    if explainer.found:
        met = sorted(
            (term for term in terms if term.slug in explainer.found), key=lambda term: term.term.lower()
        )
        parts.append(render_to_string("courses/blocks/terms.html", {"terms": met}))
    return mark_safe("\n".join(parts))  # noqa: S308  (the templates of the blocks escape)


def prepare_pictures(images):
    """Fetch the stored renditions of all photographs at once."""
    photographs = [image for image in images if image is not None and not image.is_svg()]
    stored = IllustrationRendition.objects.filter(filter_spec=RENDITION)
    prefetch_related_objects(
        photographs, Prefetch("renditions", queryset=stored, to_attr="prefetched_renditions")
    )
