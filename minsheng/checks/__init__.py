"""审核关系: the rules that figures must keep, and the findings where they do not. Nothing here changes a figure."""
