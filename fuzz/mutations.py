"""Damage done to documents: pure functions of bytes and a `random.Random`, so that a seed gives the same damage again.

`mutate` chooses by what the document is: its bytes, the members of its zip package, the XML in them, the objects and
streams of a PDF, the words of a text.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

LARGEST = 8_000_000
"""Bytes of a mutant; what grows beyond is cut."""
NUMBERS = tuple(
    "0 -1 1 2 255 256 32767 32768 65535 65536 2147483647 2147483648 4294967295 -2147483648 9223372036854775807 1e9 1e300 "  # noqa: SIM905
    "-1e300 1e308 1e-300 nan inf 0.00001 99999999999999999999999999 ٣ ² ½ ０ 0x10 1_000 +5".split()
)
WORDS = (
    "", " ", "\u3000", "\u200b", "\u00a0", "\ufeff", "\ufffd", "\n", "\t", "\x00", "\x0b", "\U0001f600", "\U00020bb7",
    "２０２５", "〇", "一", "十", "亿", "%", "（", "）", "：", "；", "、", "。", "年", "月", "日", "底前", "以上", "牵头", "负责", "/../", "=1+1",
    "&amp;", "<b>", "]]>", "甲" * 3000, "1" * 3000, "（" * 1500, "一、" * 700,
)  # fmt: skip
_TAG = re.compile(rb"<[A-Za-z/][^<>]{0,2000}>")
_ATTRIBUTE = re.compile(rb'(\s[\w:.-]+=")([^"]{0,400})"')
_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_REFERENCE = re.compile(rb"\b\d+ \d+ R\b")


def mutate(data: bytes, random: Random) -> bytes:
    """`data` with one to six pieces of damage of kinds that fit it."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = random.choice(kinds_for(data))(data, random)[:LARGEST]
    return data


def kinds_for(data: bytes) -> tuple[Mutation, ...]:
    """The kinds of damage that are worth doing to `data`, the likelier ones more than once."""
    if data.startswith(b"PK"):
        return (of_bytes, of_members, of_members, of_xml_in_zip, of_xml_in_zip, of_xml_in_zip, of_words_in_zip)
    if b"%PDF-" in data[:1024]:
        return (of_bytes, of_objects, of_objects, of_streams, of_streams, of_references)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8", b"II", b"MM")):
        return (of_bytes, of_sectors)
    if data.lstrip()[:1] in (b"<", b"{") or b"<table" in data[:4096] or b"<html" in data[:4096]:
        return (of_bytes, of_tags, of_tags, of_words, of_words)
    return (of_bytes, of_words, of_words, of_lines)


