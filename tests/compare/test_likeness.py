"""Words by jieba: a tokenizer of our own that leaves no file and says nothing, deterministic; and how alike texts are."""

import subprocess
import sys
import tempfile
from pathlib import Path

from policy_parse.comparison.likeness import Bags, Weights, neighbours
from policy_parse.text.segmentation import pairs_of_characters, segmenter_for

TEXT = "加强城市公共供水管网漏损率监测，推进胜天水库取水计量"


def words(text, vocabulary=(), others=()):
    cut = segmenter_for([text, *others], vocabulary)
    return list(cut(text))


def test_a_text_is_cut_into_all_of_itself():
    run = TEXT.replace("，", "")
    found = words(run)
    assert "".join(found) == run
    assert {"水库", "监测", "推进"} <= set(found)


def test_words_of_the_vocabulary_stay_whole():
    assert "供水管网" not in words("供水管网改造")
    assert "供水管网" in words("供水管网改造", ["供水管网"])


def test_other_texts_do_not_change_how_one_is_cut():
    assert words("加快农村饮水安全工程建设") == words("加快农村饮水安全工程建设", others=["农村饮水", "安全工程师考试"])


def test_it_is_cut_as_by_jieba_with_its_whole_dictionary(tmp_path):
    script = (
        "import jieba, sys\n"
        f"jieba.dt.tmp_dir = {str(tmp_path)!r}\n"
        "jieba.setLogLevel(60)\n"
        "print(*jieba.cut(sys.argv[1]))\n"
    )
    run = TEXT.replace("，", "")
    whole = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, run], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert whole.stdout.split() == words(run)


def test_jieba_writes_no_cache_and_says_nothing(tmp_path):
    code = (
        "from policy_parse.text.segmentation import segmenter_for\n"
        "list(segmenter_for(['加强供水管理'], ['供水管理'])('加强供水管理'))\n"
        "import jieba; print(jieba.dt.initialized)"
    )
    environment = {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    path = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": path, **environment},
    )
    assert (done.stdout.strip(), done.stderr) == ("False", "")
    assert list(tmp_path.iterdir()) == []
    assert tempfile.gettempdir()


def weights_of(*texts):
    bags = Bags(pairs_of_characters)
    found = [bags.of(text) for text in texts]
    return found, Weights(found)


def test_the_same_words_are_alike_and_none_are_not():
    (one, other, third), weights = weights_of("节水宣传", "节水宣传", "防汛排涝")
    assert weights.likeness(one, other) == 1.0
    assert weights.likeness(one, third) == 0.0


def test_rare_words_count_most():
    texts = ["推进石门水库建设", "推进石门水库维护", "推进农村道路建设", "推进城区泵站建设", "推进乡镇学校建设"]
    (dam, upkeep, road, *_), weights = weights_of(*texts)
    assert weights.likeness(dam, upkeep) > weights.likeness(dam, road)


def test_a_likeness_does_not_depend_on_which_is_first():
    (one, other, _), weights = weights_of("推进石门水库建设", "石门水库年底建成", "推进农村道路建设")
    assert weights.likeness(one, other) == weights.likeness(other, one)


def test_numbers_and_marks_are_no_words():
    bags = Bags(pairs_of_characters)
    assert bags.of("新建泵站12座，2023年底前") == bags.of("新建泵站１５座；2024年底前")


def test_a_word_that_all_have_joins_nobody():
    bags = Bags(pairs_of_characters)
    names = ["".join(chr(0x5000 + 3 * i + j) for j in range(3)) for i in range(400)]
    old = {i: bags.of(f"推进{name}") for i, name in enumerate(names)}
    weights = Weights([*old.values(), *old.values()])
    assert [(i, j) for i, j, _ in neighbours(old, old, weights)] == [(i, i) for i in range(400)]


def test_where_only_the_likest_are_wanted_the_cost_grows_with_the_bags():
    bags = Bags(pairs_of_characters)
    texts = [
        f"开展{chr(0x5000 + i % 40)}镇{chr(0x6000 + i % 61)}村{chr(0x7000 + i % 7)}渠清淤整治" for i in range(1200)
    ]
    old = {i: bags.of(text) for i, text in enumerate(texts)}
    new = {i: bags.of(f"{text[:4]}全面{text[4:]}工作") for i, text in enumerate(texts)}
    weights = Weights([*old.values(), *new.values()])
    found = [(i, j) for i, j, _ in neighbours(old, new, weights, 5)]
    assert len(found) == 5 * len(old)
    assert {(i, i) for i in old} <= set(found)
