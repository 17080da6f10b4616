//! Work on many items by several threads, with results in the order of the items.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How many items a thread may run ahead of the one whose result is due.
const AHEAD: usize = 16;

/// Works on items by several threads and takes the results on this one, in the order of the items, until there are no more
/// or one of them breaks off; what was begun then is finished and dropped. No more than a few results for each thread wait for their turn, whatever the number of items.
pub(super) fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZero<usize>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let mut items = items;
    if threads.get() == 1 {
        // Whether it broke off is known to who takes.
        let _ = items.try_for_each(|item| take(work(item)));
        return;
    }
    // Nothing is asked of the items behind their end.
    let left = Mutex::new(items.fuse().enumerate());
    let taken = Mutex::new(0usize);
    let moved = Condvar::new();
    let ended = AtomicBool::new(false);
    let most = threads.get() * AHEAD;
    let (send, receive) = mpsc::channel::<(usize, R)>();
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            let (send, left, taken, moved, work, ended) =
                (send.clone(), &left, &taken, &moved, &work, &ended);
            scope.spawn(move || {
                loop {
                    if ended.load(Ordering::Relaxed) {
                        break;
                    }
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((at, item)) = next else { break };
                    let due = taken.lock().unwrap_or_else(PoisonError::into_inner);
                    drop(moved.wait_while(due, |due| at >= *due + most));
                    if send.send((at, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting: BTreeMap<usize, R> = BTreeMap::new();
        let mut due = 0;
        'results: for (at, result) in receive {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&due) {
                if take(result).is_break() {
                    break 'results;
                }
                due += 1;
            }
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = due;
            moved.notify_all();
        }
        // Nobody waits for a turn that does not come, and nothing more is begun.
        ended.store(true, Ordering::Relaxed);
        *taken.lock().unwrap_or_else(PoisonError::into_inner) = usize::MAX - most;
        moved.notify_all();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let slow_first = |n: u64| {
                let rounds: u64 = if n.is_multiple_of(50) { 20_000 } else { 10 };
                (n, (0..rounds).fold(n, |sum, round| sum ^ std::hint::black_box(round) ^ round))
            };
            let threads = NonZero::new(threads).expect("not zero");
            in_order(items.clone().into_iter(), threads, slow_first, |result| {
                taken.push(result);
                ControlFlow::Continue(())
            });
            let expected: Vec<(u64, u64)> = items.iter().map(|n| (*n, *n)).collect();
            assert_eq!(taken, expected);
        }
    }
    #[test]
    fn who_breaks_off_gets_no_more() {
        for threads in [1, 2, 7] {
            let threads = NonZero::new(threads).expect("not zero");
            let mut taken = Vec::new();
            in_order(
                0..500,
                threads,
                |n: u32| n,
                |n| {
                    taken.push(n);
                    if n == 99 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(taken, (0..100).collect::<Vec<u32>>());
        }
    }
}
