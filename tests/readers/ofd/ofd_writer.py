"""A small OFD writer for tests: lines of text and ruled tables in millimetres, one content file a page."""

import io
import itertools
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0
"""Of a character, about 14 points."""


@dataclass
class OfdPageWriter:
    """What stands on one page; `left` is where text begins, lines are 8 mm apart."""

    objects: list[str] = field(default_factory=list)
    box: tuple[float, float] = (210.0, 297.0)

    def picture(self, resource: str, x: float, y: float, wide: float, high: float) -> "OfdPageWriter":
        self.objects.append(f'<ofd:ImageObject ID="9" Boundary="{x} {y} {wide} {high}" ResourceID="{resource}"/>')
        return self

    def text(self, x: float, y: float, text: str, size: float = SIZE, **attributes: str) -> "OfdPageWriter":
        more = "".join(f' {name}="{value}"' for name, value in attributes.items())
        run = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
        self.objects.append(
            f'<ofd:TextObject ID="9" Boundary="{x} {y} 200 {size + 2}" Font="1" Size="{size}"{more}>'
            f'<ofd:TextCode X="0" Y="{size}"{run}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
        return self

    def paragraph(self, y: float, lines: list[str], left: float = 30, size: float = SIZE) -> "OfdPageWriter":
        for i, line in enumerate(lines):
            self.text(left + (2 * size if i == 0 else 0), y + 8 * i, line, size)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "OfdPageWriter":
        self.objects.append(
            f'<ofd:PathObject ID="9" Boundary="{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def table(
        self, y: float, columns: list[float], rows: list[list[str | None]], height: float = 10
    ) -> "OfdPageWriter":
        """A ruled table; None in a cell merges it with the one above."""
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text is not None:
                    self.line(columns[j], y + i * height, columns[j + 1], y + i * height)
                if text:
                    self.text(columns[j] + 1, y + i * height + 2, text, 4)
        self.line(columns[0], y + len(rows) * height, columns[-1], y + len(rows) * height)
        for x in columns:
            self.line(x, y, x, y + len(rows) * height)
        return self

    def xml(self, template: bool = False) -> str:
        use = "" if template else '<ofd:Template TemplateID="2"/>'
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {self.box[0]} {self.box[1]}</ofd:PhysicalBox></ofd:Area>"
        return f'{HEAD}<ofd:Page {SPACE}>{area}{use}<ofd:Content><ofd:Layer ID="1">{"".join(self.objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def write_ofd(
    pages: list[OfdPageWriter], template: OfdPageWriter | None = None, extra: dict[str, bytes] | None = None
) -> bytes:
    """The package of `pages`, `template` under each of them."""
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    used = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    members = {
        "OFD.xml": f"{HEAD}<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{used}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        **{f"Doc_0/Pages/Page_{i}/Content.xml": page.xml() for i, page in enumerate(pages)},
    }
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = template.xml(template=True)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name, text)
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return data.getvalue()


def ofd_of_pdf(source: bytes) -> bytes:
    """A PDF's characters and ruling lines as an OFD, in runs with their advances written out."""
    import pypdfium2

    from policy_parse.readers.pages.page import Glyph
    from policy_parse.readers.pdf.page import read_page

    millimetre = 25.4 / 72
    document = pypdfium2.PdfDocument(source)
    pages: list[OfdPageWriter] = []
    for index in range(len(document)):
        content = read_page(document, index)
        page = OfdPageWriter(box=(content.width * millimetre, content.height * millimetre))
        runs: list[list[Glyph]] = []
        for glyph in content.glyphs:
            last = runs[-1][-1] if runs else None
            if last is None or abs(last.y - glyph.y) > 0.01 or last.size != glyph.size or glyph.x0 < last.x0:
                runs.append([])
            runs[-1].append(glyph)
        for run in runs:
            xs = [glyph.x0 * millimetre for glyph in run]
            size = run[0].size * millimetre
            advances = " ".join(f"{b - a:.4f}" for a, b in itertools.pairwise(xs))
            page.objects.append(
                f'<ofd:TextObject ID="9" Boundary="{xs[0]:.4f} {run[0].y * millimetre - size:.4f} 200 {size:.4f}" Size="{size:.4f}">'
                f'<ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{advances}">{escape("".join(g.text for g in run))}</ofd:TextCode></ofd:TextObject>'
            )
        for edge in content.edges:
            start, end, at = edge.start * millimetre, edge.end * millimetre, edge.at * millimetre
            page.line(*((start, at, end, at) if edge.horizontal else (at, start, at, end)))
        pages.append(page)
    document.close()
    return write_ofd(pages)