def of_bytes(data: bytes, random: Random) -> bytes:
    """Bytes changed, cut out, doubled, moved, or the end cut off."""
    if not data:
        return b"\x00"
    at = random.randrange(len(data))
    size = min(len(data) - at, int(random.expovariate(1 / 40)) + 1)
    piece = data[at : at + size]
    what = random.randrange(8)
    if what == 0:
        return data[:at]
    if what == 1:
        return data[:at] + data[at + size :]
    if what == 2:
        return data[:at] + piece * random.choice((2, 3, 50)) + data[at + size :]
    if what == 3:
        return data[:at] + random.randbytes(size) + data[at + size :]
    if what == 4:
        return data[:at] + struct.pack("<I", random.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFE))) + data[at + 4 :]
    if what == 5:
        to = random.randrange(len(data))
        return data[:to] + piece + data[to:]
    if what == 6:
        return data[:at] + bytes(size) + data[at + size :]
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 10, 60))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def of_sectors(data: bytes, random: Random) -> bytes:
    """Whole sectors of a compound file, or stretches of a picture, exchanged or named again; or its header changed."""
    if random.random() < 0.4:
        at = random.choice((24, 28, 30, 32, 44, 48, 56, 60, 64, 68, 72, 76, 80, 84)) % max(len(data) - 4, 1)
        return data[:at] + struct.pack("<I", random.choice((0, 1, 2, 9, 0xFFFFFFFE, 0xFFFFFFFF, 3000))) + data[at + 4 :]
    count = max(len(data) // 512, 2)
    one, other = random.randrange(1, count) * 512, random.randrange(1, count) * 512
    return data[:one] + data[other : other + 512] + data[one + 512 :]


def of_words(data: bytes, random: Random) -> bytes:
    """Words and marks put between any two characters of a text, or characters taken out."""
    encoding = next((one for one in ("utf-8", "gb18030") if _decodes(data, one)), "latin-1")
    text = data.decode(encoding)
    for _ in range(random.choice((1, 3, 10))):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(WORDS) + text[at + random.choice((0, 0, 1, 2)) :]
    return text.encode(encoding, "replace")


def of_lines(data: bytes, random: Random) -> bytes:
    """Lines doubled, taken out, exchanged or joined."""
    lines = data.split(b"\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    what = random.randrange(4)
    if what == 0:
        lines[at] += lines[at] * random.choice((1, 20))
    elif what == 1:
        del lines[at]
    elif what == 2:
        lines[at], lines[to] = lines[to], lines[at]
    else:
        lines[at:at] = [lines[to]] * random.choice((1, 5, 200))
    return b"\n".join(lines)


def of_tags(data: bytes, random: Random) -> bytes:
    """Tags of markup taken out, doubled many times, exchanged; values of attributes replaced; a DTD put before."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return of_bytes(data, random)
    one, other = random.choice(tags), random.choice(tags)
    what = random.randrange(8)
    if what == 0:
        return data[: one.start()] + data[one.end() :]
    if what == 1:
        return data[: one.start()] + one[0] * random.choice((2, 30, 3000)) + data[one.end() :]
    if what == 2:
        return data[: one.start()] + other[0] + data[one.end() :]
    if what == 3:
        begin, end = sorted((one.start(), other.end()))
        return data[:end] + data[begin:end] * random.choice((1, 3, 40)) + data[end:]
    if what == 4:
        doctype = b'<!DOCTYPE a [<!ENTITY x "%s"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z SYSTEM "file:///etc/passwd">]>'
        return doctype % (b"9" * 2000) + data.replace(b">", b">&y;&z;", random.choice((1, 20)))
    if what == 5:
        begin, end = sorted((one.start(), other.end()))
        return data[:begin] + data[end:]
    values = list(_ATTRIBUTE.finditer(data))
    if not values:
        return of_words(data, random)
    value = random.choice(values)
    new = random.choice((*NUMBERS, *WORDS)).encode()
    return data[: value.start(2)] + new + data[value.end(2) :]


def of_members(data: bytes, random: Random) -> bytes:
    """Members of a zip taken out, doubled, renamed, exchanged, emptied or flagged; all others as they were."""
    members = unpacked(data)
    if not members:
        return of_bytes(data, random)
    at, to = random.randrange(len(members)), random.randrange(len(members))
    name, content = members[at]
    what = random.randrange(7)
    if what == 0:
        del members[at]
    elif what == 1:
        members += [members[at]] * random.choice((1, 100))
    elif what == 2:
        members[at] = (random.choice(("../" + name, "/" + name, name.upper(), name.replace("/", "\\"), "a")), content)
    elif what == 3:
        members[at], members[to] = (name, members[to][1]), (members[to][0], content)
    elif what == 4:
        members[at] = (name, b"")
    elif what == 5:
        members[at] = (name, content * random.choice((2, 40)))
    else:
        whole = bytearray(packed(members, random))
        heads = [found.start() for found in re.finditer(rb"PK\x01\x02", whole)]
        head = random.choice(heads) if heads else 0
        field = head + random.choice((8, 10, 16, 20, 24, 28, 42))
        if field + 4 <= len(whole):
            struct.pack_into("<H", whole, field, random.choice((0, 1, 8, 97, 0xFFFF)))
        return bytes(whole)
    return packed(members, random)


def of_xml_in_zip(data: bytes, random: Random) -> bytes:
    """One XML member of a zip as `of_tags` damages markup, now and then as `of_bytes` does."""
    return _in_member(data, random, of_tags if random.random() < 0.8 else of_bytes)


def of_words_in_zip(data: bytes, random: Random) -> bytes:
    """One XML member of a zip as `of_words` damages a text."""
    return _in_member(data, random, of_words)


def of_objects(data: bytes, random: Random) -> bytes:
    """Objects of a PDF taken out, exchanged, doubled, or a number in one replaced."""
    objects = list(_OBJECT.finditer(data))
    if not objects:
        return of_bytes(data, random)
    one, other = random.choice(objects), random.choice(objects)
    what = random.randrange(5)
    if what == 0:
        return data[: one.start()] + data[one.end() :]
    if what == 1:
        return (
            data[: one.start()] + one[0].split(b"obj", 1)[0] + b"obj" + other[0].split(b"obj", 1)[1] + data[one.end() :]
        )
    if what == 2:
        return data[: one.end()] + b"\n" + one[0] + data[one.end() :]
    numbers = list(_NUMBER.finditer(one[0][:3000]))
    if not numbers:
        return of_bytes(data, random)
    number = random.choice(numbers)
    at = one.start()
    return data[: at + number.start()] + random.choice(NUMBERS).encode() + data[at + number.end() :]


def of_references(data: bytes, random: Random) -> bytes:
    """References of a PDF pointed elsewhere: to another object, to what holds them, to nothing."""
    found = list(_REFERENCE.finditer(data))
    if not found:
        return of_bytes(data, random)
    one, other = random.choice(found), random.choice(found)
    new = random.choice((other[0], other[0], b"1 0 R", b"999999 0 R", b"null", b"[" + other[0] + b" " + one[0] + b"]"))
    return data[: one.start()] + new + data[one.end() :]


def of_streams(data: bytes, random: Random) -> bytes:
    """What a stream of a PDF says: its operators exchanged, repeated, their numbers replaced; packed again."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return of_bytes(data, random)
    stream = random.choice(streams)
    try:
        content, flate = zlib.decompressobj().decompress(stream[1], LARGEST), True
    except zlib.error:
        content, flate = stream[1], False
    numbers = list(_NUMBER.finditer(content[:200_000]))
    lines = content.split(b"\n")
    what = random.randrange(4)
    if what == 0 and numbers:
        for number in sorted(random.sample(numbers, min(len(numbers), 3)), key=lambda n: -n.start()):
            content = content[: number.start()] + random.choice(NUMBERS).encode() + content[number.end() :]
    elif what == 1:
        random.shuffle(lines)
        content = b"\n".join(lines)
    elif what == 2:
        content *= random.choice((2, 10))
    else:
        content = of_bytes(content, random)
    body = zlib.compress(content) if flate else content
    return data[: stream.start(1)] + body + b"\n" + data[stream.end(1) :]


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of a zip's members that can be read; none if it cannot be opened."""
    members: list[tuple[str, bytes]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist()[:300]:
                if info.file_size <= LARGEST:
                    members.append((info.filename, package.read(info)))
    except Exception:  # what damage has left is no zip any more
        return members
    return members


def packed(members: list[tuple[str, bytes]], random: Random) -> bytes:
    """A zip of `members`, packed or stored."""
    out = io.BytesIO()
    method = random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "w", method, strict_timestamps=False) as package:
        for name, content in members:
            package.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def _in_member(data: bytes, random: Random, damage: Mutation) -> bytes:
    members = unpacked(data)
    chosen = [i for i, (name, content) in enumerate(members) if content and name.endswith((".xml", ".rels"))]
    if not chosen:
        return of_bytes(data, random)
    main = [i for i in chosen if re.search(r"document\.xml$|sheet\d*\.xml$|[Cc]ontent\.xml$", members[i][0])]
    at = random.choice(main if main and random.random() < 0.6 else chosen)
    members[at] = (members[at][0], damage(members[at][1], random)[:LARGEST])
    return packed(members, random)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
