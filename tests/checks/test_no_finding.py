"""What looks like a fault and is none: the other side of each code, beside the examples of data/findings.toml."""

import pytest

from policy_parse import parse

HEAD = "# 江城县2025年节水行动方案\n\n"
TASKS = f"{HEAD}一、重点任务\n\n"
NOTICE = (
    "江城县人民政府办公室关于印发{notice}的通知\n\n各镇人民政府：\n\n《{quoted}》已经县政府同意，现印发给你们。\n\n"
    "江城县人民政府办公室\n\n2025年3月1日\n\n{title}\n\n一、重点任务\n\n1.建设泵站。（县水利局负责）"
)
ROWS = "\n\n附件：任务分解表\n\n| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n"


def codes(text):
    return [finding.code for finding in parse(text.encode(), name="plan.md").findings]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("建设5个平台，包括数据平台、调度平台、预警平台等。", []),
        ("建设4个平台，包括数据、调度、预警等平台。", []),
        ("建设4个平台（数据、调度、预警等）。", []),
        ("建设4个平台，包括数据平台、调度平台、预警平台。", ["total-mismatch"]),
        ("建设3个平台，包括数据平台、调度平台、预警平台、报送平台等。", ["total-mismatch"]),
    ],
)
def test_a_list_behind_its_count_may_have_more_than_it_names(sentence, expected):
    assert codes(f"{TASKS}1.建设平台。{sentence}（县水利局负责）") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "新建泵站10座，其中青山镇4座、白河镇6座。",
        "新建泵站10座，其中青山镇4座。",
        "新建泵站10座，其中青山镇2座、白河镇3座。",  # perhaps only the most important ones
        "新建泵站10座，其中青山镇4座以上、白河镇5座以上。",
        "新建泵站10座以上，其中青山镇4座、白河镇9座。",
        "新建泵站10座，其中青山镇4座、白河镇5座、其余各镇若干。",
        "完成投资10亿元，其中青山镇4座、白河镇5座。",
        "新建泵站。青山镇4座，白河镇6座，共10座。",
        "新建泵站4座，改造水闸3处，共投入800万元。",
    ],
)
def test_parts_that_add_up_or_are_not_all(sentence):
    assert codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "完成青山水库、白河水库两个灌区改造。",
        "完成青山水库、白河水库等三个灌区改造。",
        "完成青山水库、白河水库3个以上灌区改造。",
        "全面建成省、市、县（市、区）三级联动机制。",
        "在青山、白河新建3座35万千瓦电站。",
        "治理青山港、白河港、红岭港等四类或劣四类水域。",
        "在青山镇和白河镇选择三个村庄试点。",
        "统筹划定水源、农田和城镇三条控制线。",
        "落实“三统一”（统一标准、统一流程、统一平台）。",
        "划定青山、白河、红岭三地保护区。",
        "青山镇与白河镇、红岭镇三个集镇共建。",
        "落实“正面清单”“负面清单”等三张清单。",
        "利用再生水10万吨以上，其中工业3万吨以上。",
        "验收包括规划核实、消防验收（备案）、竣工备案三个事项。",
        "深化青山和红岭水库、白河水库三个灌区改造。",
        "聚焦逐利执法、粗暴执法等“三个执法”问题。",
        "青山镇、白河镇5个月内完成验收。",
        "修订青山水库、第三类水库名录。",
        "建立水库名录库和巡查人员名录库（统称“两库”）。",
        "工业和信息化部、水利部（以下简称“两部门”）联合检查。",
        "整治高耗水、高污染（以下简称“两高”）企业。",
        "推进水价、水权、灌区“五合一”管理。",
        "遵循减量、再用、循环三原则。",
        "建好“一室一馆一园”的“三个一”阵地。",
        "农药、化肥用量分别为6万吨、7万吨，比上年分别下降6%、7%。",
        "农药、化肥用量分别为6万吨、7万吨，粮食、棉花、油料产量分别增长6%、7%、8%。",
        "网上审批率和现场核验率分别达到80%、90%。",
    ],
)
def test_counts_of_lists_that_agree_or_may(sentence):
    assert codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "一是摸底；二是施工；三是验收。",
        "一是摸底；二是施工。做到验收，一是一、四是四。",
        "一是摸底；二要施工；三是验收。",
    ],
)
def test_series_in_a_sentence_that_leave_nothing_out(sentence):
    assert "numbering-gap" not in codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）")


