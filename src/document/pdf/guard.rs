//! Runs the reading of a file where neither a panic nor deep nesting takes the program down.

use std::panic;
use std::sync::Once;
use std::thread;

/// Name of the thread, by which the hook knows what it must not print.
const NAME: &str = "pdf";
/// Bytes of its stack. Objects may nest some hundred levels deep; pages of the stack that are not used cost nothing.
const STACK: usize = 64 << 20;

/// The hook that prints panics is one for the whole program.
static QUIET: Once = Once::new();

/// Runs `read` on a copy of the bytes in a thread of its own; nothing if it panicked, which prints nothing.
pub(super) fn guarded<T: Send + 'static>(bytes: &[u8], read: fn(Vec<u8>) -> T) -> Option<T> {
    QUIET.call_once(|| {
        // The library does not mean to panic, but files are hostile; what it says then helps no user. All other threads
        // are heard as before.
        let heard = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            if thread::current().name() != Some(NAME) {
                heard(told);
            }
        }));
    });
    let bytes = bytes.to_vec();
    let thread = thread::Builder::new().name(NAME.to_owned()).stack_size(STACK);
    thread.spawn(move || read(bytes)).ok()?.join().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_answer() {
        assert_eq!(guarded(b"lamp", |bytes| bytes.len()), Some(4));
        assert_eq!(guarded(b"lamp", |bytes| bytes[4]), None);
    }
}
