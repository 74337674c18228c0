"""The site of the tests, and a made-up plan."""

from policy_parse.web.guard import Site

SITE = Site(8765, "a-token-of-the-tests")
HOME = "http://127.0.0.1:8765"
OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}
"""What a browser says of a request of the page's own script."""

PLAN = """江城市2025年节约用水工作方案
一、重点任务
1.更新供水管网。2025年9月底前完成老旧供水管网改造85公里。（市住房城乡建设局牵头，市财政局配合）
2.创建节水型企业15家。（市水利局负责）
"""
