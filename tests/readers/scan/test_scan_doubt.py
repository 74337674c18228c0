"""Seals, sheets and doubts, each on a small picture that is drawn here; nothing is recognised."""

from dataclasses import replace

import pytest

from policy_parse.document import Cell, Table

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from policy_parse.readers.scan import doubt, picture  # noqa: E402
from policy_parse.readers.scan.engine import Recognized, RecognizedLine, sureness  # noqa: E402
from policy_parse.readers.scan.seal import grey_without_seals  # noqa: E402
from policy_parse.readers.scan.sheet import even_light, flat_sheet  # noqa: E402

RED = (205, 45, 50)


def line(text: str, confidence: float = 0.98, left: float = 100, top: float = 100, step: float = 20) -> RecognizedLine:
    characters = (Recognized(c, left + step * i, left + step * (i + 1)) for i, c in enumerate(text))
    return RecognizedLine(tuple(characters), top, top + 30, confidence)


def paper(high: int = 1200, wide: int = 900):  # type: ignore[no-untyped-def]
    return np.full((high, wide, 3), 250, np.uint8)


def test_what_stands_under_a_round_seal_is_dark_and_the_seal_is_paper() -> None:
    page = paper()
    cv2.circle(page, (450, 600), 150, RED, 8)
    cv2.circle(page, (450, 600), 60, RED, -1)
    page[590:600, 200:700] = 20
    grey = grey_without_seals(page, dpi=200)
    assert grey[595, 450] < 60
    assert grey[640, 450] > 220
    assert grey[600 - 150, 450] > 220


def test_a_red_heading_is_no_seal() -> None:
    page = paper()
    cv2.putText(page, "HEADING", (80, 300), cv2.FONT_HERSHEY_SIMPLEX, 5, RED, 14)
    cv2.line(page, (80, 400), (820, 400), RED, 6)
    assert (grey_without_seals(page, dpi=200) == cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)).all()


@pytest.mark.parametrize("across", [12, 90])
def test_a_round_red_mark_of_another_size_is_no_seal(across: float) -> None:
    page = paper()
    cv2.circle(page, (450, 600), int(across / 25.4 * 200 / 2), RED, 8)
    assert (grey_without_seals(page, dpi=200) == cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)).all()


def photo():  # type: ignore[no-untyped-def]
    sheet = np.full((900, 640, 3), 240, np.uint8)
    for y in (200, 400, 600):
        sheet[y : y + 1, 60:580] = 30
    table = np.full((1000, 800, 3), 60, np.uint8)
    corners = np.array([[120, 90], [700, 60], [760, 940], [60, 900]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array([[0, 0], [640, 0], [640, 900], [0, 900]], np.float32), corners)
    return cv2.warpPerspective(sheet, matrix, (800, 1000), dst=table, borderMode=cv2.BORDER_TRANSPARENT)


def test_the_rules_of_a_photographed_sheet_lie_level() -> None:
    sheet = flat_sheet(photo())
    assert sheet is not None
    assert sheet.shape[0] == pytest.approx(2**0.5 * sheet.shape[1], rel=0.01)
    grey = cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY)
    assert grey[5, 5] > 200
    assert grey[-5, -5] > 200
    rules = [rule for rule in picture.find_rules(grey, dpi=200) if rule.y0 == rule.y1]
    assert len(rules) == 3


@pytest.mark.parametrize("shade", [250, 200])
def test_a_page_that_fills_its_picture_is_no_sheet_in_one(shade: int) -> None:
    page = np.full((1200, 900, 3), shade, np.uint8)
    for y in range(150, 1100, 45):
        cv2.putText(page, "lines of words", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (20, 20, 20), 3)
    page[500:800, 100:800] = 90  # a picture on the page
    assert flat_sheet(page) is None


def test_a_dark_box_round_half_of_a_page_makes_no_sheet() -> None:
    page = paper()
    page[:, :450] = 40
    page[300:330, :450] = 250
    sheet = flat_sheet(page[:, :])
    assert sheet is None or sheet.shape[0] > sheet.shape[1]


def test_a_shadow_on_paper_is_paper_in_even_light() -> None:
    page = np.tile(np.linspace(240, 130, 800).astype(np.uint8), (1000, 1))
    page[500:510, 100:700] = 20
    even = even_light(page)
    assert even[100:400].min() > 225
    assert even[505, 150:650].max() < 90


