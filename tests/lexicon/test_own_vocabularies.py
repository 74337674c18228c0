"""A user's own vocabularies: refused with file, entry and reason where they are wrong, read however they were saved."""

import codecs
import gc
import re
import weakref
from typing import get_args

import pytest

from policy_parse import parse
from policy_parse.errors import LexiconError
from policy_parse.fields.deadlines.rules import ContextRole
from policy_parse.fields.units.role_words import LabelRole
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.lexicon.schema import ROLES, TABLES, one_of
from policy_parse.vocabulary.prepare import prepared

ROLE = 'id = "own"\nkind = "suffix"\nrole = "lead"\nwords = ["挂帅"]\n'
MEASURE = 'id = "own"\ndimension = "count"\nkind = "count"\naliases = ["垄"]\n'
BOUND = 'id = "own"\nplace = "before"\nstrength = "bound"\ncomparator = "ge"\nwords = ["保底"]\n'
RULE = "id = 'own'\npattern = '${year}收官'\nmakes = 'year'\nneeds = ['收官']\n"
CONTEXT = 'id = "own"\nrole = "name"\nafter = "大会战"\n'
COLUMN = 'id = "own"\nmeaning = "lead"\npatterns = ["挂帅方"]\n'
HEAD = 'id = "own"\nmeaning = "unit"\nexact = ["度量"]\n'
INDICATOR = 'id = "own"\nkind = "effort"\neffort = "striven"\nwords = ["冲"]\n'
AGENCY = "id,kind,full,short,ends,levels,regions,until,successor\n"


@pytest.fixture
def own(tmp_path):
    """Load a directory with one file in it."""

    def load(name, content):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return prepared(tmp_path).lexicon

    return load


def entry(lines, **changed):
    """One TOML entry with some lines in place of those of the same key, or added."""
    for key, value in changed.items():
        lines, count = re.subn(rf"^{key} = .*$", lambda _: f"{key} = {value}", lines, flags=re.MULTILINE)  # noqa: B023
        lines += "" if count else f"{key} = {value}\n"
    return f"[[entry]]\n{lines}"


