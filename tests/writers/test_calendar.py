"""The calendar: entries on the right days, known again when the file is written anew, what users did left alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from policy_parse import WriteError, parse, write
from policy_parse.cli import main
from policy_parse.writers import render, render_all
from policy_parse.writers.ics_file import renew

pytestmark = pytest.mark.usefixtures("read_once")

HEAD = "甲县人民政府办公室关于印发甲县2031年巡查工作方案的通知\n甲县2031年巡查工作方案\n一、重点任务\n"
TAIL = "\n甲县人民政府办公室\n2031年2月10日\n"


def plan_of(*items, name="plan.txt", head=HEAD, tail=TAIL):
    lines = "\n".join(f"{number}.{item}" for number, item in enumerate(items, 1))
    return parse(f"{head}{lines}{tail}".encode(), name=name)


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


def days(data, begin=date(2031, 1, 1), end=date(2034, 1, 1)):
    recurring_ical_events = pytest.importorskip("recurring_ical_events")
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(begin, end)
    return sorted(str(event["DTSTART"].dt)[:16] for event in found)


ONE = "抓好巡查。2031年6月底前完成全县河道巡查。（县水利局牵头，县财政局配合）"
TWO = "报送进展。每季度末报送进展情况。（县水利局、县财政局负责）"
THREE = "开展宣传。长期坚持开展宣传。（县教育局负责）"


def test_a_time_limit_is_an_entry_with_who_and_what():
    [event] = events(render(plan_of(ONE), "ics"))
    assert str(event["SUMMARY"]) == "县水利局：抓好巡查"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2031, 6, 30), date(2031, 7, 1))
    assert event["TRANSP"] == "TRANSPARENT"
    assert list(map(str, event["CATEGORIES"].cats)) == ["县水利局"]
    said = str(event["DESCRIPTION"])
    for words in (
        "完成全县河道巡查",
        "牵头单位：县水利局",
        "配合单位：县财政局",
        "时限：2031年6月底前",
        "《甲县2031年巡查工作方案》",
    ):
        assert words in said


def test_what_has_no_day_is_in_no_calendar():
    assert events(render(plan_of(THREE), "ics")) == []
    assert events(render(parse(b"hello", name="hello.txt"), "ics")) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031年11月30日前完成", ["2031-11-30"]),
        ("2031年底前完成", ["2031-12-31"]),
        ("2031年8月15日17时前报送", ["2031-08-15 17:00"]),
        ("每季度末报送", ["2031-03-31", "2031-06-30", "2031-09-30", "2031-12-31"]),
        ("每季度报送一次", ["2031-03-31", "2031-06-30", "2031-09-30", "2031-12-31"]),
        ("每半年报送一次", ["2031-06-30", "2031-12-31"]),
        ("每年报送一次", ["2031-12-31"]),
        ("每年12月底前报送", ["2031-12-31"]),
        ("每年1月、7月报送", ["2031-07-31"]),
        ("每月5日前报送", [f"2031-{month:02}-05" for month in range(3, 13)]),
        (
            "每两个月报送",
            [f"2031-{month:02}-{day}" for month, day in ((2, 28), (4, 30), (6, 30), (8, 31), (10, 31), (12, 31))],
        ),
    ],
)
def test_entries_come_on_the_right_days(words, expected):
    assert days(render(plan_of(f"抓好巡查。{words}。（县水利局负责）"), "ics")) == expected


def test_each_month_ends_on_its_own_last_day():
    found = days(render(plan_of("抓好巡查。每月调度一次。（县水利局负责）"), "ics"))
    assert found[:3] == ["2031-02-28", "2031-03-31", "2031-04-30"]
    assert len(found) == 11


def test_each_week_has_a_day_to_the_end_of_the_plan():
    found = days(render(plan_of("抓好巡查。每周五前报送。（县水利局负责）"), "ics"))
    assert (found[0], found[-1]) == ("2031-02-14", "2031-12-26")
    assert {date.fromisoformat(day).weekday() for day in found} == {4}


def test_a_plan_of_several_years_recurs_through_all_of_them():
    head = "甲县巡查行动计划（2031—2033年）\n一、重点任务\n"
    found = days(render(plan_of("抓好巡查。每年12月底前报送。（县水利局负责）", head=head, tail=""), "ics"))
    assert found == ["2031-12-31", "2032-12-31", "2033-12-31"]


def test_a_time_of_day_is_that_of_china():
    data = render(plan_of("报送情况。2031年8月15日17时前报送。（县水利局负责）"), "ics")
    assert b"DTSTART;TZID=Asia/Shanghai:20310815T170000" in data
    assert b"BEGIN:VTIMEZONE" in data
    assert events(data)[0]["DTSTART"].dt.astimezone(UTC) == datetime(2031, 8, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "alarms"),
    [
        ("2031年11月30日前完成", ["2031-11-23 09:00", "2031-11-29 09:00"]),
        ("2031年8月15日17时前报送", ["2031-08-08 09:00", "2031-08-14 09:00"]),
        ("每季度末报送", ["2031-03-30 09:00"]),
        ("每周五前报送", []),
    ],
)
def test_alarms_ring_in_the_morning(words, alarms):
    [event] = events(render(plan_of(f"抓好巡查。{words}。（县水利局负责）"), "ics"))
    start = event["DTSTART"].dt
    begin = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001
    found = [begin + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in found] == alarms


def test_the_same_plan_gives_the_same_bytes_and_lines_that_every_program_takes(beibei):
    plan = parse(beibei / "source.docx")
    data = render(plan, "ics")
    assert data == render(plan, "ics")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
    uids = [str(event["UID"]) for event in events(data)]
    assert len(set(uids)) == len(uids) >= 15


def test_words_cannot_break_out_of_their_line(build_plan):
    data = render(build_plan("甲\r\nEND:VEVENT\r\nBEGIN:VALARM\x01；漏损率控制在9%以内"), "ics")
    assert len(events(data)) == 1
    assert b"\x01" not in data


def test_several_plans_are_one_calendar():
    other = plan_of(ONE, name="b.txt", head=HEAD.replace("甲", "乙"))
    data = render_all([plan_of(ONE), other, plan_of(ONE)], "ics")
    assert sorted(str(event["SUMMARY"]) for event in events(data)) == ["县水利局：抓好巡查"] * 2


# ----------------------------------------------------------------------------------------------------------- updating


def of(data, words):
    return next(event for event in events(data) if words in str(event["DESCRIPTION"]))


def test_the_uid_is_that_of_the_work_not_of_its_row_or_file():
    before = of(render(plan_of(ONE, TWO), "ics"), "河道巡查")
    after = of(
        render(plan_of("新的工作。2031年9月底前完成。（县财政局负责）", TWO, ONE, name="b.txt"), "ics"), "河道巡查"
    )
    later = of(render(plan_of(ONE.replace("6月底", "7月底")), "ics"), "河道巡查")
    assert before["UID"] == after["UID"] == later["UID"]


def test_nothing_changes_if_the_plan_is_the_same():
    data = render(plan_of(ONE, TWO), "ics")
    assert renew([plan_of(TWO, ONE)], data) == data


def test_what_is_changed_new_and_gone():
    old = render(plan_of(ONE, TWO, "整治河道。2031年10月底前完成整治。（县水利局负责）"), "ics")
    changed = ONE.replace("6月底", "8月底").replace("抓好巡查", "抓紧巡查")
    data = renew([plan_of(changed, TWO, "建设泵站。2031年9月底前建成。（县财政局负责）")], old)
    assert len(events(data)) == 4
    first = of(data, "河道巡查")
    assert first["UID"] == of(old, "河道巡查")["UID"]
    assert (first["DTSTART"].dt, first["SEQUENCE"], str(first["SUMMARY"])) == (
        date(2031, 8, 31),
        1,
        "县水利局：抓紧巡查",
    )
    assert of(data, "进展情况")["SEQUENCE"] == 0
    assert (of(data, "完成整治")["STATUS"], of(data, "完成整治")["SEQUENCE"]) == ("CANCELLED", 1)
    assert of(data, "泵站")["SEQUENCE"] == 0
    again = renew([plan_of(changed, TWO, "建设泵站。2031年9月底前建成。（县财政局负责）")], data)
    assert again == data


def test_work_that_comes_back_is_no_longer_cancelled():
    data = renew([plan_of(TWO)], render(plan_of(ONE, TWO), "ics"))
    back = of(renew([plan_of(ONE, TWO)], data), "河道巡查")
    assert "STATUS" not in back
    assert back["SEQUENCE"] == 2


def test_what_people_did_stays():
    calendar = Calendar.from_ical(render(plan_of(ONE, TWO), "ics"))
    mine = Event()
    mine.add("UID", "mine")
    mine.add("SUMMARY", "开会")
    mine.add("DTSTART", date(2031, 5, 1))
    calendar.add_component(mine)
    entry = next(event for event in calendar.walk("VEVENT") if "河道巡查" in str(event.get("DESCRIPTION")))
    entry.add("LOCATION", "二楼会议室")
    entry.subcomponents[0].pop("TRIGGER")
    entry.subcomponents[0].add("TRIGGER", timedelta(days=-30))
    data = renew([plan_of(ONE.replace("6月底", "8月底"), TWO)], calendar.to_ical())
    assert [str(event["SUMMARY"]) for event in events(data) if event["UID"] == "mine"] == ["开会"]
    kept = of(data, "河道巡查")
    assert (kept["LOCATION"], kept["DTSTART"].dt) == ("二楼会议室", date(2031, 8, 31))
    assert kept.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-30)


def test_plans_that_are_not_given_stay_and_those_of_another_year_are_added():
    next_year = [words.replace("2031", "2032") for words in (HEAD, ONE, TAIL)]
    old = render(plan_of(ONE, TWO), "ics")
    data = renew([plan_of(next_year[1], name="b.txt", head=next_year[0], tail=next_year[2])], old)
    assert len(events(data)) == 3
    assert not [event for event in events(data) if "STATUS" in event]
    assert len({str(event["UID"]) for event in events(data)}) == 3


def test_a_plan_with_another_title_in_the_same_file_is_the_same_plan():
    old = render(plan_of(ONE, TWO), "ics")
    data = renew([plan_of(ONE, TWO, head=HEAD.replace("巡查工作方案", "巡查专项方案"))], old)
    assert {str(event["UID"]) for event in events(data)} == {str(event["UID"]) for event in events(old)}


def test_a_second_limit_of_one_work_has_a_uid_of_its_own():
    both = "抓好巡查。2031年6月底前完成全县河道巡查，2031年9月底前完成整改。（县水利局负责）"
    data = renew([plan_of(both)], render(plan_of(ONE), "ics"))
    assert sorted(event["DTSTART"].dt for event in events(data)) == [date(2031, 6, 30), date(2031, 9, 30)]
    assert len({str(event["UID"]) for event in events(data)}) == 2


OWN = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:例会\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("earlier", [OWN.encode("gb18030"), OWN.replace("END:VEVENT\r\n", "").encode()])
def test_a_calendar_whose_entries_would_be_lost_is_not_written_over(tmp_path, earlier):
    (tmp_path / "plan.ics").write_bytes(earlier)
    with pytest.raises(WriteError, match=r"plan\.ics: .*calendar"):
        write(plan_of(ONE), tmp_path / "plan.ics")
    assert (tmp_path / "plan.ics").read_bytes() == earlier


def test_what_is_no_calendar_is_not_written_over(tmp_path):
    (tmp_path / "plan.ics").write_text("meine Notizen")
    with pytest.raises(WriteError, match="no sound calendar"):
        write(plan_of(ONE), tmp_path / "plan.ics")
    assert (tmp_path / "plan.ics").read_text() == "meine Notizen"


@pytest.mark.parametrize("many", [False, True])
def test_on_the_command_line_a_calendar_is_updated(tmp_path, capsys, many):
    for name in ("a.txt", "b.txt")[: 1 + many]:
        (tmp_path / name).write_text(f"{HEAD.replace('甲', name[0].upper())}1.{ONE}{TAIL}", "utf-8")
    arguments = ["parse", *map(str, sorted(tmp_path.glob("*.txt"))), "-o", str(tmp_path / "plan.ics")]
    assert main(arguments) == 0
    before = (tmp_path / "plan.ics").read_bytes()
    assert main(arguments) == 0
    assert (tmp_path / "plan.ics").read_bytes() == before
    text = (tmp_path / "a.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text.replace("6月底", "8月底"), "utf-8")
    assert main(arguments) == 0
    after = (tmp_path / "plan.ics").read_bytes()
    assert sorted(re.findall(rb"UID:\S+", after)) == sorted(re.findall(rb"UID:\S+", before))
    assert sorted(event["SEQUENCE"] for event in events(after)) == [0, 1][1 - many :]


@pytest.mark.parametrize("source", ["beibei-2022-water", "made-up-beibei-2023-water"])
def test_every_time_limit_with_a_day_of_a_real_plan_is_there(beibei, source):
    plan = parse(beibei.parent / source / "source.docx")
    due = {d.end.isoformat() for task in plan.tasks for d in task.deadlines if d.kind == "date" and d.end}
    assert due <= set(days(render(plan, "ics"), date(2020, 1, 1), date(2040, 1, 1)))
