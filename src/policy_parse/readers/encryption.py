"""Documents that Office has encrypted with a password, old and new ([MS-OFFCRYPTO]): decrypted by msoffcrypto-tool."""

from __future__ import annotations

import io

from policy_parse.errors import PasswordError, ReadError


def decrypt(data: bytes, name: str, password: str | None) -> bytes:
    """The document inside an encrypted compound file: a package (docx, xlsx), or a doc or xls file that lies open.

    Raises PasswordError if there is no password or a wrong one, ReadError if the file is damaged or encrypted in a way
    that is not known.
    """
    if not password:
        raise PasswordError(name, "文档已加密，需要密码（the document is encrypted）")
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    out, is_right = io.BytesIO(), False
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if file.format == "ooxml":
            file.load_key(password=password, verify_password=True)
        else:  # files of Office 97 always verify it
            file.load_key(password=password)
        is_right = True
        file.decrypt(out)
    except Exception as error:  # msoffcrypto does not check all that it reads: a damaged file ends in any error
        if isinstance(error, InvalidKeyError) and not is_right:
            raise PasswordError(name, "密码不对（wrong password）") from error
        if isinstance(error, DecryptionError) and not isinstance(error, InvalidKeyError):
            raise ReadError(name, "加密方式不认识（unknown encryption）") from error
        raise ReadError(name, "加密文档已损坏（the encrypted container is damaged）") from error
    return out.getvalue()