WRONG = [
    ("roles.toml", entry(ROLE, role='"boss"'), "role 应为 lead、.*不是 boss"),
    ("roles.toml", entry(ROLE, kind='"end"'), "kind 应为 label"),
    ("roles.toml", entry(ROLE, words='"挂帅"'), "words 应为词的列表"),
    ("roles.toml", entry(ROLE, words="[]"), "words 应为词的列表"),
    ("roles.toml", entry(ROLE, words='["挂帅", ""]'), "words 应为词的列表"),
    ("roles.toml", entry(ROLE, words='["挂帅", "挂帅"]'), "挂帅 写了两次"),
    ("roles.toml", entry(ROLE, words='["挂帅(总)"]'), "应写作 挂帅（总）"),
    ("roles.toml", entry(ROLE, exampels="[]"), "no such key: exampels; did you mean examples"),
    ("roles.toml", entry(ROLE, examples='"市水利局挂帅"'), "examples 应为列表"),
    ("measures.toml", entry(MEASURE, factr='"10"'), "did you mean factor"),
    ("measures.toml", entry(MEASURE, factor='"sixty"'), "factor 应为写成文字的正数.*sixty"),
    ("measures.toml", entry(MEASURE, factor="60"), "factor 应为写成文字的正数"),
    ("measures.toml", entry(MEASURE, kind='"thing"'), "kind 应为 physical"),
    ("measures.toml", entry(MEASURE, compounds='["垄("]'), "正则表达式有误"),
    ("measures.toml", entry(MEASURE, aliases='["亩"]'), "亩 已在 area.mu"),
    ("measures.toml", entry(MEASURE, examples='[["3垄", "3"]]'), "examples 应为列表.*3 段"),
    ("bounds.toml", entry(BOUND, comparator='"more"'), "comparator 应为 le"),
    ("bounds.toml", entry(BOUND, comparator='"between"'), "comparator 应为 le"),
    ("bounds.toml", entry(BOUND, strength='"strong"'), "strength 应为 bound、level、change"),
    ("bounds.toml", entry(BOUND, noun='"yes"'), "noun 应为 true 或 false"),
    ("bounds.toml", entry(BOUND, strength='"change"'), "没有 change"),
    ("bounds.toml", entry(BOUND, id='"bound.reach"'), "bound.reach.*没有 strength = level, place = before, comparator = ge"),
    ("indicators.toml", entry(INDICATOR, effort='"bogus"'), "effort 应为 ensured"),
    ("indicators.toml", entry(INDICATOR, kind='"efort"'), "kind 应为 scope"),
    ("indicators.toml", entry(INDICATOR, kind='"period"'), "no such key: effort"),
    ("deadlines.toml", entry(RULE, makes='"jubilee"'), "makes 应为 .*不是 jubilee"),
    ("deadlines.toml", entry(RULE, pattern="'${yaer}收官'"), "没有片段 yaer"),
    ("deadlines.toml", entry(RULE, pattern="'${year}(收官'"), "正则表达式有误"),
    ("deadlines.toml", entry(RULE, needs="'收官'"), "needs 应为词的列表"),
    ("deadlines.toml", entry(RULE, places="['cell']"), "places 应为 column"),
    ("deadlines.toml", entry(CONTEXT, role='"nmae"'), "role 应为 baseline"),
    ("deadlines.toml", entry(CONTEXT, before='"${year}"'), "slots are for rules"),
    ("deadlines.toml", '[[entry]]\nid = "own"\nexamples = []\n', "应有 fragment、pattern、role 之一"),
    ("columns.toml", entry(COLUMN, meaning='"leader"'), "meaning 应为 index"),
    ("columns.toml", entry(COLUMN, patterns='["${year}度"]'), "slots are for rules"),
    ("columns.toml", entry(COLUMN, patterns='["(?P<who>挂帅)方"]'), "不能有具名分组"),
    ("indicator_columns.toml", entry(HEAD, meaning='"units"'), "meaning 应为 indicator"),
    ("headings.toml", entry(COLUMN, meaning='"task"'), "no such key: meaning"),
    ("offices.toml", '[[entry]]\nid = "own"\nkind = "firms"\nwords = ["所"]\n', "kind 应为 firm"),
    ("titles.toml", '[[entry]]\nid = "own"\nkind = "end"\nwords = ["书"]\n', "kind 应为 ending"),
    ("titles.toml", '[[entry]]\nid = "title.noise"\nkind = "body"\nwords = ["书"]\n', "没有 kind = noise"),
    ("forms.toml", '[[entry]]\nid = "own"\nsays = "x"\ncode = "y"\nexamples = []\n', "不能另加"),
    ("roles.toml", '[[entrys]]\nid = "own"\n', r"应写作 \[\[entry\]\]"),
    ("roles.toml", '[[entry]\nid = "own"\n', "写法有误"),
    ("agencies.csv", AGENCY + "own,firm,湖泊,湖\n", "kind 应为 function、pattern、national"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖\n", "没有 ends"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,city\n", "levels 应为 national"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,,江苏\n", "regions 应为两位"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,,,2018年\n", "until 应为四位年份"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,,,2018,nobody\n", "没有 nobody"),
    ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,,,,function.finance\n", "要有 until"),
    ("agencies.csv", AGENCY + "own,pattern,湖泊,湖\n", "full 应为带 {place} 的全称"),
    ("agencies.csv", "id,kind,ful,short\nown,national,湖泊,湖\n", "did you mean full"),
    ("agencies.csv", AGENCY + "own,national,湖泊,湖,,,,,,更,多\n", "格子比表头多"),
    ("regions.csv", "id,name,until\n12345,湖区,\n", "id 应为六位代码"),
    ("regions.csv", "id,name,until\n320198,,\n", "没有 name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), WRONG, ids=[f"{n} {r[:40]}" for n, _, r in WRONG])
def test_what_is_wrong_is_told_when_it_is_loaded(own, tmp_path, name, content, reason):
    with pytest.raises(LexiconError, match=reason) as caught:
        own(name, content)
    assert caught.value.file == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("roles.toml", entry(ROLE)), ("measures.toml", entry(MEASURE, factor='"0.5"')), ("bounds.toml", entry(BOUND))),
        *(("deadlines.toml", entry(RULE)), ("deadlines.toml", entry(CONTEXT)), ("columns.toml", entry(COLUMN))),
        *(("indicator_columns.toml", entry(HEAD)), ("indicators.toml", entry(INDICATOR))),
        ("agencies.csv", AGENCY + "own,function,湖泊,湖,局,municipal county,-31 50,2018,function.housing_construction\n"),
        ("regions.csv", "id,name,until\n320198,湖区,\n"),
    ],
)  # fmt: skip
def test_what_is_sound_is_taken(own, name, content):
    assert own(name, content).table(name.partition(".")[0])


