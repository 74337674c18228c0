"""Documents encrypted with a password ([MS-OFFCRYPTO] 2.3.4): the agile way, and the standard one of Office 2007."""

from __future__ import annotations

import base64
import hashlib
import struct

from policy_parse.errors import MissingToolError, PasswordError, ReadError
from policy_parse.readers.compound_file import read_streams
from policy_parse.readers.docx.names import Element

_SEGMENT = 4096
_STANDARD_SPINS = 50_000
_MOST_SPINS = 10_000_000
_KEY = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}encryptedKey"
_KEY_DATA = "{http://schemas.microsoft.com/office/2006/encryption}keyData"
# Block keys of the three things that are encrypted with the password ([MS-OFFCRYPTO] 2.3.4.11, 2.3.4.13).
_VERIFIER_INPUT = bytes.fromhex("fea7d2763b4b9e79")
_VERIFIER_VALUE = bytes.fromhex("d7aa0f6d3061344e")
_KEY_VALUE = bytes.fromhex("146e0be7abacd0d6")


def decrypt(data: bytes, name: str, password: str | None) -> bytes:
    """The package inside an encrypted container.

    Raises PasswordError if there is no password or a wrong one, ReadError if the container is damaged or
    encrypted in a way that is not known.
    """
    if not password:
        raise PasswordError(name, "文档已加密，需要密码（the document is encrypted）")
    try:
        found = read_streams(data, ("EncryptionInfo", "EncryptedPackage"))
        info, package = found["EncryptionInfo"], found["EncryptedPackage"]
        major, minor = struct.unpack_from("<HH", info)
        size = struct.unpack_from("<Q", package)[0]
        open_package = _agile if (major, minor) == (4, 4) else _standard if minor == 2 else None
        if open_package is None:
            raise ReadError(name, "加密方式不认识（unknown encryption）")
        plain = open_package(info, package[8:], password)
    except ImportError as error:
        raise MissingToolError(name, "读取加密文档需要安装 cryptography（pip install cryptography）") from error
    except (ValueError, KeyError, IndexError, struct.error, ArithmeticError) as error:
        raise ReadError(name, "加密文档已损坏（the encrypted container is damaged）") from error
    if plain is None:
        raise PasswordError(name, "密码不对（wrong password）")
    return plain[:size]


def _agile(info: bytes, package: bytes, password: str) -> bytes | None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: Element = etree.fromstring(info[8:], parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("damaged description") from error
    key_data, locked = root.find(_KEY_DATA), root.find(f".//{_KEY}")
    if key_data is None or locked is None:
        raise ValueError("no password key")
    salt, algorithm = _bytes(locked, "saltValue"), _hash_name(locked)
    spins, length, block = _number(locked, "spinCount"), _number(locked, "keyBits") // 8, _number(locked, "blockSize")
    if spins > _MOST_SPINS:
        raise ValueError("too many spins")
    spun = _spin(algorithm, salt, password, spins)

    def unlock(block_key: bytes, attribute: str) -> bytes:
        key = _fitted(hashlib.new(algorithm, spun + block_key).digest(), length)
        return _decrypt(key, _fitted(salt, block), _bytes(locked, attribute))

    digest = hashlib.new(algorithm, unlock(_VERIFIER_INPUT, "encryptedVerifierHashInput")).digest()
    if unlock(_VERIFIER_VALUE, "encryptedVerifierHashValue")[: len(digest)] != digest:
        return None
    key = unlock(_KEY_VALUE, "encryptedKeyValue")[:length]
    data_salt, algorithm, block = _bytes(key_data, "saltValue"), _hash_name(key_data), _number(key_data, "blockSize")
    parts = []
    for number, at in enumerate(range(0, len(package), _SEGMENT)):
        vector = hashlib.new(algorithm, data_salt + struct.pack("<I", number)).digest()
        segment = package[at : at + _SEGMENT]
        parts.append(_decrypt(key, _fitted(vector, block), segment[: len(segment) // 16 * 16]))
    return b"".join(parts)


def _standard(info: bytes, package: bytes, password: str) -> bytes | None:
    header_size = struct.unpack_from("<I", info, 8)[0]
    length = struct.unpack_from("<I", info, 12 + 16)[0] // 8
    at = 12 + header_size
    salt_size = struct.unpack_from("<I", info, at)[0]
    salt = info[at + 4 : at + 4 + salt_size]
    at += 4 + salt_size
    verifier, hash_size = info[at : at + 16], struct.unpack_from("<I", info, at + 16)[0]
    verifier_hash = info[at + 20 : at + 52]
    last = hashlib.sha1(_spin("sha1", salt, password, _STANDARD_SPINS) + bytes(4)).digest()
    padded = last.ljust(64, b"\0")
    halves = [hashlib.sha1(bytes(byte ^ mask for byte in padded)).digest() for mask in (0x36, 0x5C)]
    key = b"".join(halves)[:length]
    if hashlib.sha1(_decrypt(key, None, verifier)).digest() != _decrypt(key, None, verifier_hash)[:hash_size]:
        return None
    return _decrypt(key, None, package[: len(package) // 16 * 16])


def _spin(algorithm: str, salt: bytes, password: str, spins: int) -> bytes:
    digest = hashlib.new(algorithm, salt + password.encode("utf-16-le")).digest()
    for number in range(spins):
        digest = hashlib.new(algorithm, struct.pack("<I", number) + digest).digest()
    return digest


def _fitted(key: bytes, length: int) -> bytes:
    """`key` cut, or filled up with 0x36, to `length` bytes."""
    return key[:length].ljust(length, b"\x36")


def _bytes(element: Element, attribute: str) -> bytes:
    return base64.b64decode(element.get(attribute, ""))


def _number(element: Element, attribute: str) -> int:
    return int(element.get(attribute, ""))


def _hash_name(element: Element) -> str:
    return str(element.get("hashAlgorithm")).lower().replace("-", "")


def _decrypt(key: bytes, vector: bytes | None, data: bytes) -> bytes:
    """`data` decrypted: AES in CBC mode, in ECB mode if `vector` is None."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    mode = modes.CBC(vector) if vector is not None else modes.ECB()
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    return bytes(decryptor.update(data) + decryptor.finalize())
