//! What several tests need: scratch folders, outside tools, made-up visitors.
