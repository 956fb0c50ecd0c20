"""The budgets of the pages, on the modules that are delivered with the site."""

import gzip

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses.models import HomePage
from elearning.management.commands import page_weights
from elearning.weights import BUDGETS, KB, Budget, Weight, signed_in, weigh
from tests.certification.conftest import certified


@pytest.fixture
def certificate(officer, administration):
    return certified(officer, administration)


def test_every_page_is_within_its_budget_and_the_officer_who_looked_is_gone(
    certificate, capsys, django_user_model
):
    call_command("load_packs", verbosity=0)
    capsys.readouterr()
    before = django_user_model.objects.count()
    call_command("page_weights")
    assert django_user_model.objects.count() == before
    printed = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert printed.keys() == {"page", *BUDGETS}
    assert certificate.serial in printed["verification"]


def test_the_command_fails_on_a_page_that_is_too_heavy(db, monkeypatch):
    heavy = Weight("/page/", {"/page/": 81 * KB}, scripts=1)
    monkeypatch.setattr(page_weights, "weights", lambda: {"lesson": heavy})
    with pytest.raises(CommandError, match="bytes, 81920 allowed"):
        call_command("page_weights")


def test_what_a_style_sheet_and_a_module_bring_along_is_counted(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "site.css").write_text(
        "@font-face { src: url(face.woff2) } p { background: url(data:x) url(ink.svg) }"
    )
    (tmp_path / "a" / "face.woff2").write_bytes(b"x" * 9)
    (tmp_path / "a" / "one.js").write_text('import { x } from "./two.js";')
    (tmp_path / "a" / "two.js").write_text("export const x = 1;" * 100)
    (tmp_path / "a" / "two.js.br").write_bytes(b"12345")

    class Page:
        status_code = 200
        content = (
            b'<link rel="stylesheet" href="/static/a/site.css"><script src="/static/a/one.js"></script><img>'
        )

    class Site:
        def get(self, address, **kwargs):
            return Page()

    weight = weigh(Site(), "/page/")
    assert weight.requests == 5
    assert weight.files["/static/a/two.js"] == 5
    assert weight.files["/static/a/face.woff2"] <= 9
    assert (weight.scripts, weight.pictures) == (1, 2)


def test_what_is_over_a_budget_is_named():
    weight = Weight("/page/", {"/page/": 2000, "/static/x.js": 100}, scripts=1)
    assert weight.beyond(Budget(3, 2)) == []
    assert len(weight.beyond(Budget(2, 1, scripts=False))) == 3


def test_pages_are_compressed_for_who_can_read_that_and_small_answers_are_not(db):
    client = signed_in()
    address = HomePage.objects.get().url
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)


def test_two_answers_of_the_same_page_differ_in_length(db):
    """So that an onlooker cannot measure a guess at what stands in them."""
    client, address = signed_in(), reverse("account_login")
    lengths = {len(client.get(address, headers={"accept-encoding": "gzip"}).content) for _ in range(12)}
    assert len(lengths) > 1
