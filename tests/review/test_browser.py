"""The review page as a reviewer uses it: click, filter, correct, add by selecting words, save, apply."""

import json

import pytest

from policy_parse import Corrections, apply, parse
from policy_parse.corrections import unreviewed

PLAN = """重庆市北碚区2026年管网改造工作方案

一、工作目标
到2026年，城市公共供水管网漏损率控制在9%以内。

二、重点任务
1.改造管网。改造老旧管网30公里，2026年11月底前完成。（区水利局牵头，区财政局配合）
2.巡查河道。开展巡查12次，请区审计局参加。（区水利局、区城市管理局负责）
3.𬭚业普查。对𬭚业企业开展普查，2026年6月底前完成。（区经济信息委负责）
"""


@pytest.fixture
def plan():
    return parse(PLAN.encode(), name="plan.txt")


def corrected(plan, page):
    return apply(plan, Corrections.model_validate(page.save()))


def texts(page, selector):
    return [node.text for node in page.all(selector) if node.is_displayed()]


def test_a_click_on_a_value_lights_its_words_and_the_reverse(open_page, plan):
    page = open_page(plan)
    page.click(".chip.target", 1)
    assert page.lit() == plan.tasks[0].targets[0].text
    page.click("#text .mark.supporting")
    assert page.one(".chip.current").text.startswith("区财政局")
    assert page.lit() == "区财政局"


def test_words_behind_a_character_of_two_halves_are_lit_right(open_page, plan):
    page = open_page(plan)
    page.click(".card:last-child .chip.responsible")
    assert page.lit() == "区经济信息委"


def test_words_of_a_task_without_a_value_lead_to_the_task(open_page, plan):
    page = open_page(plan)
    page.run(
        "Array.from(document.querySelectorAll('#text .words')).find((n) => n.textContent.includes('普查')).click()"
    )
    assert page.one(".card.current h3").text == "3 𬭚业普查"


def test_filters_hide_what_does_not_pass_and_can_be_cleared(open_page, plan):
    page = open_page(plan)
    page.choose("#filter-unit", "重庆市北碚区城市管理局")
    assert texts(page, ".card h3") == ["2 巡查河道"]
    page.choose("#filter-role", "lead")
    assert texts(page, ".card h3") == []
    page.click("#clear")
    assert len(texts(page, ".card h3")) == 4
    page.choose("#filter-deadline", "2026-06")
    assert texts(page, ".card h3") == ["3 𬭚业普查"]
    page.choose("#filter-deadline", "none")
    assert texts(page, ".card h3") == ["总体目标", "2 巡查河道"]
    page.choose("#filter-deadline", "")
    page.choose("#filter-target", "le")
    assert texts(page, ".card h3") == ["总体目标"]
    page.click("#clear")
    page.one("#search").send_keys("河道")
    assert texts(page, ".card h3") == ["2 巡查河道"]
    page.click("#clear")
    page.choose("#filter-confidence", "low")
    assert texts(page, ".card h3") == []


def test_findings_lead_to_their_words_and_filter(open_page, beibei):
    plan = parse(beibei / "source.docx")
    page = open_page(plan)
    page.click("#tab-findings")
    number = next(i for i, finding in enumerate(plan.findings) if finding.spans)
    page.click("#view-findings li > .link:first-child", number)
    assert plan.findings[number].spans[0].of(plan.text) in page.lit()
    page.click("#tab-tasks")
    code = next(finding.code for finding in plan.findings if finding.tasks)
    page.choose("#filter-finding", code)
    about = {task for finding in plan.findings if finding.code == code for task in finding.tasks}
    assert len(texts(page, ".card")) == len(about)


