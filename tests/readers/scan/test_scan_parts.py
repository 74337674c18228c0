"""Parts of text recognition: repairs, straightening, ruling lines."""

import itertools

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.readers.scan.repair import mend, repair, stray, with_known_labels
from policy_parse.signs.pages import PageSigns

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from policy_parse.readers.pages.grid import find_grids  # noqa: E402
from policy_parse.readers.scan import picture as ocr_image  # noqa: E402
from policy_parse.readers.scan.engine import Recognized, RecognizedLine  # noqa: E402
from policy_parse.readers.scan.page import _body_line, _is_page_number, _size, read_edges  # noqa: E402

SIGNS = PageSigns(Lexicon.load())


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("市发展改革委丶市水利局", "市发展改革委、市水利局"),
        ("抓好工作落实·", "抓好工作落实。"),
        ("(市水利局牵头,市财政局配合)", "（市水利局牵头，市财政局配合）"),
        ("某政办发〔2023]5号", "某政办发〔2023〕5号"),
        ("某政办发[2023]5号", "某政办发〔2023〕5号"),
        ("用水总量控制在3.5亿m3以内", "用水总量控制在3.5亿m³以内"),
        ("面积20km2", "面积20km²"),
        ("2O25年底前", "2025年底前"),
        ("—是加强管理。", "一是加强管理。"),
        ("（—）总体要求", "（一）总体要求"),
        ("加强用水管理·完善制度", "加强用水管理。完善制度"),
        ("—3一", "—3—"),
        ("某政办发（2023）5号", "某政办发〔2023〕5号"),
        ("2021一2025年", "2021—2025年"),
        ("（千四）加强", "（十四）加强"),
    ],
)
def test_a_usual_mistake_is_put_right(seen: str, meant: str) -> None:
    assert repair(seen, SIGNS) == meant


@pytest.mark.parametrize(
    "text", ["阿布都·某某", "漏损率≤9.5%", "1,200公里", "10:30", "GDP(亿元)", "2021-2023年", "5G、AI", "m32型"]
)
def test_what_is_right_stays(text: str) -> None:
    assert repair(text, SIGNS).replace("（", "(").replace("）", ")") == text


def test_a_repair_keeps_the_number_of_characters() -> None:
    text = "(—)A,B丶[2O22]7号;m3·"
    assert len(repair(text, SIGNS)) == len(text)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("市水利局市财政局、市住建委", "市水利局、市财政局、市住建委"),
        ("局、市服务中心市水利局", "局、市服务中心、市水利局"),
        ("市公安局某某分局、市水利局", "市公安局某某分局、市水利局"),
        ("用水总量控制在3.5亿m²以内", "用水总量控制在3.5亿m³以内"),
        ("新建公园2万m²", "新建公园2万m²"),
        ("2022年\n11月30\n日", "2022年11月30日"),
        ("1.种树\n2.种草", "1.种树\n2.种草"),
        ("清淤河道。[责任单位：县水利局、县财政局）", "清淤河道。〔责任单位：县水利局、县财政局〕"),
        (
            "清淤河道。【县水利局（县河长办）牵头，县财政局配合]。",
            "清淤河道。〔县水利局（县河长办）牵头，县财政局配合〕。",
        ),
        ("清淤河道。［牵头单位：县水利局；配合单位：各乡镇］", "清淤河道。〔牵头单位：县水利局；配合单位：各乡镇〕"),
        ("清淤河道。（县水利局负责〕", "清淤河道。〔县水利局负责〕"),
        ("清淤河道。〔县水利局负责", "清淤河道。〔县水利局负责〕"),
        ("清淤河道。（责任单位：县水利局）", "清淤河道。（责任单位：县水利局）"),
        ("清淤河道。【责任单位：县水利局】", "清淤河道。【责任单位：县水利局】"),
        ("清淤河道（详见[3]）", "清淤河道（详见[3]）"),
        ("县水利局、·县财政局，.县统计局", "县水利局、县财政局，县统计局"),
        ("长度：.5公里", "长度：.5公里"),
        ("按[某县2031年方案]办理", "按[某县2031年方案]办理"),
        ("铺设管网5干米，清淤河道2.5干米", "铺设管网5千米，清淤河道2.5千米"),
        ("（县财政局、县水利局：县税务局按职责分工负责）", "（县财政局、县水利局、县税务局按职责分工负责）"),
        ("县水利局·县财政局", "县水利局、县财政局"),
        ("牵头单位：县水利局：配合单位：县财政局", "牵头单位：县水利局；配合单位：县财政局"),
        ("新城建设指挥部、江北区政府江南区政府", "新城建设指挥部、江北区政府、江南区政府"),
        ("配合单位县财政局、县水利局", "配合单位：县财政局、县水利局"),
        ("县水利局：清淤河道", "县水利局：清淤河道"),
    ],
)
def test_what_only_the_whole_text_tells_is_mended(seen: str, meant: str) -> None:
    assert mend(seen, SIGNS) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("县财政局、.县水利局）", "县财政局、县水利局）"),
        ("漏损率不高于9.5%..", "漏损率不高于9.5%"),
        (".（三）建设泵站", "（三）建设泵站"),
        ("县住房城乡建·委", "县住房城乡建委"),
        ("一.总体要求", "一.总体要求"),
        ("3.建设泵站2.5公里", "3.建设泵站2.5公里"),
    ],
)
def test_specks_among_words_are_no_characters(seen: str, meant: str) -> None:
    assert "".join(char for i, char in enumerate(seen) if i not in stray(seen, SIGNS)) == meant


