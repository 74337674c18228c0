"""The page on which people review a plan: the document beside its tasks, one file that needs nothing else."""

from policy_parse.writers.review_page.page import Desk, render_page
from policy_parse.writers.review_page.pictures import PageLine, PagePicture

__all__ = ["Desk", "PageLine", "PagePicture", "render_page"]
