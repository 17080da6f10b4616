//! Work on many items by several threads, with results in the order of the items.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How many items a thread may run ahead of the one whose result is due.
const AHEAD: usize = 16;

/// Works on items by several threads and takes the results on this one, in the order of the items. No more than a few
/// results for each thread wait for their turn, whatever the number of items.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R),
) {
    if threads.get() == 1 || items.len() < 2 {
        items.iter().for_each(|item| take(item, work(item)));
        return;
    }
    let next = AtomicUsize::new(0);
    let taken = Mutex::new(0usize);
    let moved = Condvar::new();
    let most = threads.get() * AHEAD;
    let (send, receive) = mpsc::channel::<(usize, R)>();
    thread::scope(|scope| {
        for _ in 0..threads.get().min(items.len()) {
            let (send, next, taken, moved, work) = (send.clone(), &next, &taken, &moved, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
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
        for (at, result) in receive {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&due) {
                take(&items[due], result);
                due += 1;
            }
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = due;
            moved.notify_all();
        }
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
            let slow_first = |n: &u64| {
                let rounds: u64 = if n.is_multiple_of(50) { 20_000 } else { 10 };
                (0..rounds).fold(*n, |sum, round| sum ^ std::hint::black_box(round) ^ round)
            };
            let threads = NonZero::new(threads).expect("not zero");
            in_order(&items, threads, slow_first, |item, result| taken.push((*item, result)));
            let expected: Vec<(u64, u64)> = items.iter().map(|n| (*n, *n)).collect();
            assert_eq!(taken, expected);
        }
    }
}
