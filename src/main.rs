//! The command `travaux`: arguments -> `cli::run` -> exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Facts are many small values, and a fifth of extraction went to asking the system for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    travaux::cli::run()
}
