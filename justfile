# Runs what CI runs; skips what this machine lacks.
check:
    .ci/run

# Rewrites the golden files; the difference is reviewed like code.
golden:
    UPDATE_GOLDEN=1 cargo test --test suite