@pytest.mark.parametrize(
    ("seen", "unsure", "meant"),
    [
        ("（责住单位：县水利局）", "住", "（责任单位：县水利局）"),
        ("（责住单位：县水利局）", "", "（责住单位：县水利局）"),
        ("（责住单位：县水利局）", "责", "（责住单位：县水利局）"),
        ("；贵任单位：县水利局", "贵", "；责任单位：县水利局"),
        ("（主要单位：县水利局）", "", "（主要单位：县水利局）"),
        ("（贵住单位：县水利局）", "贵住", "（贵住单位：县水利局）"),
        ("（责任单位：县水利局）", "任", "（责任单位：县水利局）"),
    ],
)
def test_a_doubted_character_of_a_label_is_the_one_that_makes_it_known(seen: str, unsure: str, meant: str) -> None:
    assert with_known_labels(seen, [0.6 if char in unsure else 1.0 for char in seen], SIGNS) == meant


def page_with_table(turned: float = 0.0):  # type: ignore[no-untyped-def]
    """A white page of 200 dpi with a ruled table of 3 rows and 2 columns, turned by some degrees."""
    image = np.full((1600, 1200), 255, np.uint8)
    for y in (300, 400, 500, 600):
        cv2.line(image, (200, y), (1000, y), 0, 3)
    for x in (200, 500, 1000):
        cv2.line(image, (x, 300), (x, 600), 0, 3)
    matrix = cv2.getRotationMatrix2D((600, 800), turned, 1.0)
    return cv2.warpAffine(image, matrix, (1200, 1600), borderValue=255)


@pytest.mark.parametrize("turned", [0.0, 0.7, -1.5])
def test_the_ruling_lines_of_a_turned_page_are_level_after_straightening(turned: float) -> None:
    rules = ocr_image.find_rules(ocr_image.straighten(page_with_table(turned)), dpi=200)
    rows = sorted(r.y0 for r in rules if r.y0 == r.y1)
    columns = sorted(r.x0 for r in rules if r.x0 == r.x1)
    assert [round(b - a, -1) for a, b in itertools.pairwise(rows)] == [100, 100, 100]
    assert [round(b - a, -1) for a, b in itertools.pairwise(columns)] == [300, 500]


def test_strokes_of_characters_are_no_ruling_lines() -> None:
    image = page_with_table()
    cv2.line(image, (300, 1000), (370, 1000), 0, 5)
    rules = ocr_image.find_rules(image, dpi=200)
    assert rules
    assert all(rule.y0 < 700 for rule in rules)


def test_the_strokes_of_a_large_heading_are_no_table() -> None:
    image = np.full((1600, 1200), 255, np.uint8)
    for y in (100, 160, 220):
        cv2.line(image, (300, y), (420, y), 0, 6)
    for x in (300, 360, 420):
        cv2.line(image, (x, 100), (x, 220), 0, 6)
    assert ocr_image.find_rules(image, dpi=200) == []


def test_a_shaded_box_is_no_ruling_line() -> None:
    image = np.full((1600, 1200), 255, np.uint8)
    image[300:400, 200:1000] = 60
    assert not [rule for rule in ocr_image.find_rules(image, dpi=200) if 310 < rule.y0 < 390]


def test_the_lines_of_a_scanned_table_make_its_cells_under_a_given_text_layer() -> None:
    grids = find_grids(read_edges(page_with_table(), width=432))
    assert [(cell.row, cell.column) for cell in grids[0].cells] == [(r, c) for r in range(3) for c in range(2)]
    assert grids[0].box == pytest.approx((72, 108, 360, 216), abs=1.5)


@pytest.mark.parametrize(
    ("text", "top", "dropped"), [("—9—", 2200, True), ("9一", 2200, True), ("9一", 900, False), ("2025", 2200, False)]
)
def test_the_number_of_a_scanned_page_is_known_at_its_foot_only(text: str, top: int, dropped: bool) -> None:
    characters = tuple(Recognized(char, 100 + 20 * i, 120 + 20 * i) for i, char in enumerate(text))
    assert _is_page_number(RecognizedLine(characters, top, top + 30, 0.9), 2339, SIGNS) is dropped


def line_of(text: str, step: float, high: float) -> RecognizedLine:
    characters = tuple(Recognized(char, 100 + step * i, 130 + step * i) for i, char in enumerate(text))
    return RecognizedLine(characters, 0, high, 0.99)


def test_the_size_of_a_few_characters_is_that_of_lines_as_high() -> None:
    lines = [line_of("市发展改革委负责全区统筹工作并按季度通报进展", 33, 46)]
    body = _body_line(lines)
    assert _size(line_of("局）", 24, 44), *body) == 33  # the mark stands at the left of its place
    assert _size(line_of("附件", 48, 66), *body) == 48
    assert _size(line_of("实施方案如下", 48, 66), *body) == 48
    assert _size(line_of("注：下同", 24, 34), *body) == 24
    assert _body_line([]) == (0.0, 0.0)
