"""The components of the site's pages that need more than markup.

Each tag is described with a snippet in docs/contributors/look.md. Measures are drawn as SVG with
attributes, because the content security policy forbids style attributes.
"""

from functools import lru_cache
from pathlib import Path
from string import ascii_uppercase

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from lucide.templatetags.lucide import lucide

register = template.Library()

CONVENTIONS = ("intro", "cites", "basel", "montreal", "rotterdam", "stockholm", "cartagena", "bwm")
PLATES = Path(__file__).parents[1] / "static" / "elearning" / "img" / "plates"
STATE_ICONS = {
    "ok": "check",
    "warn": "clock",
    "bad": "triangle-alert",
    "info": "info",
    "idle": "circle",
}
SLIP_ICONS = {
    "law": "scale",
    "safety": "triangle-alert",
    "practice": "clipboard-check",
    "note": "book-open",
    "ok": "check",
    "warn": "clock",
    "bad": "triangle-alert",
}
SLIP_TITLES = {
    "law": _("What the law says"),
    "safety": _("Safety first"),
    "practice": _("At the counter"),
    "note": _("Note"),
}
MESSAGE_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}
PLACE = '<li><a href="{}" class="{}"{}>{}{}<span class="vh"> {}</span></a></li>'
FOLD = mark_safe('<span class="fold"></span>')
CURRENT = mark_safe(' aria-current="step"')
# A number is drawn on a part of a stacked bar that takes at least this share of it, in per cent.
ROOM_FOR_A_NUMBER = 6


@lru_cache(maxsize=256)
def drawn_icon(name, classes):
    """A Lucide icon as SVG without size, hidden from readers. IconDoesNotExist for other names."""
    return lucide(name, size=None, **{"class": classes, "aria-hidden": "true", "focusable": "false"})


@lru_cache(maxsize=len(CONVENTIONS))
def mark_shape(slug):
    return render_to_string(f"components/marks/{slug}.html")


@lru_cache(maxsize=1)
def plate_slugs():
    return frozenset(path.stem for path in PLATES.glob("*.svg"))


@register.simple_tag
def icon(name, turn=False):
    """A Lucide icon beside a text; `turn` mirrors it where text runs from the right."""
    return drawn_icon(name, "ic turn" if turn else "ic")


@register.simple_tag
def mark(slug, size="", label=""):
    """A convention's mark: shape, sign and hue. Nothing for an unknown slug."""
    if slug not in CONVENTIONS:
        return ""
    role = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="mark {}" data-mea="{}" viewBox="0 0 48 48"{}>{}</svg>',
        size,
        slug,
        flatatt(role),
        mark_shape(slug),
    )


@register.simple_tag
def marks():
    """All marks in a row, decorative."""
    return format_html_join("", "{}", ((mark(slug),) for slug in CONVENTIONS))


@register.simple_tag
def plate(slug, alt=""):
    """A line drawing as an image: one of the site's by its slug, or an illustration. Nothing for others."""
    if hasattr(slug, "file"):
        return format_html('<img class="plate" src="{}" alt="{}">', slug.file.url, alt)
    if slug not in plate_slugs():
        return ""
    return format_html(
        '<img class="plate" src="{}" alt="{}" width="160" height="120">',
        static(f"elearning/img/plates/{slug}.svg"),
        alt,
    )


@register.inclusion_tag("components/crumbs.html")
def crumbs(*texts_and_urls, current):
    """The way to a page: pairs of text and address, then the page itself."""
    return {
        "trail": list(zip(texts_and_urls[::2], texts_and_urls[1::2], strict=True)),
        "current": current,
    }


@register.inclusion_tag("components/box.html")
def box(label, value, no=None, big=False, wide=False, typed=False):
    """One ruled cell of a `dl.boxes`."""
    classes = " ".join(["box"] + ["big"] * bool(big) + ["w2"] * bool(wide))
    return {"label": label, "value": value, "no": no, "classes": classes, "typed": typed}


@register.simple_tag
def state(kind, word, icon=None):
    """A sign and a word. Kinds: ok, warn, bad, info, idle."""
    return format_html(
        '<span class="state {}">{}<span>{}</span></span>',
        kind,
        drawn_icon(icon or STATE_ICONS[kind], "ic"),
        word,
    )


@register.inclusion_tag("components/gauge.html")
def gauge(value, label, pass_mark=None, size="", low=None):
    """A value of 0 to 100 with an upright line at the pass mark; hatched when it is below."""
    value = min(max(float(value), 0), 100)
    if low is None:
        low = pass_mark is not None and value < float(pass_mark)
    return {
        "value": percent(value),
        "rest": percent(100 - value),
        "pass_mark": None if pass_mark is None else percent(float(pass_mark)),
        "label": label,
        "size": size,
        "low": low,
    }


@register.inclusion_tag("components/scale.html")
def scale(done, of, label, end="", words=True):
    """Progress as the scale bar of a chart, one segment for each of `of`."""
    of = max(int(of), 1)
    done = min(max(int(done), 0), of)
    step = 100 / of
    return {
        "start": percent(done * step),
        "rest": percent(100 - done * step),
        "step": percent(step),
        "halves": [(percent(i * step), "50%" if i % 2 else "0") for i in range(done, of)],
        "ticks": [percent(i * step) for i in range(1, of)],
        "label": label,
        "end": end,
        "words": words,
    }


