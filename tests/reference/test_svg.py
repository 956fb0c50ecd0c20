"""Drawings from outside: what could act or fetch never passes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from reference.models import Illustration
from reference.svg import MAX_BYTES, UnsafeDrawing, sanitise_svg
from tests.factories import UserFactory

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
)


def svg(inside="", attributes=""):
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<g><path d="M0 0" onclick="alert(1)"/></g>',
        '<path d="M0 0" ONLOAD="alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://example.org"><path d="M0 0"/></a>',
        '<use href="https://example.org/x.svg#a"/>',
        '<use xlink:href="//example.org/x.svg#a"/>',
        '<use href="javascript:alert(1)"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="x"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>.a{fill:url(https://example.org/x)}</style>",
        "<style>.a{fill:u/**/rl(https://example.org/x)} .b{background:url('//example.org')}</style>",
        "<style>.a{background:\\75rl(https://example.org)}</style>",
        "<style>@font-face{font-family:x;src:local(x)}</style>",
        "<style>.a{width:expression(alert(1))}</style>",
        "<style>.a{background:image-set('x.png' 1x)}</style>",
        '<path style="fill:url(https://example.org)" d="M0 0"/>',
        '<path fill="url(https://example.org/#a)" d="M0 0"/>',
        '<path filter="url(\'http://example.org/#a\')" d="M0 0"/>',
        '<feImage href="https://example.org/x.png"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
    ],
)
def test_what_could_act_or_fetch_is_refused_with_a_sentence(inside):
    with pytest.raises(UnsafeDrawing, match=r"\.$"):
        sanitise_svg(svg(inside))


@pytest.mark.parametrize("attributes", ['onload="alert(1)"', 'style="background:url(//example.org)"'])
def test_the_root_is_held_to_the_same_rules(attributes):
    with pytest.raises(UnsafeDrawing):
        sanitise_svg(svg(attributes=attributes))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + svg("<text>&x;</text>"),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/svg11.dtd">' + svg(),
        b"<html><body/></html>",
        b"<svg viewBox='0 0 1 1'/>",
        b"not a drawing",
        b"",
        b"\x1f\x8b\x08compressed",
        svg()[:-3],
        b" " * (MAX_BYTES + 1),
        svg("<g>" * 100 + "</g>" * 100),
        svg("<g/>" * 30_000),
        HEAD.replace("0 0 10 10", "0 0 10 ten").encode() + b"/>",
        HEAD.replace("0 0 10 10", "0 0 0 10").encode() + b"/>",
        HEAD.replace("0 0 10 10", "0 0 1e9 1e9").encode() + b"/>",
        HEAD.replace("0 0 10 10", "0 0 1 9000").encode() + b"/>",
        svg(attributes='width="99999999"'),
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_what_is_no_drawing_or_out_of_proportion_is_refused(data):
    with pytest.raises(UnsafeDrawing, match=r"\.$"):
        sanitise_svg(data)


def test_parts_that_multiply_are_refused():
    uses = "".join(
        f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10 if n else "<path/>"}</g>' for n in range(9)
    )
    with pytest.raises(UnsafeDrawing, match="too often"):
        sanitise_svg(svg(uses))


def test_parts_that_refer_in_a_ring_are_refused():
    with pytest.raises(UnsafeDrawing, match="ring"):
        sanitise_svg(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))


def test_a_drawing_keeps_its_shapes_styles_and_dark_colours():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 30">'
        "<title>Tusk &amp; section</title>"
        "<style>.a{fill:#111} @media (prefers-color-scheme: dark){.a{fill:#eee}} .b{fill:url(#hatch)}</style>"
        '<defs><pattern id="hatch" width="2" height="2"><path d="M0 0h2"/></pattern></defs>'
        '<g class="a" transform="translate(1 2)"><path d="M0 0h10" stroke-miterlimit="4"/></g>'
        '<text x="1" y="2" text-anchor="middle">box <tspan font-weight="700">11</tspan> &lt; 12</text>'
        '<use href="#hatch"/></svg>'
    )
    assert sanitise_svg(drawing.encode()).decode() == drawing + "\n"


def test_the_notes_of_drawing_programs_are_left_out():
    noisy = (
        '<?xml version="1.0"?><!-- made by a program -->'
        '<svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:i="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">'
        '<metadata>who and when</metadata><i:view zoom="1"/><path i:label="x" data-a="b" d="M0 0"/></svg>'
    )
    assert sanitise_svg(noisy.encode()) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>\n'
    )


def test_old_references_to_own_parts_are_kept_in_the_new_spelling():
    clean = sanitise_svg(svg('<path id="a" d="M0 0"/><use xlink:href="#a"/>'))
    assert b'<use href="#a"/>' in clean


def test_a_drawing_without_view_box_gets_one_from_its_size():
    clean = sanitise_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="20px" height="10"/>')
    assert b'viewBox="0 0 20 10"' in clean


def test_sanitising_again_changes_nothing():
    once = sanitise_svg(
        svg(
            "<text>a &gt; b\n &quot;c&quot;</text><style>.a{fill:red}</style>",
            'aria-label="x &amp; &quot;y&quot;"',
        )
    )
    assert sanitise_svg(once) == once


def uploaded(data):
    form_class = get_image_form(Illustration)
    return form_class(
        data={"title": "A drawing", "collection": Collection.get_first_root_node().pk},
        files={"file": SimpleUploadedFile("drawing.svg", data, content_type="image/svg+xml")},
        instance=Illustration(),
        user=UserFactory(is_superuser=True),
    )


@pytest.mark.django_db
def test_an_upload_with_a_script_is_refused_in_the_admin():
    form = uploaded(svg("<script>alert(1)</script>"))
    assert not form.is_valid()
    assert "<script>" in form.errors["file"][0]


@pytest.mark.django_db
def test_an_upload_is_stored_in_its_sanitised_form(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    form = uploaded(svg('<metadata>who</metadata><path d="M0 0h3"/>'))
    assert form.is_valid(), form.errors
    image = form.save()
    with image.file.open() as file:
        stored = file.read()
    assert b"metadata" not in stored
    assert b"M0 0h3" in stored
    assert image.file_size == len(stored)
