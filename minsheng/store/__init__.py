"""The store: one DuckDB file a revision, asked by the files in ``queries/``, written by commits, never overwritten. Only here is DuckDB known."""
