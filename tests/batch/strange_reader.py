"""A reader that does what no reader should: it hangs, dies, or takes all memory."""

import os
import time

FORMAT = "strange"
SUFFIXES = (".strange",)


def sniff(data):
    return data.startswith(b"STRANGE ")


def missing():
    return None


def read(data, *, name, password=None):
    what = data.split()[1]
    if what == b"hang":
        while True:
            time.sleep(0.01)
    if what == b"die":
        os.abort()
    if what == b"grow":
        return bytearray(1 << 40)
    if what == b"out":
        os._exit(3)
    raise AssertionError(what)