def test_one_part_with_a_number_and_other_paragraphs():
    text = (
        "二、保障措施\n\n（一）加强组织领导。各镇要明确专人。\n\n各镇要落实经费，县水利局要定期通报。\n\n各镇抓好落实。"
    )
    assert "numbering-gap" not in codes(f"{TASKS}1.建设泵站。（县水利局负责）\n\n{text}")


@pytest.mark.parametrize(
    "sentence",
    [
        "请各镇于12月30日前报送方案。",
        "各镇每年于1月30日前报送方案。",
        "次年的方案请于1月30日前报送。",
        "2024年已于1月30日前报送。",
    ],
)
def test_days_without_a_year_that_may_be_of_another_year(sentence):
    title = "江城县节水行动方案"
    notice = NOTICE.format(notice=title, quoted=title, title=title)
    assert codes(f"{notice}\n\n二、附则\n\n{sentence}") == []


@pytest.mark.parametrize(
    "words",
    [
        "一、工作基础\n\n到2024年，节水型社会基本建成。\n\n二、重点任务\n\n1.建设泵站。配套管网。（县水利局负责）",
        "一、重点任务\n\n1.建设泵站。改造2024年底建成的泵站。（县水利局负责）",
        "一、重点任务\n\n1.建设泵站。在此基础上，2024年底已建成新站。（县水利局负责）",
        "一、重点任务\n\n1.建设泵站。2025年底全面建成新站。（县水利局负责）",
        "一、重点任务\n\n1.建设泵站。改造旧站。到2024年，各镇已建成泵站。（县水利局负责）",
        "一、总体要求\n\n到2027年，节水型社会基本建成。\n\n二、重点任务\n\n1.建设泵站。配套管网。（县水利局负责）",
    ],
)
def test_years_that_tell_what_was_or_are_to_come(words):
    title = "江城县节水行动方案"
    notice = NOTICE.format(notice=title, quoted=title, title=title).partition("\n\n一、")[0]
    assert codes(f"{notice}\n\n{words}") == []


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("各有关部门", "各有关责任部门"),
        ("县水利局、县财政局", "县财政局、县水利局"),
        ("县水利局水库管理所", "县水利局灌区管理所"),
        ("县节水工作领导小组", "县防汛抗旱领导小组"),
    ],
)
def test_two_offices_of_one_work_are_not_two_spellings(said, listed):
    row = f"| 1 | 推进灌区取水计量设施改造 | {listed} | 2025年10月底前 |"
    assert "unit-variant" not in codes(f"{TASKS}1.推进灌区取水计量设施改造。（{said}负责）{ROWS}{row}")