def test_the_message_is_in_chinese_and_english_and_names_file_entry_and_key(own):
    with pytest.raises(LexiconError, match=r"roles\.toml: own: role 应为 .*must be one of these, not 'boss'"):
        own("roles.toml", entry(ROLE, role='"boss"'))


def test_a_directory_without_vocabularies_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="no vocabulary in it"):
        Lexicon.load(tmp_path)


def test_every_table_has_a_schema():
    assert set(TABLES) == {file.stem for file in (*DATA.glob("*.toml"), *DATA.glob("*.csv"))}


def test_the_roles_of_the_schema_are_those_of_the_code():
    assert set(ROLES) == set(get_args(LabelRole))
    assert TABLES["deadlines"].forms["role"].required["role"](None) == one_of(*get_args(ContextRole))(None)


# ------------------------------------------------------------------------------------------------- files as saved

LAKES = "id,kind,full,short,ends\r\nfunction.lakes,function,湖泊保护,湖保,局\r\n"


@pytest.mark.parametrize(
    "data",
    [
        LAKES.encode(),
        codecs.BOM_UTF8 + LAKES.encode(),
        LAKES.encode("gb18030"),
        ('"# 甲, 乙",,,,\r\n' + LAKES + ",,,,\r\n").encode("gbk"),
        LAKES.replace("局\r\n", "局,,\r\n").replace("ends", "ends ").encode("gbk"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gbk with a comment and an empty row", "gbk with empty cells"],
)
def test_a_table_is_read_however_a_spreadsheet_program_saved_it(own, data):
    row = own("agencies.csv", data).table("agencies")[-1]
    assert (row["id"], row["full"], row["ends"]) == ("function.lakes", "湖泊保护", "局")


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + entry(ROLE).encode(), entry(ROLE).encode("gbk")])
def test_a_list_is_read_with_a_byte_order_mark_and_in_gbk(own, data):
    assert own("roles.toml", data).table("roles")[-1]["words"] == ["挂帅"]


def test_bytes_that_are_no_text_are_refused(own):
    with pytest.raises(LexiconError, match="neither UTF-8 nor GB 18030"):
        own("agencies.csv", b"id,kind\n\xff\xff\xff")


# ------------------------------------------------------------------------------------------- what `lexicon=` takes

TEXT = "某某市2031年节水工作方案\n重点任务\n1.建设泵站。（市水务局挂帅）\n".encode()


def role_of(lexicon):
    return [unit.role for task in parse(TEXT, lexicon=lexicon).tasks for unit in task.responsible]


def test_parse_takes_a_directory_several_or_a_lexicon(tmp_path):
    (tmp_path / "roles.toml").write_text(entry(ROLE), "utf-8")
    for given in (tmp_path, str(tmp_path), [tmp_path], (str(tmp_path),), Lexicon.load(tmp_path)):
        assert role_of(given) == ["lead"]
    assert role_of([]) == role_of(None) == []


@pytest.mark.parametrize("given", [5, b"mine", {"roles": []}, [5]])
def test_parse_refuses_another_type(given):
    with pytest.raises(TypeError, match="lexicon must be"):
        parse(TEXT, lexicon=given)


def test_a_fault_is_told_before_the_document_is_read(tmp_path):
    (tmp_path / "deadlines.toml").write_text(entry(RULE, makes='"jubilee"'), "utf-8")
    with pytest.raises(LexiconError, match="jubilee"):
        parse(tmp_path / "no such document.txt", lexicon=tmp_path)


def test_of_vocabularies_that_change_while_a_service_runs_only_the_last_are_kept(tmp_path):
    words = []
    for version in range(9):
        (tmp_path / "roles.toml").write_text(entry(ROLE, words=f'["挂帅{"啊" * version}"]'), "utf-8")
        words.append(weakref.ref(prepared(tmp_path)))
    gc.collect()
    alive = [one() is not None for one in words]
    assert alive[-1]
    assert sum(alive) <= 8
