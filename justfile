# Runs what CI runs; skips what this machine lacks.
check:
    .ci/run

# Rewrites the golden files; the difference is reviewed like code.
golden:
    UPDATE_GOLDEN=1 cargo test --test suite

# Makes the shipped dataset again from the corpus, then what is drawn from it: the difference is reviewed like code.
dataset:
    cargo run --release -- dataset "${TRAVAUX_CORPUS:-../shared}" corpus/mandates/txt corpus/hrd corpus/sc seeds -o data/dataset
    UPDATE_GRAPHS=1 cargo test --test suite shipped_graphs
