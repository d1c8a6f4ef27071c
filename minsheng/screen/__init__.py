"""The Streamlit side that all pages share: what is read, made, asked, shown and told. Pages import it as ``screen``.

Beside it stand the parts of single screens whose asking is long (incoming, findings, letters, entering, quoting); only
their page imports them.
"""

from __future__ import annotations

from minsheng.screen.asking import (
    actor,
    actor_here,
    choice,
    keep_in_address,
    pick,
    pick_several,
    switch,
    written,
)
from minsheng.screen.kept import (
    audited,
    benefits_of,
    board_of,
    bulletin_of,
    capacity_of,
    ledger_of,
    overview_of,
    room_of,
    tasks_of,
)
from minsheng.screen.parts import (
    copyable,
    download,
    impact_list,
    link,
    no_data,
    other_periods,
    panel,
    part,
    printable,
    put_away,
    style,
    use,
    use_menu,
)
from minsheng.screen.reading import (
    MOMENT,
    PERIOD,
    REGION,
    Selection,
    as_of,
    breaks,
    catalogue,
    explanations_of,
    facts_by,
    facts_of,
    frozen,
    go,
    home,
    moment,
    named,
    path,
    period_options,
    place_name,
    region_options,
    regions,
    selection,
    store,
    today,
)
from minsheng.screen.telling import done, progress, said, show_unexpected, told
