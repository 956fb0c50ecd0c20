"""The parts know each other one way only. What import-linter cannot see is walked here."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

ORDER = ["accounts", "reference", "quizzes", "exercises", "courses", "certification", "elearning"]
RANK = {name: rank for rank, name in enumerate(ORDER)}
# Templates may extend the site's base and use its components.
SITE_TAGS = {"ledger"}


def test_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("app", ORDER)
def test_models_point_only_at_apps_below(app):
    wrong = []
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            target = field.related_model._meta.app_label
            if RANK.get(target, -1) > RANK[app]:
                wrong.append(f"{model.__name__}.{field.name} → {target}")
    assert not wrong


def test_migrations_depend_only_on_apps_below():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{app}.{name} → {needed}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in RANK
        for needed, _ in migration.dependencies
        if RANK.get(needed, -1) > RANK[app]
    ]
    assert not wrong


def _tag_libraries():
    """Names of the template libraries of each app."""
    return {
        path.stem: path.parts[-3]
        for name in ORDER
        for path in (settings.BASE_DIR / name / "templatetags").glob("*.py")
        if path.stem != "__init__"
    }


def test_templates_load_tags_only_from_apps_below():
    libraries = _tag_libraries()
    wrong = []
    for app in ORDER:
        for template in (settings.BASE_DIR / app / "templates").rglob("*.html"):
            for loaded in re.findall(r"{%\s*load\s+([^%]+?)\s*%}", template.read_text()):
                for library in loaded.split():
                    owner = libraries.get(library)
                    if owner and library not in SITE_TAGS and RANK[owner] > RANK[app]:
                        wrong.append(f"{template.relative_to(settings.BASE_DIR)} loads {library} of {owner}")
    assert not wrong


def test_strings_that_name_models_point_only_at_apps_below():
    """A chooser block or foreign key named by a string escapes import-linter."""
    wrong = []
    for app in ORDER:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    match = re.fullmatch(r"([a-z]+)\.[A-Z]\w+", node.value)
                    if match and RANK.get(match[1], -1) > RANK[app]:
                        # A page type may name its children, and settings name everything.
                        wrong.append(f"{path.relative_to(settings.BASE_DIR)}: {node.value}")
    assert not wrong