def test_a_page_turned_upside_down_has_its_rules_where_they_are_then() -> None:
    image = np.full((1600, 1200), 255, np.uint8)
    for y in (300, 400, 600):
        cv2.line(image, (200, y), (1000, y), 0, 3)
    for x in (200, 500, 1000):
        cv2.line(image, (x, 300), (x, 600), 0, 3)
    over = picture.turned(image, 2)
    expected = sorted((r.x0, r.y0, r.x1, r.y1) for r in picture.find_rules(over, dpi=200))
    found = sorted((r.x0, r.y0, r.x1, r.y1) for r in picture.turned_over(picture.find_rules(image, dpi=200), over))
    assert np.allclose(found, expected, atol=2)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_lines_that_run_down_are_seen(quarters: int) -> None:
    page = np.full((1600, 1200), 250, np.uint8)
    for y in range(150, 1500, 50):  # characters as wide as each other, in rows and columns
        for x in range(100, 1100, 34):
            page[y : y + 28, x : x + 4] = page[y + 12 : y + 16, x : x + 30] = 20
    assert picture.runs_down(picture.turned(page, quarters)) is (quarters % 2 == 1)


def test_a_faded_rule_with_grain_is_one_rule() -> None:
    random = np.random.default_rng(3)
    page = np.full((1200, 900), 235, np.float32)
    page[400:402, 100:800] = page[600:602, 100:800] = 208
    page[400:602, 100:102] = page[400:602, 798:800] = 208
    page = (page + random.normal(0, 8, page.shape)).clip(0, 255).astype(np.uint8)
    rules = picture.find_rules(page, dpi=150)
    assert len([r for r in rules if r.y0 == r.y1]) == 2
    assert len([r for r in rules if r.x0 == r.x1]) == 2


def test_grain_alone_is_no_ink() -> None:
    random = np.random.default_rng(3)
    page = (240 + random.normal(0, 10, (1600, 1200))).clip(0, 255).astype(np.uint8)
    assert picture.ink_share(page) < 0.001
    page[200:400, 200:1000] = 40
    assert picture.ink_share(page) > 0.05


@pytest.mark.parametrize(
    ("lines", "ink", "expected"),
    [
        ([line("建设泵站" * 8)], 0.03, "good"),
        ([line("建设泵站" * 8, 0.8)], 0.03, "poor"),
        ([line("建设泵站" * 8, 0.5)], 0.03, "none"),
        ([line("此页无正文")], 0.001, "good"),
        ([], 0.0, "good"),
        ([], 0.04, "none"),
        ([line("口川", 0.7)], 0.04, "none"),
        ([line("附图")], 0.04, "poor"),
    ],
)
def test_how_well_a_page_was_read(lines: list[RecognizedLine], ink: float, expected: str) -> None:
    assert doubt.legibility(lines, ink, contrast=200) == expected


@pytest.mark.parametrize(("contrast", "expected"), [(200, "good"), (90, "doubtful")])
def test_a_faded_page_is_doubtful_however_sure_the_recogniser_is(contrast: float, expected: str) -> None:
    assert doubt.legibility([line("建设泵站" * 8, 0.99)], 0.03, contrast) == expected


@pytest.mark.parametrize(("unsure", "expected"), [("", "good"), ("泵", "doubtful"), ("，", "good")])
def test_a_page_with_many_unsure_words_is_doubtful_marks_are_always_unsure(unsure: str, expected: str) -> None:
    sure = line("建设泵站，" * 8)
    seen = (replace(c, confidence=0.5 if c.text == unsure else 1.0) for c in sure.characters)
    assert doubt.legibility([replace(sure, characters=tuple(seen))], 0.03, contrast=200) == expected


def printed(share: float = 1.0):  # type: ignore[no-untyped-def]
    """A page with words in its middle, as dark as `share` of black."""
    page = np.full((2000, 1400), 245, np.uint8)
    for y in range(600, 1300, 60):
        cv2.putText(page, "lines of words", (300, y), cv2.FONT_HERSHEY_SIMPLEX, 2.2, int(245 - 235 * share), 5)
    return page


def test_the_contrast_of_a_faded_page_is_small() -> None:
    assert picture.contrast(printed()) > 200
    assert picture.contrast(printed(0.4)) < 100


def test_lines_are_looked_for_where_something_is_written() -> None:
    page = printed()
    rows, columns = picture.written_part(page, 736)
    cut = page[rows, columns]
    assert (cut < 200).sum() == (page < 200).sum()
    assert cut.size < 0.55 * page.size
    assert [side % 32 for side in cut.shape] == [0, 0]
    assert min(cut.shape) >= 736


def test_the_bare_corners_of_a_page_put_straight_are_paper() -> None:
    page = printed()
    page[page > 240] = 205  # grey paper
    aslant = cv2.warpAffine(page, cv2.getRotationMatrix2D((700, 1000), 0.6, 1.0), (1400, 2000), borderValue=205)
    straight = picture.straighten(aslant)
    assert straight[[0, 0, -1, -1], [0, -1, 0, -1]].tolist() == [205] * 4
    rows, columns = picture.written_part(straight, 736)
    assert straight[rows, columns].size < 0.55 * page.size