def test_a_value_is_confirmed_and_the_next_is_taken_up(open_page, plan):
    page = open_page(plan)
    page.click(".chip.lead")
    page.click("[data-act=confirm]")
    assert "confirmed" in page.one(".chip.lead").get_attribute("class")
    assert page.one(".chip.current").text.startswith("区财政局")
    new = corrected(plan, page)
    assert [unit.rule for unit in new.tasks[0].responsible] == ["review"]
    assert new.tasks[1:] == plan.tasks[1:]


def test_a_unit_is_corrected_to_another_role(open_page, plan):
    page = open_page(plan)
    page.click(".chip.responsible", 1)
    page.keys("e")
    page.fill("role", "supporting")
    page.click("#editor [type=submit]")
    new = corrected(plan, page)
    assert [unit.text for unit in new.tasks[1].responsible] == ["区水利局"]
    assert [(u.text, u.role, u.rule) for u in new.tasks[1].supporting] == [("区城市管理局", "supporting", "review")]
    assert not [finding for finding in new.findings if finding.code == "correction-left-out"]


def test_a_target_is_corrected(open_page, plan):
    page = open_page(plan)
    page.click(".chip.target")
    page.keys("e")
    for name, words in (("comparator", "lt"), ("value", "8.5"), ("scope", "全区"), ("baseline_year", "2025")):
        page.fill(name, words)
    page.click("#editor [type=submit]")
    target = corrected(plan, page).targets[0]
    assert (target.comparator, str(target.value), target.unit, target.scope) == ("lt", "8.5", "%", "全区")
    assert (target.baseline.year, str(target.quantity.value), target.rule) == (2025, "8.5", "review")
    assert target.due == plan.targets[0].due.model_copy(update={"rule": "review"})


def test_a_form_says_what_is_missing(open_page, plan):
    page = open_page(plan)
    page.click(".chip.target")
    page.keys("e")
    page.fill("value", "")
    page.click("#editor [type=submit]")
    assert page.one("#told").text == "请填数值"
    assert page.one("#editor").is_displayed()


def test_the_words_of_a_value_are_put_right(open_page, plan):
    page = open_page(plan)
    page.click(".chip.target", 1)
    page.keys("e")
    page.select("老旧管网30公里", until="true")
    page.click(".words-of button")
    page.click("#editor [type=submit]")
    assert corrected(plan, page).tasks[0].targets[0].text == "老旧管网30公里"
    assert page.lit() == "老旧管网30公里"


def test_words_are_added_as_a_unit(open_page, plan):
    page = open_page(plan)
    page.click(".card h3", 2)
    page.select("区审计局")
    page.click("#picker [data-kind=supporting]")
    assert page.lit() == "区审计局"
    unit = corrected(plan, page).tasks[1].supporting[0]
    assert (unit.text, unit.name, unit.rule) == ("区审计局", "重庆市北碚区审计局", "review")
    assert plan.text[unit.span.start : unit.span.end] == "区审计局"


def test_words_are_added_as_a_deadline_and_a_target_by_key(open_page, plan):
    page = open_page(plan)
    page.click(".card h3", 2)
    page.select("巡查12次")
    page.keys("5")
    assert page.one("#editor [name=value]").get_attribute("value") == "12"
    page.click("#editor [type=submit]")
    page.select("2026年")
    page.keys("6")
    assert page.one("#editor [name=end]").get_attribute("value") == "2026-12-31"
    page.click("#editor [type=submit]")
    new = corrected(plan, page).tasks[1]
    assert [target.text for target in new.targets][-1] == "巡查12次"
    assert [(d.text, str(d.end)) for d in new.deadlines] == [("2026年", "2026-12-31")]


def test_words_become_a_new_task(open_page, plan):
    page = open_page(plan)
    page.select("城市公共供水管网漏损率控制在")
    page.click("#picker [data-kind=new_task]")
    page.fill("title", "控制漏损")
    page.click("#editor [type=submit]")
    new = corrected(plan, page)
    assert next((task.id, task.title, task.rule) for task in new.tasks) == ("r.1", "控制漏损", "review")
    assert len(new.tasks) == len(plan.tasks) + 1


