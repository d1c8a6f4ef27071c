"""民生答卷: civil-affairs (民政) statistics that can be defended.

Read the modules in this order: ``errors``, ``period``, ``units``, ``facts`` (what a figure is),
``catalogue``, ``regions`` (what it is about), ``numerals``, ``figure`` (how it is worded),
``changes``, ``derivation`` (what may be compared and computed), ``store`` (where it is kept),
``returns``, ``checks``, ``intake`` (how it comes in), ``overview``, ``answer``, ``trend``,
``lookup`` (the questions of the screens), ``charts``, ``workbook``, ``screen``, ``shell``, ``frame``.
"""