def test_what_is_written_in_a_corner_is_kept_with_paper_round_it() -> None:
    page = np.full((2000, 1400), 245, np.uint8)
    cv2.putText(page, "9", (1330, 1980), cv2.FONT_HERSHEY_SIMPLEX, 2.2, 10, 5)
    rows, columns = picture.written_part(page, 736)
    assert (rows.stop, columns.stop) == (2000, 1400)
    assert (page[rows, columns] < 200).sum() == (page < 200).sum()


def test_specks_and_grain_are_not_written() -> None:
    random = np.random.default_rng(3)
    page = printed().astype(np.float32)
    for y, x in zip(random.integers(0, 1990, 600), random.integers(0, 1390, 600), strict=True):
        page[y : y + 2, x : x + 2] = 90
    page = (page + random.normal(0, 8, page.shape)).clip(0, 255).astype(np.uint8)
    clean, dirty = picture.written_part(printed(), 736), picture.written_part(page, 736)
    assert [abs(a.start - b.start) <= 64 for a, b in zip(clean, dirty, strict=True)] == [True, True]


@pytest.mark.parametrize("paper", [245, 120])
def test_a_page_on_which_nothing_is_written_is_looked_at_as_a_whole(paper: int) -> None:
    blank = np.full((2000, 1400), paper, np.uint8)
    assert picture.written_part(blank, 736) == (slice(0, 2000), slice(0, 1400))


def test_ink_of_uneven_strength_leaves_no_shade_of_a_seal() -> None:
    random = np.random.default_rng(3)
    page = paper().astype(np.float32)
    ink = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(ink, (450, 600), 150, 1, 9)
    for x in range(380, 540, 40):
        cv2.putText(ink, "H", (x, 620), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 4)
    strength = (ink * random.uniform(0.6, 0.98, ink.shape))[..., None]
    page = (page * (1 - strength) + strength * np.array(RED)).astype(np.uint8)
    assert (grey_without_seals(page, dpi=200) < 225).mean() < 0.0005


def test_figures_between_characters_do_not_make_a_line_large() -> None:
    assert line("（2023—2025年）").size == pytest.approx(20)


def test_the_confidence_of_a_page_is_by_characters() -> None:
    assert sureness([line("建设泵站十座", 0.9), line("三座", 0.5)]) == pytest.approx(0.8)
    assert sureness([]) == 0


def numbers_at_a_rule(gap: int) -> list[str]:
    """The doubted numbers of a line whose digits end `gap` pixels above the middle of a rule."""
    page = np.full((300, 600), 250, np.uint8)
    page[139:142, 50:500] = 20
    for x in range(100, 240, 20):
        page[105 : 140 - gap, x + 8 : x + 12] = 20
    read = line("14.5万吨", top=100)
    rules = [picture.PictureRule(50, 140, 500, 140)]
    tall = RecognizedLine(read.characters, 100, 142, 0.99)
    return list(doubt.touching_numbers([tall], rules, page))


def test_a_number_that_touches_a_rule_is_doubted() -> None:
    assert numbers_at_a_rule(gap=0) == ["14.5"]


def test_a_number_clear_of_its_rule_is_not() -> None:
    assert numbers_at_a_rule(gap=8) == []


def column(*values: str) -> Table:
    return Table(tuple(Cell(value, row, 0, page=2) for row, value in enumerate(values)))


@pytest.mark.parametrize(
    ("values", "doubted"),
    [
        (("14.5", "50.7", "32.1", "507"), ["507"]),
        (("14.5%", "50.7%", "32.1%", "145%"), ["145%"]),
        (("14.5", "50.7", "32.1", "60"), []),
        (("14.5", "50.7", "507"), []),
        (("1", "2", "300"), []),
        (("泵站", "50.7", "32.1", "1.5"), []),
    ],
)
def test_a_number_without_the_point_that_its_column_has_is_doubted(values: tuple[str, ...], doubted: list[str]) -> None:
    assert [cell.text for cell in doubt.lost_points(column(*values))] == doubted


def test_what_is_doubtful_is_said_with_its_page() -> None:
    doubts = [
        doubt.PageDoubt(1, "none"),
        doubt.PageDoubt(2, "good", ("145",)),
        doubt.PageDoubt(3, "poor"),
        doubt.PageDoubt(4, "doubtful"),
    ]
    notices = doubt.scan_notices(doubts, [column("14.5", "50.7", "32.1", "507")])
    assert [(n.code, n.page) for n in notices] == [
        ("page-illegible", 1),
        ("digits-doubtful", 2),
        ("page-illegible", 3),
        ("page-doubtful", 4),
    ]
    assert "145、507" in notices[1].message
