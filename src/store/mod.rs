//! SQL and nothing else: one file per table family, and the migrations.
