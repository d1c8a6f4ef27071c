"""Words that judge: 全省唯一, 首创, 最高, 全覆盖. No figure carries them; they need a document, and next year another look."""

from __future__ import annotations

import re

_SUPERLATIVE = re.compile(
    r"(?:全[国省市县区旗州盟])?(?:唯一|首创|首[个家批例次]|率先|领先|前列|第一(?!书记|时间|线|次|责任人))"
    r"|(?<!不)最(?:高|好|多|大|优|早|先进|佳|快)(?!限度|程度|标准|限额)"
)
_WHOLLY = re.compile(r"全覆盖|应[保补救养]尽[保补救养]")
#: what may only be said with its document
CLAIMS = re.compile(rf"{_SUPERLATIVE.pattern}|{_WHOLLY.pattern}")
#: what was so in one year: the same, a place in an order, a record, a target met
OF_ITS_YEAR = re.compile(
    rf"(?:全[国省市县区旗州盟])?(?:排名|位居|位列|名列|居)[^，。；\d]{{0,6}}第[一二三四五六七八九十\d]+位?|全[国省市县区旗州盟]第[二三\d]|{_SUPERLATIVE.pattern}|实现了?全覆盖|{_WHOLLY.pattern}"
    r"|再?创(?:历史)?新高|连续[一二两三四五六七八九十\d]+[年季]|超额完成|提前完成|全部完成"
)
