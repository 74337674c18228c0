import pytest

from policy_parse.fields.units.full_names import is_national, resolve_name
from policy_parse.fields.units.same_office import alike, spelling
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon.load import Lexicon
from policy_parse.model.header import Region

WORDS = UnitWords(Lexicon.load())


def region(name):
    known = WORDS.regions
    place = known.named(name)[0]
    return Region(name=known.full_name(place), level=place.level, code=place.code, path=known.path(place))


def resolved(text, where=None):
    return resolve_name(text, region=region(where) if where else None, words=WORDS)


@pytest.mark.parametrize(
    ("text", "where", "name", "level"),
    [
        ("区水利局", "北碚区", "重庆市北碚区水利局", "county"),
        ("区发展改革委", "北碚区", "重庆市北碚区发展和改革委员会", "county"),
        ("市水利局", "北碚区", "重庆市水利局", "provincial"),
        ("区文化旅游委", "北碚区", "重庆市北碚区文化和旅游发展委员会", "county"),
        ("区税务局", "北碚区", "国家税务总局重庆市北碚区税务局", "county"),
        ("团区委", "北碚区", "共青团重庆市北碚区委员会", "county"),
        ("市发改委", "三明市", "三明市发展和改革委员会", "municipal"),
        ("市法院", "三明市", "三明市中级人民法院", "municipal"),
        ("区法院", "北碚区", "重庆市北碚区人民法院", "county"),
        ("省高院", "福建省", "福建省高级人民法院", "provincial"),
        ("省教育厅", "三明市", "福建省教育厅", "provincial"),
        ("市委编办", "三明市", "中共三明市委机构编制委员会办公室", "municipal"),
        ("市政府办（金融）", "三明市", "三明市人民政府办公室（金融）", "municipal"),
        ("市民政局", "三明市", "三明市民政局", "municipal"),
        ("沙县区人民政府", "三明市", "三明市沙县区人民政府", "county"),
        ("市水务局", "昆山市", "昆山市水务局", "county"),
        ("州水利局", "恩施州", "恩施土家族苗族自治州水利局", "municipal"),
        ("自治区党委组织部", "广西", "中共广西壮族自治区委员会组织部", "provincial"),
        ("市住房城乡建设管理委", "上海", "上海市住房和城乡建设管理委员会", "provincial"),
        ("山东银保监局", "山东省", "中国银行保险监督管理委员会山东监管局", "provincial"),
        ("青岛市税务局", "山东省", "国家税务总局青岛市税务局", "municipal"),
        ("国家发展改革委", "山东省", "国家发展和改革委员会", "national"),
        ("教育部", "山东省", "教育部", "national"),
        ("财政厅", "三明市", "福建省财政厅", "provincial"),
        ("市委文明办", "三明市", "中共三明市委文明办", "municipal"),
        ("厦门海关", "福建省", "中华人民共和国厦门海关", None),
        ("天津海事局", "天津市", "中华人民共和国天津海事局", None),
        ("人民银行上海总部", "上海", "中国人民银行上海总部", None),
        ("人行重庆营管部", "重庆市", "中国人民银行重庆营业管理部", None),
        ("梧州银保监分局", "广西", "中国银行保险监督管理委员会梧州监管分局", "municipal"),
        ("外汇局江苏省分局", "江苏省", "国家外汇管理局江苏省分局", "provincial"),
        ("国家税务总局三明市税务局", "三明市", "国家税务总局三明市税务局", "municipal"),
        ("省国资委", "福建省", "福建省人民政府国有资产监督管理委员会", "provincial"),
        ("区国资委", "北碚区", "重庆市北碚区国有资产监督管理委员会", "county"),
        ("区国资委", "海淀区", "北京市海淀区人民政府国有资产监督管理委员会", "county"),
        ("市外办", "三明市", "三明市人民政府外事办公室", "municipal"),
        ("市国动办", "三明市", "三明市国防动员办公室", "municipal"),
        ("市民防办", "上海", "上海市民防办公室", "provincial"),
        ("市委依法治市办", "三明市", "中共三明市委全面依法治市委员会办公室", "municipal"),
        ("市纪委监委", "三明市", "中共三明市纪律检查委员会、三明市监察委员会", "municipal"),
        ("沙县区", "三明市", "三明市沙县区", "county"),
        ("彭水县", "重庆市", "重庆市彭水苗族土家族自治县", "county"),
        ("木里县财政局", "凉山州", "木里藏族自治县财政局", "county"),
        ("广西税务局", "广西", "国家税务总局广西壮族自治区税务局", "provincial"),
        ("哈密中院", "新疆", "哈密市中级人民法院", "municipal"),
        ("新区教育局", "浦东新区", "上海市浦东新区教育局", "county"),
        ("兵团发展改革委", "新疆", "新疆生产建设兵团发展和改革委员会", "provincial"),
        ("盟行署办公室", "阿拉善盟", "阿拉善盟行政公署办公室", "municipal"),
        ("州党委宣传部", "伊犁州", "中共伊犁哈萨克自治州委员会宣传部", "municipal"),
        ("各有关省级人民政府", "福建省", "各有关省级人民政府", "provincial"),
        ("市直机关工委", "三明市", "三明市直机关工委", "municipal"),
        ("市级机关事务管理局", "三明市", "三明市级机关事务管理局", "municipal"),
        ("市属国有企业", "三明市", "市属国有企业", None),
        ("市委各部门", "三明市", "市委各部门", "municipal"),
        ("市、县财政局", "三明市", "市、县财政局", None),
    ],
)
def test_a_name_is_completed_by_place_and_vocabulary(text, where, name, level):
    assert resolved(text, where) == (name, level)


