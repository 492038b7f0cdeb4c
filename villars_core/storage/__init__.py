"""Where records are kept: the engine, the base of all tables, column types and the vault; migrations beside them."""
