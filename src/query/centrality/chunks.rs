//! Work cut into fixed pieces, done by several threads and folded in order, so that sums never depend on threads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does `work` on each of `pieces` near-equal pieces of `0..items` and folds the results in the order of the pieces.
///
/// Pieces depend on `items` and `pieces` alone, and so does the order of `fold`: floating-point sums come out the same
/// on any number of threads. A result is folded as soon as those before it are, and waits until then. Empty pieces are
/// passed over.
///
/// # Examples
///
/// Ten items in three pieces: `0..3`, `3..6` and `6..10`.
pub(super) fn in_pieces<T: Send>(
    items: usize,
    pieces: usize,
    threads: NonZeroUsize,
    work: impl Fn(Range<usize>) -> T + Sync,
    fold: impl FnMut(T) + Send,
) {
    let pieces = pieces.clamp(1, items.max(1));
    let piece = |at: usize| {
        let bound = |at: usize| (at as u128 * items as u128 / pieces as u128) as usize;
        bound(at)..bound(at + 1)
    };
    let next = AtomicUsize::new(0);
    let folded = Mutex::new((0, BTreeMap::new(), fold));
    let run = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= pieces {
                break;
            }
            let range = piece(at);
            let result = (!range.is_empty()).then(|| work(range));
            let mut guard = folded.lock().unwrap_or_else(PoisonError::into_inner);
            let (turn, waiting, fold) = &mut *guard;
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&*turn) {
                *turn += 1;
                result.into_iter().for_each(&mut *fold);
            }
        }
    };
    let others = threads.get().min(pieces) - 1;
    thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(run);
        }
        run();
    });
}

#[cfg(test)]
mod tests {
    use super::super::samples::threads;
    use super::*;

    fn check(items: usize, pieces: usize, expected: &[Range<usize>]) {
        for count in 1..5 {
            let mut given = Vec::new();
            in_pieces(items, pieces, threads(count), |range| range, |range| given.push(range));
            assert_eq!(given, expected);
        }
    }

    #[test]
    fn pieces_are_folded_in_order_on_any_number_of_threads() {
        check(10, 3, &[0..3, 3..6, 6..10]);
        check(2, 16, &[0..1, 1..2]);
        check(0, 16, &[]);
        let all: Vec<Range<usize>> = (0..100).map(|at| at..at + 1).collect();
        check(100, 100, &all);
    }
}