@pytest.mark.parametrize(
    "sentence",
    [
        "2023—2025年分期实施。",
        "2025年9月1日至2025年9月30日验收。",
        "2024年11月至2025年3月供暖。",
        "每年11月至3月巡查。",
        "压缩办理时间，由30—20个缩减为15—10个。",
        "执行GB/T 22239-2019要求。",
        "建设节水企业10—15家。",
        "年用水量5000至1万吨的企业达标。",
        "办理时间由30至20天。",
        "能耗在5千至1万吨标准煤的企业达标。",
        "联系电话：0512-8866家。",
        "用三到五年完成改造。",
        "检查由五到三项逐步减少。",
        "改造三五到八处水闸。",
    ],
)
def test_ranges_in_order(sentence):
    assert "range-reversed" not in codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到2025年，森林覆盖率达到45%。", "到2030年，森林覆盖率达到47%。"),
        ("森林覆盖率达到45%。", "到2030年，森林覆盖率达到47%。"),
        ("到2025年，森林覆盖率达到45%。", "到2025年，森林覆盖率达到45%以上。"),
        ("到2025年，青山镇森林覆盖率达到45%。", "到2025年，白河镇森林覆盖率达到47%。"),
        ("到2025年，小麦种植、收获机械化率达到45%。", "到2025年，玉米种植、收获机械化率达到47%。"),
        ("到2025年，建成示范小区5个。", "到2025年，建成示范小区7个。"),
        ("到2025年，新增示范小区5个。", "到2025年，累计新增示范小区7个。"),
        ("到2025年，县城新增示范小区5个。", "到2025年，农村新增示范小区7个。"),
        ("到2025年，青山镇示范小区达到5个。", "到2025年，白河镇示范小区达到7个。"),
    ],
)
def test_two_values_of_two_things(one, other):
    assert codes(f"{TASKS}1.绿化荒山。{one}（县林业局负责）\n\n2.保护生态。{other}（县自然资源局负责）") == []


@pytest.mark.parametrize(
    ("notice", "quoted", "title"),
    [
        ("江城县节水行动方案", "江城县节水行动方案", "江城县节水行动方案"),
        ("关于加快节水的实施方案", "关于加快节水的实施方案", "关于加快节水的实施方案"),
        ("江城县加快推进节约用水实施方案", "江城县加快推进节约用水实施方案", "江城县加快推进节约用水的实施方案"),
        ("《江城县节水行动方案》", "江城县节水行动方案", "江城县节水行动方案"),
    ],
)
def test_titles_that_are_the_same(notice, quoted, title):
    assert "title-variant" not in codes(NOTICE.format(notice=notice, quoted=quoted, title=title))


@pytest.mark.parametrize(
    "statement",
    [
        "（县水利局牵头，县财政局配合）",
        "（县水利局、县财政局牵头，各镇人民政府配合）",
        "（各镇人民政府牵头，各镇人民政府配合）",
        "（市水利局、县水利局、县财政局负责）",
        "（县水利局、县财政局、水利局灌区管理所负责）",
    ],
)
def test_each_unit_in_one_role(statement):
    assert codes(f"{TASKS}1.建设泵站。{statement}") == []


def test_a_day_of_a_target_outside_the_period_is_a_limit():
    assert codes(f"{TASKS}1.绿化荒山。2027年3月底前，森林覆盖率达到45%。（县林业局负责）") == [
        "deadline-outside-period"
    ]


def test_the_year_of_a_target_is_no_limit_outside_the_period():
    assert codes(f"{TASKS}1.绿化荒山。到2030年，森林覆盖率达到45%。（县林业局负责）") == []


def test_a_document_without_years_has_no_outside():
    text = "江城县节水行动方案\n\n一、重点任务\n\n1.建设泵站。2027年3月底前完工。（县水利局负责）"
    assert codes(text) == []


def test_a_limit_over_when_the_plan_was_issued_is_one_finding_not_two():
    text = NOTICE.format(notice="江城县2025年节水方案", quoted="江城县2025年节水方案", title="江城县2025年节水方案")
    text = text.replace("1.建设泵站。", "1.建设泵站。2024年12月底前完工。")
    assert codes(text) == ["deadline-before-issue"]


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("完成时限：2025年10月底前。", "2025年10月31日"),
        ("2025年6月底前制定方案。加快施工。抓好验收。", "2025年10月底前"),  # a step on the way
        ("长期坚持。", "2025年10月底前"),
        ("完成时限：2025年6月底前、2025年10月底前。", "2025年10月底前"),
    ],
)
def test_limits_that_agree(said, listed):
    row = f"| 1 | 推进灌区取水计量设施改造 | 县水利局 | {listed} |"
    assert "deadline-mismatch" not in codes(f"{TASKS}1.推进灌区取水计量设施改造。{said}（县水利局负责）{ROWS}{row}")


