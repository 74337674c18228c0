"""Words of what is sought: cut as the index of full text cuts them."""

from policy_parse.text.fold import fold
from policy_parse.text.segmentation import runs, search_segmenter, search_segmenter_for
from policy_parse.vocabulary.prepare import prepared

SOUGHT = (
    "节水",
    "高标准农田建设",
    "区住房城乡建委",
    "污水处理厂",
    "中华人民共和国国民经济和社会发展第十四个五年规划",
    "人民政府办公室关于印发实施方案的通知",
    "㐂没有的字典词",
    "漏损率 ５G基站　灌溉水有效利用系数",
    "甲",
)


def test_what_is_sought_is_cut_as_the_index_is_cut():
    vocabulary = prepared().comparison.vocabulary
    index = search_segmenter(vocabulary)
    for sought in SOUGHT + tuple(sorted(vocabulary)[::40]):
        text = fold(sought).text
        cut = search_segmenter_for([text], vocabulary)
        assert [list(cut(run)) for run in runs(text)] == [list(index(run)) for run in runs(text)], sought


def test_a_word_of_ones_own_is_one_word_however_long_it_is():
    word = "甲乙丙丁" * 6
    vocabulary = frozenset([word])
    assert search_segmenter_for([f"去{word}看"], vocabulary)(word) == search_segmenter(vocabulary)(word)
