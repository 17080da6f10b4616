# Runs what CI runs; skips what this machine lacks.
check:
    .ci/run

# Rewrites the golden files; the difference is reviewed like code.
golden:
    UPDATE_GOLDEN=1 cargo test --test suite

# Compares what this tree and a commit find in the whole corpus; the commit before this one unless given.
compare *ARGUMENTS:
    .ci/compare {{ARGUMENTS}}

# Rewrites tests/golden/corpus-digest.tsv; the difference tells which files give other references.
digest CORPUS='../shared/corpus':
    UPDATE_DIGEST=1 .ci/digest {{CORPUS}}

# Makes the shipped dataset again from the corpus, then what is drawn from it: the difference is reviewed like code.
dataset:
    cargo run --release -- dataset "${TRAVAUX_CORPUS:-../shared}" corpus/mandates/txt corpus/hrd corpus/sc seeds -o data/dataset
    UPDATE_GRAPHS=1 cargo test --test suite shipped_graphs
