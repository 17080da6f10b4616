//! Times jobs and prints what was found.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use serde_json::json;

/// Short jobs are repeated for so long, for the median of many.
const ENOUGH: Duration = Duration::from_millis(500);
const MOST: usize = 25;

/// Times the jobs that are asked for.
pub struct Stopwatch {
    tool: &'static str,
    wanted: Vec<String>,
}

impl Stopwatch {
    /// A stopwatch for the named jobs, or for all if none is named.
    pub fn new(tool: &'static str, wanted: Vec<String>) -> Stopwatch {
        Stopwatch { tool, wanted }
    }

    /// Returns whether a job is asked for.
    pub fn wants(&self, job: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|w| w == job)
    }

    /// Runs a job if it is asked for, and prints its medians for one of `parts` equal parts with a number to check.
    pub fn time(&self, job: &str, parts: usize, mut run: impl FnMut() -> f64) {
        if self.wants(job) {
            self.starts(job);
            let mut samples = Samples::default();
            let begin = Instant::now();
            while samples.wall.is_empty() || begin.elapsed() < ENOUGH && samples.wall.len() < MOST {
                samples.take(&mut run);
            }
            self.tell(job, parts, samples);
        }
    }

    /// Runs a job once and keeps what it makes, whether or not it is asked for.
    pub fn once<T>(&self, job: &str, make: impl FnOnce() -> (T, f64)) -> T {
        if self.wants(job) {
            self.starts(job);
        }
        let mut samples = Samples::default();
        let mut made = None;
        let mut make = Some(make);
        samples.take(&mut || {
            let (value, check) = make.take().map(|make| make()).expect("it runs once");
            made = Some(value);
            check
        });
        if self.wants(job) {
            self.tell(job, 1, samples);
        }
        made.expect("it has run")
    }

    /// Prints the number to check of a job that was timed before.
    pub fn checks(&self, job: &str, check: f64) {
        println!("{}", json!({"tool": self.tool, "job": job, "check": check}));
    }

    /// Prints that a job begins: who waits for it starts to count.
    fn starts(&self, job: &str) {
        println!("{}", json!({"tool": self.tool, "job": job, "start": true}));
    }

    fn tell(&self, job: &str, parts: usize, samples: Samples) {
        let repeats = samples.wall.len();
        let one = |times| median(times) / parts as f64;
        println!(
            "{}",
            json!({
                "tool": self.tool,
                "job": job,
                "wall": one(samples.wall),
                "cpu": one(samples.cpu),
                "check": samples.check,
                "repeats": repeats,
                "peak_mb": peak(),
            })
        );
    }
}

#[derive(Default)]
struct Samples {
    wall: Vec<f64>,
    cpu: Vec<f64>,
    check: f64,
}

impl Samples {
    fn take(&mut self, run: &mut impl FnMut() -> f64) {
        let (wall, cpu) = (Instant::now(), processor());
        self.check = black_box(run());
        self.cpu.push(processor() - cpu);
        self.wall.push(wall.elapsed().as_secs_f64());
    }
}

/// Returns the seconds of processor that this process has had, on all cores.
pub fn processor() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    if times.len().is_multiple_of(2) { (times[middle - 1] + times[middle]) / 2.0 } else { times[middle] }
}

/// Returns the greatest memory that the process has had, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kb| kb / 1024)
}
