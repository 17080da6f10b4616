//! How far a run is, as a line on a terminal.

use std::time::Duration;

use crate::ingest::Progress;

/// Between two looks of the line at least so much time goes by.
pub(super) const PAUSE: Duration = Duration::from_millis(100);

/// Returns what to show when so many documents were read in some time.
pub(super) fn line(progress: &Progress, documents: usize, elapsed: Duration) -> String {
    let Progress { files, of_files, bytes, of_bytes } = *progress;
    let mut text = format!("{files}/{of_files} files");
    let seconds = elapsed.as_secs_f64();
    if seconds >= 1.0 {
        let rate = documents as f64 / seconds;
        // Of slow work one wants to know how slow it is.
        let rate = if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") };
        let speed = bytes as f64 / seconds;
        let speed =
            if speed < 1e5 { format!("{:.0} kB", speed / 1e3) } else { format!("{:.1} MB", speed / 1e6) };
        text += &format!(", {rate} documents/s, {speed}/s");
    }
    if files >= of_files {
        text += ", asking all documents together";
    } else if seconds >= 1.0 && bytes > 0 {
        let left = seconds * of_bytes.saturating_sub(bytes) as f64 / bytes as f64;
        text += &format!(", {} left", span(Duration::from_secs_f64(left.min(1e9))));
    }
    text
}

/// Writes a span of time as people tell it.
fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..90 => format!("{seconds} s"),
        seconds @ 90..5400 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{:.1} h", seconds as f64 / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        let check = |files: usize, bytes: u64, seconds: u64, expected: &str| {
            let progress = Progress { files, of_files: 400, bytes, of_bytes: 80_000_000 };
            assert_eq!(line(&progress, files * 2, Duration::from_secs(seconds)), expected);
        };
        check(0, 0, 0, "0/400 files");
        check(1, 0, 2, "1/400 files, 1.0 documents/s, 0 kB/s");
        check(100, 20_000_000, 10, "100/400 files, 20 documents/s, 2.0 MB/s, 30 s left");
        check(100, 20_000_000, 100, "100/400 files, 2.0 documents/s, 0.2 MB/s, 5 min left");
        check(1, 1_000, 1, "1/400 files, 2.0 documents/s, 1 kB/s, 22.2 h left");
        check(400, 80_000_000, 40, "400/400 files, 20 documents/s, 2.0 MB/s, asking all documents together");
    }
}
