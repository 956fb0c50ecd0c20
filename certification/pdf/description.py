"""What a PDF says of itself: title, language, dates, in the document's information and as XMP."""

import io
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import XMP
from reportlab.pdfgen.canvas import Canvas

from certification.pdf.labels import BRAND

# Streams go into the file as bytes: written as text they take a quarter more, and most of the time.
rl_config.useA85 = 0


def new_canvas(file: io.BytesIO, size: tuple[float, float], language: str, font: str) -> Canvas:
    """An empty PDF 1.7 that comes out the same each time. `font` is registered already."""
    return Canvas(
        file,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        lang=language,
        initialFontName=font,
    )


def describe(
    canvas: Canvas,
    *,
    title: str,
    subject: str,
    identifier: str,
    keywords: Iterable[str],
    language: str,
    day: date,
) -> None:
    """Title, subject, keywords and date."""
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor(BRAND)
    canvas.setCreator(BRAND)
    canvas.setProducer("ReportLab")
    canvas.setKeywords(list(keywords))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000Z")
    packet = XMP_PACKET.format(
        title=escape(title),
        subject=escape(subject),
        brand=escape(BRAND),
        serial=escape(identifier),
        language=language,
        issued=f"{day:%Y-%m-%d}T00:00:00Z",
    )
    canvas._doc.Catalog.Metadata = XMP(creator=lambda document: packet.encode())


XMP_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>\
</dc:description>
<dc:creator><rdf:Seq><rdf:li>{brand}</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>{serial}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{issued}</xmp:CreateDate>
<xmp:ModifyDate>{issued}</xmp:ModifyDate>
<xmp:CreatorTool>{brand}</xmp:CreatorTool>
<pdf:Producer>ReportLab</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