def test_lists_of_other_names_are_two_lists():
    item = "1.推进灌区取水计量。完成青山水库、白河水库取水计量设施改造。（县水利局负责）"
    for listed in ("青山水库、白河水库", "青山、红岭", "青山水库、白河", "青山、白河、红岭"):
        row = f"| 1 | 完成{listed}取水计量设施改造 | 县水利局 | 2025年10月底前 |"
        assert "list-variant" not in codes(f"{TASKS}{item}{ROWS}{row}")


@pytest.mark.parametrize(("stated", "expected"), [("2020年", []), ("2021年", ["target-mismatch"])])
def test_base_years_of_text_and_table_are_compared(stated, expected):
    goal = "二、工作目标\n\n万元产值用水量较2020年下降7%以上。"
    row = f"| 1 | 万元产值用水量较{stated}下降7%以上 | 县水利局 | 2025年10月底前 |"
    assert codes(f"{HEAD}{goal}{ROWS}{row}") == expected


def test_numbers_that_the_goals_state_are_stated_in_the_text():
    goal = "一、工作目标\n\n城市公共供水管网漏损率控制在9%以内。\n\n二、重点任务\n\n1.推进灌区取水计量设施改造。（县水利局负责）"
    rows = (
        "| 1 | 推进灌区取水计量设施改造 | 县水利局 | 2025年10月底前 |\n"
        "| 2 | 城市公共供水管网漏损率控制在9%以内 | 县水利局 | 2025年10月底前 |"
    )
    assert codes(f"{HEAD}{goal}{ROWS}{rows}") == []


def test_a_section_that_names_nobody_is_another_kind_of_section():
    areas = "二、重点领域\n\n1.农业。推广滴灌。\n\n2.工业。推广循环用水。\n\n"
    named = "".join(
        f"{n}.{w}。配套完善。（县水利局负责）\n\n" for n, w in enumerate(("建站", "修渠", "清淤", "巡查"), 1)
    )
    assert codes(f"{HEAD}一、重点任务\n\n{named}{areas}") == []


def test_units_after_a_label_broken_over_lines_are_written():
    named = "".join(f"{n}.{w}。配套完善。（县水利局负责）\n\n" for n, w in enumerate(("建站", "修渠", "清淤"), 1))
    assert "responsible-missing" not in codes(f"{TASKS}{named}4.巡查。登记台账。\n［牵头单\n位：县水利局］\n")


def test_units_run_into_the_cell_of_the_work_are_written():
    head = "# 江城县2025年节水任务表\n\n| 序号 | 工作任务 | 责任单位 | 配合单位 |\n|---|---|---|---|\n"
    rows = "".join(f"| {n} | 推进第{n}片灌区取水计量设施改造 | 县水利局 | 县财政局 |\n" for n in range(1, 5))
    bare = "| 5 | 更换老旧供水管道。{} | / | / |"
    assert codes(head + rows + bare.format("")) == ["responsible-missing"]
    assert codes(head + rows + bare.format("县水利局县财政局")) == []


TABLE = "# 江城县2025年泵站任务表\n\n| 项目 | 责任单位 | 新建泵站（座） |\n|---|---|---|\n"


@pytest.mark.parametrize(("total", "expected"), [("10", []), ("12", ["total-mismatch"])])
def test_a_row_of_totals_is_added_up(total, expected):
    rows = f"| 青山镇建设泵站 | 县水利局 | 4 |\n| 白河镇建设泵站 | 县水利局 | 6 |\n| 合计 | | {total} |"
    assert [code for code in codes(TABLE + rows) if code == "total-mismatch"] == expected