def test_the_extent_of_a_task_is_put_right(open_page, plan):
    page = open_page(plan)
    page.click(".card h3", 3)
    page.keys("e")
    page.select("对𬭚业企业开展普查", until="true")
    page.click(".words-of button")
    page.click("#editor [type=submit]")
    task, before = corrected(plan, page).tasks[2], plan.tasks[2]
    assert task.span.of(plan.text) == "对𬭚业企业开展普查"
    assert (task.id, task.rule, task.title, task.responsible) == (before.id, "review", before.title, before.responsible)


def test_a_target_of_the_plans_own_is_added_where_there_was_none(open_page):
    plan = parse(PLAN.replace("控制在9%以内", "明显下降").encode(), name="plan.txt")
    assert not plan.targets
    page = open_page(plan)
    page.select("到2026年")
    page.click("#picker [data-kind=own_targets]")
    page.fill("value", "5")
    page.click("#editor [type=submit]")
    assert texts(page, ".card h3")[0] == "总体目标"
    new = corrected(plan, page)
    assert [(target.text, target.value, target.rule) for target in new.targets] == [("到2026年", 5, "review")]
    page.click(".card h3")
    page.click(".chip.target")
    page.keys("x")
    assert texts(page, ".card h3")[0] == "1 改造管网"
    assert corrected(plan, page) == plan


def test_values_and_tasks_are_removed_restored_and_undone(open_page, plan):
    page = open_page(plan)
    page.click(".chip.lead")
    page.keys("x")
    assert not page.all("#text .mark.lead")
    page.keys("x")
    assert len(page.all("#text .mark.lead")) == 1
    page.keys("x")
    page.keys("u")
    assert len(page.all("#text .mark.lead")) == 1
    page.click(".card h3", 3)
    page.keys("x")
    page.click(".chip.supporting")
    page.keys("x")
    new = corrected(plan, page)
    assert [task.id for task in new.tasks] == [task.id for task in plan.tasks[:2]]
    assert new.tasks[0].supporting == ()
    assert new.tasks[0].responsible == plan.tasks[0].responsible


def test_the_keyboard_alone_reviews_a_plan(open_page, plan):
    page = open_page(plan)
    page.keys("j")
    for _ in range(len(plan.tasks) + 1):
        page.keys("C")
    assert page.one("#progress-words").text == "全部核对完毕"
    page.one("#reviewer").send_keys("张三")
    file = page.save()
    assert (file["reviewer"], file["saved_at"] is not None) == ("张三", True)
    assert list(unreviewed(apply(plan, Corrections.model_validate(file)))) == []


def test_a_plan_that_was_reviewed_is_shown_so_and_saves_nothing_again(open_page, plan):
    page = open_page(plan)
    page.keys("j", "C", "C", "C", "C")
    again = open_page(corrected(plan, page))
    assert again.one("#progress-words").text == "全部核对完毕"
    assert again.save()["corrections"] == []


def test_a_file_that_was_saved_is_taken_up(open_page, plan, tmp_path):
    page = open_page(plan)
    page.click(".chip.lead")
    page.keys("c")
    page.click(".chip.target")
    page.keys("x")
    page.click(".card h3", 2)
    page.select("区审计局")
    page.keys("3")
    saved = page.save()
    (tmp_path / "before.txt").write_text(json.dumps(saved), "utf-8")
    again = open_page(plan)
    again.one("#file").send_keys(str(tmp_path / "before.txt"))
    again.wait("document.querySelector('#told').textContent")
    assert again.one("#told").text == "已载入"
    assert again.save()["corrections"] == saved["corrections"]


def test_corrections_of_another_document_are_not_taken_up(open_page, plan, tmp_path):
    (tmp_path / "other.txt").write_text(Corrections(plan="0" * 64).model_dump_json(), "utf-8")
    page = open_page(plan)
    page.one("#file").send_keys(str(tmp_path / "other.txt"))
    page.wait("document.querySelector('#told').textContent")
    assert "另一份文件" in page.one("#told").text