@pytest.mark.parametrize(
    ("text", "where", "level"),
    [
        ("市场监管局", "三明市", None),
        ("科协", "三明市", None),
        ("各相关单位", "三明市", None),
        ("各镇人民政府", "北碚区", "township"),
        ("各县（市、区）人民政府", "三明市", "county"),
        ("县水利局", "三明市", "county"),
        ("市人行", "三明市", "municipal"),
        ("市供电公司", "三明市", "municipal"),
        ("市领导小组办公室", "三明市", "municipal"),
        ("财政局", "三明市", None),
        ("区水利局下达任务的创建单位", "北碚区", "county"),
        ("省教育厅", None, "provincial"),
        ("国网三明供电公司", "三明市", None),
        ("北碚水厂", "北碚区", None),
        ("市监局", "三明市", None),
        ("资源规划局", "三明市", None),
        ("卫生健康委", "三明市", None),
        ("新区管委会", "三明市", None),
    ],
)
def test_what_is_not_settled_stays_as_written(text, where, level):
    assert resolved(text, where) == (text, level)


def test_an_unknown_function_keeps_its_words_behind_its_place():
    assert resolved("区节水办", "北碚区") == ("重庆市北碚区节水办", "county")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("卫生健康委", "国家卫生健康委员会"),
        ("邮政局", "国家邮政局"),
        ("扶贫办", "国务院扶贫开发领导小组办公室"),
        ("网信办", "国家互联网信息办公室"),
        ("妇联", "中华全国妇女联合会"),
        ("气象局", "中国气象局"),
    ],
)
def test_a_document_of_the_centre_names_its_offices_without_a_level(text, name):
    assert resolve_name(text, region=None, words=WORDS, national=True) == (name, "national")


@pytest.mark.parametrize(
    ("issuer", "central"),
    [
        ("国务院办公厅", True),
        ("教育部等六部门", True),
        ("国家税务总局三明市税务局", False),
        ("三明市人民政府", False),
        ("某某协会", False),
    ],
)
def test_a_document_of_the_centre_is_told_by_who_issued_it(issuer, central):
    assert is_national([issuer], WORDS) is central


def test_spaces_and_breaks_are_left_out():
    assert resolved("区 水利\n局", "北碚区")[0] == "重庆市北碚区水利局"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区城乡住房建委", "区住房城乡建委"),
        ("区机关事务中心", "区机关事务管理中心"),
        ("市发改委", "市发展改革委"),
        ("市住建局", "市住房城乡建设局"),
        ("市环保局", "市生态环境局"),
        ("市工商局", "市市场监管局"),
    ],
)
def test_one_office_written_two_ways(one, other):
    first, second = (spelling(name, words=WORDS, region=None) for name in (one, other))
    assert alike(first, second)
    assert alike(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市委办", "市委编办"),
        ("省发展改革委", "市发展改革委"),
        ("市教育局", "市体育局"),
        ("市科技局", "市科教局"),
        ("商务委", "区商务委"),
        ("青岛市税务局", "济南市税务局"),
        ("市发展改革委", "市发展改革局"),
    ],
)
def test_different_offices_are_not_one(one, other):
    assert not alike(*(spelling(name, words=WORDS, region=None) for name in (one, other)))


@pytest.mark.parametrize(
    "name",
    [
        "市发展改革委",
        "各县（市、区）人民政府",
        "气候处",
        "国网辽源供电公司",
        "各相关单位",
        "领导小组成员单位",
        "有关国有企业",
        "市中级法院",
        "团市委",
        "市政府办（金融）",
        "推进长江经济带发展领导小组办公室",
        "2023年度各创建单位",
        "组织部",
    ],
)
def test_names_of_organisations_look_like_ones(name):
    assert WORDS.offices.looks_like_unit(name, strict=True)


@pytest.mark.parametrize("name", ["北碚水厂", "两江新区", "综合科", "西山区", "有农业的区人民政府"])
def test_loose_names_pass_only_where_organisations_are_listed(name):
    assert WORDS.offices.looks_like_unit(name)
    assert not WORDS.offices.looks_like_unit(name, strict=True)


@pytest.mark.parametrize(
    "name",
    [
        "区级节水型企业",
        "责任人张三",
        "张三",
        "/",
        "—",
        "无",
        "",
        "优化空间布局",
        "居民小区",
        "推进居民小区建设",
        "市水利局报送市统计局",
        "完成率达到90%",
        "由市水利局牵头，市财政局配合",
        "分管副市长",
    ],
)
def test_other_words_do_not_look_like_names(name):
    assert not WORDS.offices.looks_like_unit(name)