def test_shares_and_lists_without_numbers_are_not_added_up():
    shares = (
        TABLE.replace("新建泵站（座）", "漏损率（%）") + "| 甲 | 县水利局 | 4 |\n| 乙 | 县水利局 | 6 |\n| 合计 | | 5 |"
    )
    words = TABLE + "| 甲 | 县水利局 | 4 |\n| 乙 | 县水利局 | 若干 |\n| 合计 | | 5 |"
    assert "total-mismatch" not in codes(shares) + codes(words)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进营业执照、许可证和产权证三证合一。", []),
        ("推进许可证和产权证三证合一。", ["total-mismatch"]),
        ("推进黄水、青江、白江三江治理。", []),
        ("推进青江、白江三江治理。", ["total-mismatch"]),
        ("做到一村一策、一户一档、一人一卡“三个一”。", []),
        ("做到一户一档、一人一卡“三个一”。", ["total-mismatch"]),
        ("建设一室一馆“三个一”。", ["total-mismatch"]),
    ],
)
def test_things_under_one_word_need_not_all_end_in_it(sentence, expected):
    assert codes(f"{TASKS}1.规范管理。{sentence}（县水利局负责）") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新建泵站100座，青山镇40座、白河镇50座。", ["total-mismatch"]),
        ("新建泵站100座，国家级40座和省级50座。", ["total-mismatch"]),
        ("全县泵站100座，东部40座、西部50座。", ["total-mismatch"]),
        ("新建泵站100座，青山镇40座、白河镇60座。", []),
        ("新建泵站，青山镇100座，白河镇40座，红岭镇50座。", []),  # one beside another, no total
        ("2023年100座、2024年40座、2025年50座。", []),
        ("2023年新建泵站100座，2024年40座、2025年50座。", []),
        ("创建国家级园区100个，省级40个、市级50个。", []),
        ("新建泵站100座，改造青山镇40座、白河镇50座。", []),
    ],
)
def test_parts_named_by_places_and_levels_add_up_to_what_is_not_one_of_them(sentence, expected):
    assert codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("贷款新增10亿元以上，其中绿色贷款新增12亿元，余额突破160亿元。", ["total-mismatch"]),
        ("贷款新增10亿元以上，其中绿色贷款新增2亿元，余额突破160亿元。", []),
        ("监测企业15家（其中火电企业18家）。", ["total-mismatch"]),
        ("监测企业15家（其中火电企业12家）。", []),
        ("监测企业15家（火电企业18家）。", []),
        ("处理能力达到2万吨/日，其中新厂3万吨/日。", ["total-mismatch"]),
        ("处理能力达到3万吨/日，其中新厂2万吨/日。", []),
        ("水价3元/吨，其中非居民5元/吨。", []),
        ("新建泵站5个，每个泵站投资10万元，共60万元。", ["total-mismatch"]),
        ("新建5个小型泵站，每个泵站投资10万元，共60万元。", ["total-mismatch"]),
        ("新建泵站5个，每个泵站投资10万元，共50万元。", []),
        ("每个镇建设1个服务站，14个镇共14个。", []),
        ("新建泵站5个、水闸4个，每个镇投资10万元，共60万元。", []),
        ("客运量和平均运距较2020年分别提升30%、25%和20%。", ["total-mismatch"]),
    ],
)
def test_one_part_that_is_more_than_its_total(sentence, expected):
    assert codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("能源消耗和二氧化碳排放分别降低15%、16%和18%。", ["total-mismatch"]),
        ("能源消耗和二氧化碳排放分别降低15%和18%。", []),
        ("新车排放和能耗分别比2020年下降25%、22%和20%。", ["total-mismatch"]),
        ("漏损率、用水量、强度分别下降6%、7%、8%、9%。", ["total-mismatch"]),
        ("甲县、乙县漏损率、用水量分别下降6%、7%、8%、9%。", []),  # two lists: two by two
        ("青山镇、白河镇漏损率和用水量分别下降6%、7%、8%、9%。", []),
        ("青山镇和白河镇漏损率、用水量分别下降6%、7%、8%、9%。", []),
        ("工业和信息化投资三年分别增长6%、7%、8%。", []),
        ("粮食和油料产量在3个县分别达到20万吨、30万吨、50万吨。", []),
        ("利用率达到57%，2030年进一步提升至52%。", ["range-reversed"]),
        ("利用率达到57%以上，到2030年进一步提升至62%。", []),
        ("利用率达到57%，漏损率进一步提高到12%。", []),
        ("漏损率降至9%，进一步降到8%。", []),
        ("漏损率降至8%，进一步降到9%。", ["range-reversed"]),
    ],
)
def test_values_in_turn_and_one_after_another(sentence, expected):
    assert [
        code
        for code in codes(f"{TASKS}1.提高效率。{sentence}（县水利局负责）")
        if code in {*expected, "total-mismatch", "range-reversed"}
    ] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("修订《取水办法》《用水办法》三个文件。", ["total-mismatch"]),
        ("修订《取水办法》《用水办法》等三个文件。", []),
        ("落实《取水办法》《用水办法》三项要求。", []),
        ("修订《取水办法》、《用水办法》和《排水办法》等两个文件。", ["total-mismatch"]),
        ("整治“吃拿卡要”、推诿扯皮、作风“粗暴”等两个方面问题。", ["total-mismatch"]),
        ("整治“吃拿卡要”、推诿扯皮、作风“粗暴”三个方面问题。", []),
        ("增强“四个意识”、坚定“四个自信”、做到“两个维护”。", []),
        ("绿化荒地、坡地等地块以及水旁、路旁、村旁（四旁）。", ["total-mismatch"]),
    ],
)
def test_counts_of_titles_and_of_names_with_quotation_marks(sentence, expected):
    assert codes(f"{TASKS}1.规范管理。{sentence}（县水利局负责）") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("泵站达到50座，比上年的45座增加6座。", ["total-mismatch"]),
        ("泵站达到50座，比上年的45座增加5座。", []),
        ("漏损率降到8%，比上年的10%下降1个百分点。", ["total-mismatch"]),
        ("漏损率降到9%，比上年的10%下降10%。", []),  # of what it was
        ("较2020年的50座增加8座，达到60座。", ["total-mismatch"]),
        ("每亩补助200元，补助10万亩，共计2500万元。", ["total-mismatch"]),
        ("每亩补助200元，补助10万亩，共计2000万元。", []),
        ("每户补助2000元，改造100户以上，共需资金30万元。", []),
        ("每年培训2期，每期50人，三年共300人。", []),
        ("每季度通报1次，全年开展专题督查5次。", []),
        ("每季度通报1次，全年共通报5次。", ["total-mismatch"]),
        ("共有10个镇，青山镇4个村、白河镇5个村完成改造。", []),
        ("争取资金10亿元，省级5亿元、市级4亿元，其余自筹。", []),
        ("组织领导20分、工作落实50分、宣传20分，满分100分。", ["total-mismatch"]),
        ("组织领导20分、工作落实50分、宣传30分，满分100分。", []),
    ],
)
def test_changes_of_a_base_rates_and_scores(sentence, expected):
    found = codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）")
    assert [code for code in found if code == "total-mismatch"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2025年第四季度至2025年第二季度分批实施。", ["range-reversed"]),
        ("2024年第四季度至2025年第二季度分批实施。", []),
        ("第四季度至2026年第二季度分批实施。", []),
        ("落实泵站建设三年行动计划（2023—2024年）。", ["total-mismatch"]),
        ("落实泵站建设三年行动计划（2023—2025年）。", []),
        ("落实泵站建设三年行动计划（2023—2026年）。", []),  # from the middle of one year to the middle of another
    ],
)
def test_quarters_and_years_that_have_their_numbers(sentence, expected):
    found = codes(f"{TASKS}1.建设泵站。{sentence}（县水利局负责）")
    assert [code for code in found if code in ("range-reversed", "total-mismatch")] == expected
