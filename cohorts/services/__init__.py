"""Everything that people do in this room, one function each: keyword-only, `by=`, atomic, audited."""
