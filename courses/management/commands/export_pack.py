"""manage.py export_pack: write a module as a content pack."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from courses.models import Module
from courses.packs import read_pack
from courses.packs.rendering import NotAPack, render_pack, write_folder
from courses.services.pack_contents import NotForAPack, export_module


class Command(BaseCommand):
    help = "Write a module, also one written in the admin, as a content pack."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="permanent name of the module")
        parser.add_argument("path", type=Path, metavar="PATH", help="the folder of the pack")
        parser.add_argument("--force", action="store_true", help="write into a folder that holds other files")

    def handle(self, *, slug, path, force, **options):
        module = Module.objects.filter(slug=slug).first()
        if module is None:
            known = ", ".join(Module.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no module {slug}. There are: {known or 'none'}.")
        links = []
        try:
            export = export_module(module)
            files = render_pack(export.pack, links)
            write_folder(files, path, force=force)
        except (NotForAPack, NotAPack) as error:
            raise CommandError(str(error)) from error
        export.left_out += [f"The link to {address}: only its words were written." for address in links]
        for sentence in export.left_out:
            self.stdout.write(f"Not in the pack: {sentence}")
        written = {str(path / name) for name in files}
        problems = [problem for problem in read_pack(path).problems if problem.file in written]
        if problems:
            said = "\n".join(str(problem) for problem in problems)
            raise CommandError(f"{said}\nThe pack was written, but cannot be read back.")
        self.stdout.write(f"Written to {path}: {len(files)} files.")
