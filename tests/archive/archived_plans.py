"""Plans that no office has issued, and a document that cannot be read."""


def made_up(office, year=2031, leakage=9):
    """A plan that no office has issued."""
    return (
        f"{office}县{year}年节水工作方案\n一、总体目标\n到{year}年底，公共供水管网漏损率控制在{leakage}%以内。\n"
        f"二、重点任务\n（一）抓好巡查。每季度末前报送情况。（{office}县水利局牵头，{office}县财政局、{office}县审计局配合）\n"
        f"（二）抓好整改。6月底前完成整改。（{office}县财政局负责）\n"
    )


def lay_plans(folder):
    """A new folder of three plans and one that cannot be read."""
    folder.mkdir()
    for office, leakage in (("甲", 9), ("乙", 8), ("丙", 9)):
        (folder / f"{office}.txt").write_text(made_up(office, leakage=leakage), "utf-8")
    (folder / "empty.docx").write_bytes(b"")
