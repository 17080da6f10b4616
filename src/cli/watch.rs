//! Stops work that takes too long or too much memory.

use std::io::Write;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use memory_stats::memory_stats;

use crate::sparql::CancellationToken;

/// How often the clock and the memory are looked at.
const PAUSE: Duration = Duration::from_millis(20);

/// How long work may go on that was told to stop. Sorting, for one, does not look up before it is done.
const GRACE: Duration = Duration::from_secs(2);

/// How long work may take, and how much memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Seconds from the beginning of the work.
    pub(super) seconds: u64,
    /// Mebibytes of the whole program. Where the system does not tell how many it has there is no such bound.
    pub(super) mebibytes: usize,
}

/// Which bound was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passed {
    Time,
    Memory,
}

impl Bounds {
    /// Does some work, and tells it to stop when a bound is passed. Work that does not stop then ends the program, with what
    /// `farewell` says and exit code 2.
    pub(super) fn watch<T>(
        self,
        stop: &CancellationToken,
        farewell: impl Fn(Passed) -> String + Sync,
        work: impl FnOnce() -> T,
    ) -> (T, Option<Passed>) {
        let passed = AtomicU8::new(0);
        let (done, is_done) = mpsc::channel::<()>();
        let outcome = thread::scope(|scope| {
            let (passed, farewell) = (&passed, &farewell);
            scope.spawn(move || {
                let begun = Instant::now();
                while is_done.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                    let Some(bound) = self.passed(begun) else { continue };
                    passed.store(bound as u8 + 1, Ordering::Relaxed);
                    stop.cancel();
                    if is_done.recv_timeout(GRACE) == Err(RecvTimeoutError::Timeout) {
                        // Where standard error is closed there is nobody left to tell.
                        let _ = writeln!(std::io::stderr(), "travaux: {}", farewell(bound));
                        std::process::exit(2);
                    }
                    return;
                }
            });
            let outcome = work();
            drop(done);
            outcome
        });
        let passed = match passed.into_inner() {
            0 => None,
            1 => Some(Passed::Time),
            _ => Some(Passed::Memory),
        };
        (outcome, passed)
    }

    fn passed(self, begun: Instant) -> Option<Passed> {
        if begun.elapsed() >= Duration::from_secs(self.seconds) {
            return Some(Passed::Time);
        }
        let held = memory_stats().map_or(0, |stats| stats.physical_mem);
        (held > self.mebibytes.saturating_mul(1 << 20)).then_some(Passed::Memory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(seconds: u64, mebibytes: usize, expected: Passed) {
        let stop = CancellationToken::new();
        let until_told = || {
            while !stop.is_cancelled() {
                thread::yield_now();
            }
        };
        let bounds = Bounds { seconds, mebibytes };
        let ((), passed) = bounds.watch(&stop, |_| String::new(), until_told);
        assert_eq!(passed, Some(expected));
    }

    #[test]
    fn endless_work_is_told_to_stop() {
        check(0, usize::MAX, Passed::Time);
        if memory_stats().is_some() {
            check(u64::MAX, 0, Passed::Memory);
        }
    }

    #[test]
    fn work_within_bounds_is_left_alone() {
        let stop = CancellationToken::new();
        let bounds = Bounds { seconds: 3600, mebibytes: usize::MAX };
        assert_eq!(bounds.watch(&stop, |_| String::new(), || 7), (7, None));
        assert!(!stop.is_cancelled());
    }
}