def test_what_was_not_saved_outlives_the_page(open_page, plan):
    page = open_page(plan)
    page.click(".chip.lead")
    page.keys("c")
    page.wait(f"(localStorage.getItem('policy-parse review {plan.source.sha256}') || '').includes('confirm')")
    page.let_go()
    page.browser.refresh()
    assert "confirmed" in page.one(".chip.lead").get_attribute("class")


def test_the_matrix_says_what_each_unit_is_in_each_task(open_page, plan):
    page = open_page(plan)
    page.click("#tab-matrix")
    rows = {r.find_element("css selector", "th").text: r.text.split() for r in page.all(".matrix tbody tr")}
    assert rows["区水利局"][1:] == ["1", "1", "牵", "责"]
    assert rows["区财政局"][1:] == ["1", "配"]
    page.click(".matrix .dot.supporting")
    assert page.lit() == "区财政局"
    page.click(".matrix tbody th .link")
    assert len(page.all(".matrix thead .task")) == 2


def test_the_timeline_has_every_deadline_in_its_month(open_page, plan):
    page = open_page(plan)
    page.click("#tab-timeline")
    assert [node.text.split()[0] for node in page.all(".time h3")] == ["2026-06", "2026-11"]
    page.click(".time .link")
    assert page.lit() == plan.tasks[2].deadlines[0].text


def test_every_target_has_its_bound(open_page, plan):
    page = open_page(plan)
    page.click("#tab-goals")
    assert [node.text for node in page.all(".bound")][:2] == ["≤ 9%", "= 30公里"]


def test_the_page_speaks_chinese_and_english(open_page, plan):
    page = open_page(plan)
    assert page.one("#save").text == "保存更正"
    page.click("#language")
    assert page.one("#save").text == "Save corrections"
    assert page.one("html").get_attribute("lang") == "en"
    page.click(".chip.lead")
    assert page.lit() == "区水利局"


def test_nothing_of_a_hostile_document_runs(open_page):
    hostile = (
        "某某市2026年工作方案<script>window.hurt=1</script>\n二、重点任务\n"
        "1.</script><img src=x onerror=window.hurt=1>改造。改造管网30公里<!--，2026年11月底前完成。（=cmd|'/c calc'!A0、"
        "市水利局</script><script>window.hurt=1</script>局牵头）\n2.${window.hurt=1}{{window.hurt=1}}普查。（市财政局负责）\n"
    )
    page = open_page(hostile)
    assert page.run("return window.hurt === undefined")
    assert (
        page.run("return document.querySelectorAll('#text img, #text script, #cards img, #cards script').length") == 0
    )
    for tab in ("matrix", "timeline", "goals", "findings", "tasks"):
        page.click(f"#tab-{tab}")
    for number in range(len(page.all(".chip[data-k]"))):
        page.click(".chip[data-k]", number)
    assert page.run("return window.hurt === undefined")
    assert "<img src=x onerror=window.hurt=1>" in page.one("#text").text


def test_the_page_can_neither_load_nor_send(open_page, plan, chromium):
    page = open_page(plan)
    refused = page.run(
        """
        const tried = [];
        document.addEventListener('securitypolicyviolation', (event) => tried.push(event.effectiveDirective));
        fetch('http://127.0.0.1:9/').catch(() => {});
        const image = new Image(); image.src = 'http://127.0.0.1:9/x.png';
        return new Promise((done) => setTimeout(() => done(tried), 300));
        """
    )
    assert sorted(refused) == ["connect-src", "img-src"]
    assert (
        page.run("try { document.body.innerHTML = '<b>'; return false } catch (error) { return error.name }")
        == "TypeError"
    )
    chromium.get_log("browser")  # it says there what it refused
