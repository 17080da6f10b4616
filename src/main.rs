//! The command `travaux`: arguments -> `cli::run` -> exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    travaux::cli::run()
}
