"""Numbers in their usual Chinese spelling, for tests that read them back."""


def to_chinese(number: int) -> str:
    """`number` in the usual Chinese spelling: 0 零, 10 十, 110 一百一十, 1005 一千零五.

    For 0 to 9999 9999 9999.
    """
    if number == 0:
        return "零"
    spelling, gap = "", False
    for size, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, size)
        if not group:
            gap = gap or bool(spelling)
            continue
        if spelling and (gap or group < 1000):
            spelling += "零"
        spelling += _below_ten_thousand(group) + word
        gap = False
    return spelling.removeprefix("一") if spelling.startswith("一十") else spelling


_BANKERS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def to_bankers(number: int) -> str:
    """`number` as a cheque has it: 430000 肆拾叁万, 10 壹拾."""
    spelling = to_chinese(number)
    return ("一" + spelling if spelling.startswith("十") else spelling).translate(_BANKERS)


def _below_ten_thousand(number: int) -> str:
    spelling, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            spelling += ("零" if gap and spelling else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        else:
            gap = True
    return spelling
