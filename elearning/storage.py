"""Where files lie that not everybody may see."""

from django.core.files.storage import FileSystemStorage


class PrivateFileSystemStorage(FileSystemStorage):
    """Files that have no address: a view that looks who asks hands them out."""

    def url(self, name):
        raise NotImplementedError("A private file has no address.")
