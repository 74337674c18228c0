"""Documents with a password, encrypted here the two ways that Word writes them."""

from __future__ import annotations

import base64
import hashlib
import os
import struct

import pytest
from docx_builder import build, p

from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.docx import reader as docx

ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers")
PASSWORD = "密码abc"
SECTOR, NONE = 512, 0xFFFFFFFF


def encrypt(key: bytes, vector: bytes | None, data: bytes) -> bytes:
    mode = ciphers.modes.CBC(vector) if vector else ciphers.modes.ECB()
    return ciphers.Cipher(ciphers.algorithms.AES(key), mode).encryptor().update(data + bytes(-len(data) % 16))


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file whose streams are all long enough to need no small sectors."""
    chains, sectors = [], b""
    for content in streams.values():
        chains.append((len(sectors) // SECTOR, len(content)))
        sectors += content + bytes(-len(content) % SECTOR)
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), *((n, 2, *at) for n, at in zip(streams, chains, strict=True))]
    directory = b""
    for place, (name, kind, start, size) in enumerate(entries):
        following = NONE if place in (0, len(entries) - 1) else place + 1
        tree = struct.pack("<BIII", 1, NONE, following, NONE if place else 1) + bytes(36)
        raw = name.encode("utf-16-le") + b"\0\0"
        directory += raw.ljust(64, b"\0") + struct.pack("<HB", len(raw), kind) + tree + struct.pack("<IQ", start, size)
    unused = bytes(68) + struct.pack("<III", NONE, NONE, NONE) + bytes(48)
    directory += unused * (-len(directory) % SECTOR // 128)
    chains.append((len(sectors) // SECTOR, len(directory)))
    sectors += directory
    table: list[int] = []
    for start, size in chains:
        count = max((size + SECTOR - 1) // SECTOR, 1)
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
    first_table = len(table)
    tables = (first_table + SECTOR // 4 - 1) // (SECTOR // 4 - 1)
    table += [0xFFFFFFFD] * tables
    table += [0xFFFFFFFF] * (-len(table) % (SECTOR // 4))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIII", tables, chains[-1][0], 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE) + struct.pack("<I", 0)
    places = [*range(first_table, first_table + tables)]
    head += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - len(places)))
    return head + sectors + struct.pack(f"<{len(table)}I", *table)


def agile(package: bytes) -> bytes:
    salt, data_salt, key, spins = os.urandom(16), os.urandom(16), os.urandom(32), 1000
    spun = hashlib.sha512(salt + PASSWORD.encode("utf-16-le")).digest()
    for n in range(spins):
        spun = hashlib.sha512(struct.pack("<I", n) + spun).digest()

    def locked(block: str, value: bytes) -> str:
        return base64.b64encode(
            encrypt(hashlib.sha512(spun + bytes.fromhex(block)).digest()[:32], salt, value)
        ).decode()

    verifier = os.urandom(16)
    look = 'blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" hashAlgorithm="SHA512" saltSize="16"'
    info = (
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" '
        'xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        f'<keyData {look} saltValue="{base64.b64encode(data_salt).decode()}"/>'
        f'<dataIntegrity encryptedHmacKey="{base64.b64encode(bytes(64)).decode()}" '
        f'encryptedHmacValue="{base64.b64encode(bytes(64)).decode()}"/><keyEncryptors><keyEncryptor>'
        f'<p:encryptedKey {look} spinCount="{spins}" saltValue="{base64.b64encode(salt).decode()}" '
        f'encryptedVerifierHashInput="{locked("fea7d2763b4b9e79", verifier)}" '
        f'encryptedVerifierHashValue="{locked("d7aa0f6d3061344e", hashlib.sha512(verifier).digest())}" '
        f'encryptedKeyValue="{locked("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    body = b""
    for n, at in enumerate(range(0, len(package), 4096)):
        vector = hashlib.sha512(data_salt + struct.pack("<I", n)).digest()[:16]
        body += encrypt(key, vector, package[at : at + 4096])
    described = struct.pack("<HHI", 4, 4, 0x40) + info.encode()
    return container(described + b" " * 4096, package, body)


def standard(package: bytes) -> bytes:
    salt, verifier = os.urandom(16), os.urandom(16)
    spun = hashlib.sha1(salt + PASSWORD.encode("utf-16-le")).digest()
    for n in range(50_000):
        spun = hashlib.sha1(struct.pack("<I", n) + spun).digest()
    last = hashlib.sha1(spun + bytes(4)).digest()
    key = hashlib.sha1(bytes(a ^ 0x36 for a in last.ljust(64, b"\0"))).digest()[:16]
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 24, 0, 0) + "AES\0".encode("utf-16-le")
    info = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + salt
    info += encrypt(key, None, verifier) + struct.pack("<I", 20)
    info += encrypt(key, None, hashlib.sha1(verifier).digest().ljust(32, b"\0"))
    return container(info.ljust(4096, b"\0"), package, encrypt(key, None, package))


def container(info: bytes, package: bytes, body: bytes) -> bytes:
    stream = struct.pack("<Q", len(package)) + body
    return compound_file({"EncryptionInfo": info, "EncryptedPackage": stream.ljust(4096, b"\0")})


@pytest.fixture(params=[agile, standard], ids=["agile", "standard"], scope="module")
def encrypted(request):
    words = "".join(p(f"第{n}项由第{n * 7919 % 1009}处牵头。") for n in range(800))
    return request.param(build(words))


def test_the_right_password_opens_it(encrypted):
    document = docx.read(encrypted, name="x", password=PASSWORD)
    assert document.text.startswith("第0项由第0处牵头。\n第1项")
    assert len(document.blocks) == 800
    assert document.notices == ()


@pytest.mark.parametrize("password", [None, "", "abc"])
def test_without_the_right_password_it_is_refused(encrypted, password):
    assert docx.sniff(encrypted)
    with pytest.raises(PasswordError, match="x: "):
        docx.read(encrypted, name="x", password=password)


def test_a_damaged_container_is_refused_without_a_traceback(encrypted):
    for cut in (600, 2000, len(encrypted) // 2):
        with pytest.raises(ReadError):
            docx.read(encrypted[:cut], name="x", password=PASSWORD)
