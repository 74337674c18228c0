"""What a notebook shows of a plan and a task."""

import re
from html.parser import HTMLParser

from policy_parse import parse

EVIL = "<script>alert(1)</script>&\"'"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.open, self.words = set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def read(html):
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


def test_a_plan_is_a_table_of_its_first_tasks(beibei):
    plan = parse(beibei / "source.docx")
    html = plan._repr_html_()
    assert read(html).tags <= {"div", "b", "br", "table", "tr", "th", "td", "small"}
    assert len(re.findall("<tr>", html)) == 21
    assert "北碚区2022年最严格的水资源管理工作方案" in html
    assert "任务 43" in html
    assert "+ 23" in html
    assert len(html) < 12_000


def test_a_task_is_a_row_a_field(beibei):
    task = next(task for task in parse(beibei / "source.docx").tasks if task.title == "大力推进农业节水工作")
    words = read(task._repr_html_()).words
    assert "牵头单位区农业农村委" in words
    assert "高标准农田建设 = 1万亩" in words


def test_every_word_is_escaped():
    plan = parse(
        f"甲县2031年方案{EVIL}\n一、任务{EVIL}\n1.巡查{EVIL}。到2031年达到3家{EVIL}。（县水利局负责）\n".encode()
    )
    task = plan.tasks[0].model_copy(update={"id": EVIL, "title": EVIL, "text": EVIL})
    for html in (plan._repr_html_(), task._repr_html_()):
        assert "script" not in read(html).tags
        assert EVIL in read(html).words or html.startswith("<div>")
    assert EVIL in read(task._repr_html_()).words


def test_a_plan_without_tasks_has_no_table():
    assert "<table>" not in parse("今天天气很好。\n".encode())._repr_html_()