@register.inclusion_tag("components/stackbar.html")
def stackbar(parts, label):
    """Shares of a whole as one bar. `parts`: (kind, number), kinds as in stackbar_legend."""
    total = sum(number for _kind, number in parts) or 1
    drawn, start = [], 0
    for kind, number in parts:
        width = 100 * number / total
        if number:
            left = 100 - start - width if get_language_bidi() else start
            drawn.append(
                {
                    "kind": kind,
                    "number": number if width >= ROOM_FOR_A_NUMBER else "",
                    "x": percent(left),
                    "width": percent(width),
                    "room": 8 + 8 * len(str(number)),
                }
            )
        start += width
    return {"parts": drawn, "label": label}


@register.inclusion_tag("components/countbar.html")
def countbar(number, most, label, kind="passed"):
    """One number as a bar, measured against the most of its row of bars. The number stands beside it.

    Kinds: passed (solid), under_way (hatched).
    """
    width = 100 * number / (most or 1)
    return {
        "kind": kind,
        "x": percent(100 - width if get_language_bidi() else 0),
        "end": percent(100 - width if get_language_bidi() else width),
        "width": percent(width),
        "label": label,
    }


@register.inclusion_tag("components/stackbar_legend.html")
def stackbar_legend():
    """What the parts of a stacked bar mean."""
    return {}


@register.simple_block_tag
def slip(content, kind, title="", source="", role=""):
    """A callout named by its tab. Kinds: law, safety, practice, note, ok, warn, bad."""
    return render_to_string(
        "components/slip.html",
        {
            "kind": kind,
            "title": title or SLIP_TITLES.get(kind, ""),
            "icon_name": SLIP_ICONS[kind],
            "source": source,
            "role": role,
            "content": content,
        },
    )


@register.inclusion_tag("components/message.html")
def message_slip(message):
    """One of Django's messages as a slip."""
    kind = MESSAGE_KINDS.get(message.level_tag, "note")
    return {"message": message, "kind": kind, "icon_name": SLIP_ICONS[kind]}


@register.inclusion_tag("components/field.html")
def field(bound, typed=False):
    """A form field: label above, hint, control, error below with sign and words."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "typed": typed, "single_tick": kind == "checkbox" and not bound.use_fieldset}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form):
    """All fields of a form in order, the hidden ones first."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form):
    """What is wrong with a form, with links to the fields. Nothing when nothing is."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("components/opts.html")
def opts(name, options, many=False, locked=False, check=False):
    """Answer rows lettered from A, or by a `letter` of their own.

    Options hold value, text, checked, verdict, feedback.
    """
    letters = zip(ascii_uppercase, options, strict=False)
    return {
        "name": name,
        "rows": [(held(option, "letter") or letter, option) for letter, option in letters],
        "kind": "checkbox" if many else "radio",
        "locked": locked,
        "check": check,
    }


@register.inclusion_tag("components/knowledge_check.html")
def knowledge_check(name, question, options, many=False):
    """A question in a lesson; every option has a verdict and feedback. `name` is unique in the page."""
    return {"name": name, "question": question, "options": options, "many": many}


@register.inclusion_tag("components/contents.html")
def contents(items, title, mea="", extra=()):
    """The contents of a module at the side of a lesson; closed `details` on narrow screens."""
    here = next((number for number, item in enumerate(items, 1) if held(item, "here")), None)
    return {"items": items, "title": title, "mea": mea, "extra": extra, "here": here}


@register.inclusion_tag("components/pager.html")
def pager(previous=None, next=None):
    """Links to the unit before and after; each has title and url."""
    return {"previous": previous, "next": next}


@register.inclusion_tag("components/timer.html")
def timer(deadline, now):
    """When time ends; with js/timer.js, what is left of it by the server's clock."""
    return {"deadline": localtime(deadline), "now": localtime(now)}


@register.inclusion_tag("components/savedline.html")
def savedline(state, text):
    """Where the answer is. States: saved, kept, refused, open."""
    return {"state": state, "text": text}


@register.inclusion_tag("components/papermap.html")
def papermap(items, flags=True):
    """The items of a paper as numbered links. Items hold number, url, saved, flagged, here."""
    words = {
        (saved, flagged): f"{state}, {_('flagged')}" if flagged else state
        for saved, state in ((True, str(_("answered and saved"))), (False, str(_("open"))))
        for flagged in (True, False)
    }
    return {"places": format_html_join("", PLACE, (_place(item, words) for item in items)), "flags": flags}


def _place(item, words):
    """The parts of a PLACE. Not a template: a page of an examination has a place for each question."""
    saved, flagged, here = bool(item.saved), bool(item.flagged), bool(item.here)
    classes = "done" * saved + " here" * here
    fold = FOLD if flagged else ""
    return item.url, classes, CURRENT if here else "", item.number, fold, words[saved, flagged]


@register.inclusion_tag("components/stamp.html")
def stamp(passed, when=""):
    """The drawn stamp on a result."""
    return {"passed": passed, "when": when}


@register.inclusion_tag("components/verdict_head.html")
def verdict_head(kind, title, text):
    """What the register says of a certificate. Kinds: ok, idle, warn, bad."""
    return {"kind": kind, "title": title, "text": text}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the other pages of a list, keeping the query string."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/empty.html")
def empty(title, text="", url="", action=""):
    """What is shown where a list has nothing: what is so, and one way on."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/module_card.html")
def module_card(module):
    """A module in the catalogue, as a list item."""
    return {"module": module}


def percent(value):
    """A share as an SVG length, to a hundredth, in no locale."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def held(item, name):
    """What a mapping or an object holds under a name, or None."""
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)
