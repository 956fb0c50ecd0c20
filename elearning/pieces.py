"""A page that is the same for many readers but for the tokens of its forms, ready to be sent.

The text between the tokens is compressed once. A token is put in uncompressed, so the length of an answer
says nothing about it (BREACH).
"""

import re
import struct
import zlib
from dataclasses import dataclass

TOKEN = re.compile(rb'(?<=<input type="hidden" name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=">)')
# RFC 1952: gzip, deflate, no flags, no time, unknown system.
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
# RFC 1951: the last block, empty.
DEFLATE_END = b"\x03\x00"


@dataclass(frozen=True)
class Pieces:
    """What stands between the tokens, plain and deflated."""

    plain: list[bytes]
    deflated: list[bytes]

    @classmethod
    def of(cls, html):
        plain = TOKEN.split(html)
        return cls(plain, [_deflated(piece) for piece in plain])

    def whole(self, token):
        """The page with a token in its forms."""
        return token.encode().join(self.plain)

    def gzipped(self, token):
        """The same as a gzip file."""
        whole, token = self.whole(token), token.encode()
        # RFC 1951 3.2.4: a stored block, which begins on a byte because a full flush stands before it.
        stored = b"\x00" + struct.pack("<HH", len(token), 0xFFFF - len(token)) + token
        tail = struct.pack("<LL", zlib.crc32(whole), len(whole) % 2**32)
        return GZIP_HEAD + stored.join(self.deflated) + DEFLATE_END + tail


def _deflated(piece):
    compress = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compress.compress(piece) + compress.flush(zlib.Z_FULL_FLUSH)
