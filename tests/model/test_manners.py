"""Results in a notebook, a set, a debugger: short to look at, hashable."""

import pytest

import policy_parse
from policy_parse import Plan, parse
from policy_parse.model.base import Model


def models_of(value):
    """A result and all results inside it."""
    if isinstance(value, Model):
        yield value
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for item in value:
            yield from models_of(item)


@pytest.fixture(scope="module")
def plan(beibei):
    return parse(beibei / "source.docx")


def test_every_result_is_a_line_that_can_be_taken_in(plan):
    shown = [words for model in models_of(plan) for words in (repr(model), str(model))]
    assert len(shown) > 900
    assert max(map(len, shown)) <= 420
    assert not any("\n" in words for words in shown)


def test_it_says_what_matters_and_counts_the_rest(plan):
    assert "title='北碚区2022年最严格的水资源管理工作方案'" in repr(plan)
    assert "tasks=[43 Task]" in repr(plan)
    target = plan.tasks[3].targets[0]
    assert repr(target).startswith("Target(text='完成高标准农田建设1万亩', span=1180..1192, ")
    assert "value_max" not in repr(target)
    assert "paragraph=0" in repr(plan.blocks[0])


def test_equal_results_have_equal_hashes(plan):
    again = Plan.model_validate_json(plan.model_dump_json())
    assert hash(again) == hash(plan)
    assert len({plan, again}) == 1
    assert all(isinstance(hash(model), int) for model in models_of(plan))
    assert hash(again.header) == hash(plan.header)


def test_dir_has_every_public_name_before_any_is_loaded():
    assert set(policy_parse.__all__) <= set(dir(policy_parse))
    assert dir(policy_parse) == sorted(dir(policy_parse))
