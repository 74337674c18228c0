"""The local page of ``policy-parse serve``, for people who use no command line: files in, review, ledger out.

The server (`server`, `app`) only moves bytes; documents are read in processes of their own (`worker`) that can be
killed. What may ask anything at all is judged in `guard`. Needs the extra ``web``.
"""
