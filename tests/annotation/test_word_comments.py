"""Comments on a copy of a Word document: at the words, whatever is round them; nothing else is changed."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policy_parse import ReadError, Span, WriteError, annotate, notes_of, parse
from policy_parse.annotation.docx_copy import commented

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(words, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def made(*paragraphs, table=None):
    """A Word document with these paragraphs, each the XML of its runs, and perhaps a table of one row."""
    document = docx.Document()
    for content in paragraphs:
        document.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w', 'r')}>{content}</w:p>"), "w:sectPr")
    if table:
        for cell, words in zip(document.add_table(1, len(table)).rows[0].cells, table, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def covered(data):
    """The words between the marks of each comment, and what the comment says, in the order of the comments."""
    document = docx.Document(io.BytesIO(data))
    opened, words = {}, {}
    for element in document.element.body.iter():
        identity = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened[identity] = ""
        elif element.tag == f"{W}commentRangeEnd":
            words[identity] = opened.pop(identity)
        elif element.tag == f"{W}t":
            opened = {key: value + (element.text or "") for key, value in opened.items()}
    assert opened == {}
    return [(words[str(c.comment_id)], c.text) for c in document.comments]


def commented_at(data, *wanted, said="说明"):
    """The words that comments on `wanted` cover in a copy."""
    text = parse(data).text
    notes = [(Span(text.index(words), text.index(words) + len(words)), said) for words in wanted]
    copy = commented(data, notes, name="made.docx")
    assert parse(copy).text == text
    assert [note for _, note in covered(copy)] == [said] * len(wanted)
    return [words for words, _ in covered(copy)]


BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'
IN_LINK = f'<w:hyperlink w:anchor="x">{run("县财政局")}</w:hyperlink>'
INSERTED = f'<w:ins w:id="91" w:author="甲">{run("县审计局")}</w:ins>'
DELETED = '<w:del w:id="92" w:author="甲"><w:r><w:delText>县教育局</w:delText></w:r></w:del>'
CONTROL = f"<w:sdt><w:sdtContent>{run('县林业局')}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (run("一、由县水利局负责"), "县水利局"),
        (run("一、由县水", BOLD) + run("利局", RED) + run("负责"), "县水利局"),
        (run("由") + IN_LINK + run("负责"), "县财政局"),
        (run("由") + IN_LINK + run("负责"), "财政"),
        (run("由") + IN_LINK + run("负责"), "由县财"),
        (run("由") + INSERTED + DELETED + run("负责"), "审计局负"),
        (run("由") + CONTROL + run("负责"), "林业"),
        (run("由") + "<w:r><w:t>县水</w:t><w:tab/><w:t>利局</w:t></w:r>", "县水\t利局"),
        ("<w:r><w:t>  由县水利局  </w:t></w:r>" + run("负责"), "水利局负"),
        (run("由县水利局负责"), "由县水利局负责"),
    ],
)
def test_a_comment_stands_at_its_words(content, wanted):
    assert "".join(commented_at(made(content), wanted)) == wanted.replace("\t", "")


def test_comments_may_overlap_and_share_a_run():
    words = ["县水利局", "水利", "利局、县财政局", "县财政局"]
    assert commented_at(made(run("由县水利局、县财政局负责")), *words) == words


def test_over_paragraphs_and_in_cells():
    data = made(run("一、建设泵站"), run("二、改造管网"), table=["清淤河道", "县水利局"])
    assert commented_at(data, "泵站\n二、改造", "县水利局") == ["泵站二、改造", "县水利局"]


def test_over_several_cells_only_the_first_is_marked():
    assert commented_at(made(table=["清淤河道", "县水利局"]), "河道\t县水") == ["河道"]


def test_parted_runs_look_as_they_did():
    data = made(run("由县水利局负责", BOLD + RED))
    copy = docx.Document(io.BytesIO(commented(data, [(Span(1, 5), "说明")], name="made.docx")))
    runs = [r for r in copy.element.body.iter(f"{W}r") if r.find(f"{W}t") is not None]
    assert ["".join(t.text for t in r.iter(f"{W}t")) for r in runs] == ["由", "县水利局", "负责"]
    assert all([child.tag for child in r.find(f"{W}rPr")] == [f"{W}b", f"{W}color"] for r in runs)


def test_a_note_on_the_whole_document_stands_at_its_first_words():
    copy = commented(made(run("由县水利局负责")), [(None, "说明")], name="made.docx")
    assert covered(copy) == [("由", "说明")]


def test_computed_numbers_are_noted_at_their_neighbours():
    document = docx.Document()
    document.add_paragraph("建设泵站", style="List Number")
    out = io.BytesIO()
    document.save(out)
    assert parse(out.getvalue()).text == "1.建设泵站"
    assert covered(commented(out.getvalue(), [(Span(0, 2), "说明")], name="made.docx")) == [("建", "说明")]


def test_comments_that_are_there_stay():
    document = docx.Document()
    document.add_comment(document.add_paragraph("由县水利局负责").runs, "先前的批注", "甲", "甲")
    out = io.BytesIO()
    document.save(out)
    copy = commented(out.getvalue(), [(Span(1, 5), "第一行\n第二行")], name="made.docx")
    assert covered(copy) == [("由县水利局负责", "先前的批注"), ("县水利局", "第一行\n第二行")]


def test_every_other_part_is_copied_as_it_was(beibei):
    data = (beibei / "source.docx").read_bytes()
    plan = parse(data)
    copy = commented(data, notes_of(plan), name="source.docx")
    old, new = (zipfile.ZipFile(io.BytesIO(one)) for one in (data, copy))
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in old.namelist() if old.read(name) != new.read(name)} == changed
    assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}
    assert copy == commented(data, notes_of(plan), name="source.docx")
    assert parse(copy).text == plan.text


def test_findings_stand_at_their_words(beibei):
    plan = parse(beibei / "source.docx")
    notes = notes_of(plan)
    copy = commented((beibei / "source.docx").read_bytes(), notes, name="source.docx")
    said = [("".join(words.split()), note) for words, note in covered(copy)]
    assert said == [("".join(span.of(plan.text).split()), note) for span, note in notes]
    assert (
        "商务委",
        "【注意】“商务委”前面没有“区”，同一名单中的其他单位有；文中另有“区商务委”（unit-unknown-prefix）",
    ) in said
    assert any(words == "区机关事务管理中心" and "另见：" in note for words, note in said)


# ------------------------------------------------------------------------------------------------------------ files


def test_the_source_is_not_touched_and_not_written_over(tmp_path):
    source, out = tmp_path / "plan.docx", tmp_path / "noted.docx"
    source.write_bytes(made(run("由县水利局负责")))
    before = source.read_bytes()
    annotate(source, [(Span(1, 5), "说明")], out)
    assert source.read_bytes() == before
    assert covered(out.read_bytes()) == [("县水利局", "说明")]
    link = tmp_path / "link.docx"
    link.symlink_to(source)
    for target in (source, link, tmp_path / "." / "plan.docx"):
        with pytest.raises(WriteError, match="覆盖原文件"):
            annotate(source, [(Span(1, 5), "说明")], target)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "out", "error"),
    [
        ("由县水利局负责".encode(), "noted.txt", ReadError),
        (made(run("由县水利局负责")), "noted.pdf", WriteError),
        (made(run("由县水利局负责")), "nowhere/noted.docx", WriteError),
        (made(run("由县水利局负责"))[:-200], "noted.docx", ReadError),
        (made(), "noted.docx", ReadError),
    ],
)
def test_what_cannot_carry_notes_is_refused_and_nothing_is_written(tmp_path, data, out, error):
    with pytest.raises(error):
        annotate(data, [(None, "说明")], tmp_path / out)
    assert list(tmp_path.iterdir()) == []


def test_a_span_beyond_the_text_is_a_value_error(tmp_path):
    with pytest.raises(ValueError, match="beyond the text"):
        annotate(made(run("由县水利局负责")), [(Span(3, 99), "说明")], tmp_path / "noted.docx")
    assert list(Path(tmp_path).iterdir()) == []
