"""Made-up plans of two offices over three years, whose indicators are renamed, change their unit and their bound."""

from policy_parse import parse

CITY = {
    2031: (
        "到2031年底，全市用水总量控制在8.2亿立方米以内，万元GDP用水量较2030年下降4%以上，"
        "城市公共管网漏损率控制在10%以内，水质达标率达到95%。",
        "建设高标准农田。建成高标准农田2.4万亩。（市农业农村局负责）",
        "推广节水器具。公共机构节水器具普及率达到90%以上。（市水利局负责）",
        "培训骨干。培训节水骨干300人次。（市水利局负责）",
    ),
    2032: (
        "到2032年底，全市用水总量控制在81000万立方米以内，万元GDP用水量较2031年下降4.5%以上，"
        "城市公共供水管网漏损率控制在9.5%以内，水质达标率达到96%以上。",
        "建设高标准农田。建成高标准农田26000亩。（市农业农村局负责）",
        "推广节水器具。公共机构节水型器具普及率达到93%以上。（市水利局负责）",
        "培训骨干。举办节水培训12场。（市水利局负责）",
    ),
    2033: (
        "到2033年底，全市用水总量控制在8亿立方米以内，万元GDP用水量较2032年下降5%以上，"
        "城市公共供水管网漏损率控制在9%以内，水质达标率超过96%。到2035年，全市用水总量控制在7.8亿立方米以内。",
        "建设高标准农田。建成高标准农田2.5万亩。（市农业农村局负责）",
        "推广节水器具。公共机构节水型器具普及率达到95%以上。（市水利局负责）",
        "培训骨干。举办节水培训12场。（市水利局负责）",
    ),
}
COUNTY = {
    2031: ("到2031年底，全县用水总量控制在9000万立方米以内，水质达标率达到92%以上。",),
    2032: ("到2032年底，全县用水总量控制在0.88亿立方米以内，水质达标率达到94%以上。",),
    2033: ("到2033年底，全县用水总量控制在8700万立方米以内，水质达标率达到94%以上。",),
}


def text(office, year, goals, *tasks):
    """A plan as a file: a title, its goals, its tasks."""
    work = (f"{number}.{task}" for number, task in enumerate(tasks, 1))
    return "\n".join((f"{office}{year}年节约用水工作方案", "一、工作目标", goals, "二、重点任务", *work)).encode()


def plan(office, year, goals, *tasks):
    return parse(text(office, year, goals, *tasks), name=f"{office}{year}.txt")


def all_plans():
    """Six plans, not in the order of their years."""
    parts = [("江州市", CITY, 2033), ("临溪县", COUNTY, 2031), ("江州市", CITY, 2031)]
    parts += [("江州市", CITY, 2032), ("临溪县", COUNTY, 2033), ("临溪县", COUNTY, 2032)]
    return [plan(office, year, *known[year]) for office, known, year in parts]
