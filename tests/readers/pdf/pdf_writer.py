"""A small PDF writer for tests: text by baseline, lines and boxes, one content stream a page, origin at the top left.

The font is not embedded; each code is its own Unicode (ToUnicode), 汉字 one size wide, ASCII half a size.
"""

import hashlib
import struct
from dataclasses import dataclass, field

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_PERMISSIONS = -4


@dataclass
class PdfPage:
    width: float = 595.0
    height: float = 842.0
    rotate: int = 0
    operators: list[str] = field(default_factory=list)

    def text(self, x, y, text, size=16.0, *, bold=False, quarter=0, spacing=0.0, alone=False):
        """`text` from `x` on the baseline `y`; `quarter` turns it counter-clockwise; `alone`: no blank is put after one."""
        a, b, c, d = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)][quarter]
        # pdfium leaves out a text object of no width, as a single character without a glyph is here.
        codes = (text + " " if len(text) == 1 and not alone else text).encode("utf-16-be").hex()
        font = "F2" if bold else "F1"
        self.operators.append(
            f"BT /{font} {size} Tf {spacing} Tc {a} {b} {c} {d} {x} {self.height - y} Tm <{codes}> Tj ET"
        )
        return self

    def lines(self, y, texts, *, left=80.0, indent=2, size=16.0, pitch=28.0):
        """A paragraph as it is set: the first line indented, the others at the left margin."""
        for i, text in enumerate(texts):
            self.text(left + (indent * size if i == 0 else 0), y + i * pitch, text, size)
        return self

    def line(self, x0, y0, x1, y1):
        self.operators.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0, top, x1, bottom, grey=0.8):
        self.operators.append(f"{grey} g {x0} {self.height - bottom} {x1 - x0} {bottom - top} re f 0 g")
        return self

    def image(self, x0, top, x1, bottom):
        self.operators.append(
            f"q {x1 - x0} 0 0 {bottom - top} {x0} {self.height - bottom} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
        )
        return self

    def grid(self, xs, ys, *, without=()):
        """Lines at all `xs` and `ys`; `without` holds pieces ("h" or "v", row, column) that are not drawn."""
        for row, y in enumerate(ys):
            for column in range(len(xs) - 1):
                if ("h", row, column) not in without:
                    self.line(xs[column], y, xs[column + 1], y)
        for column, x in enumerate(xs):
            for row in range(len(ys) - 1):
                if ("v", row, column) not in without:
                    self.line(x, ys[row], x, ys[row + 1])
        return self

    def table(self, xs, ys, rows, *, without=(), size=10.5):
        """A ruled table; a cell's text is a string or several lines, None for a place that a merged cell covers."""
        self.grid(xs, ys, without=without)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                for i, line in enumerate([text] if isinstance(text, str) else text or []):
                    self.text(xs[column] + 5.4, ys[row] + (i + 1) * 1.3 * size, line, size)
        return self


def write_pdf(*pages, password=None):
    """The bytes of a PDF file of `pages`; with `password`, encrypted (standard handler, revision 2)."""
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>"}
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(len(pages)))
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    for number, name in ((3, "TestSong"), (4, "TestHei-Bold")):
        objects[number] = (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/DW 1000 /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 "
            "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>] "
            "/ToUnicode 5 0 R >>"
        )
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [ranges[i : i + 100] for i in range(0, 256, 100)]
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
    cmap += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    cmap += "\n".join(f"{len(b)} beginbfrange\n" + "\n".join(b) + "\nendbfrange" for b in blocks)
    streams = {5: cmap + "\nendcmap end end"}
    for i, page in enumerate(pages):
        objects[10 + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {11 + 2 * i} 0 R >>"
        )
        streams[11 + 2 * i] = "\n".join(page.operators)
    return _file(objects, streams, password)


def _file(objects, streams, password):
    identity = b"0123456789abcdef"
    key = owner = None
    if password is not None:
        owner = _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))
        secret = _padded(password) + owner + struct.pack("<i", _PERMISSIONS) + identity
        key = hashlib.md5(secret).digest()[:5]
    out = bytearray(b"%PDF-1.4\n")
    offsets = {}
    for number in sorted({*objects, *streams}):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number
        if number in streams:
            data = streams[number].encode("latin-1")
            if key is not None:
                data = _rc4(hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10], data)
            out += b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
        else:
            out += objects[number].encode("latin-1")
        out += b"\nendobj\n"
    last = max(offsets) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [<%s> <%s>]" % (
        last,
        identity.hex().encode(),
        identity.hex().encode(),
    )
    if key is not None:
        user = _rc4(key, _PAD)
        out += b" /Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
            _PERMISSIONS,
            owner.hex().encode(),
            user.hex().encode(),
        )
    return bytes(out + b" >>\nstartxref\n%d\n%%%%EOF\n" % start)


def _padded(password):
    return (password.encode("latin-1") + _PAD)[:32]


def _rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
