//! An installed Graphviz, asked to draw.

use std::io::{ErrorKind, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;

/// Longest time that a picture may take.
const LIMIT: Duration = Duration::from_secs(120);

/// Returns a picture of a text in DOT, in a syntax that Graphviz names (`svg`, `png`, `pdf`).
pub(super) fn drawn(dot: &[u8], syntax: &str) -> Result<Vec<u8>, Failure> {
    let spawned = Command::new("dot")
        .arg(format!("-T{syntax}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = spawned.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Unsupported(
            "--engine dot needs Graphviz: no program 'dot' is found; leave the option out to draw without it"
                .to_owned(),
        ),
        _ => Failure::Output(error),
    })?;
    // Both pipes have ends of their own: who writes all before reading waits for ever for a program that does the same.
    let (mut input, mut output) = (child.stdin.take(), child.stdout.take());
    let text = dot.to_vec();
    let writer = thread::spawn(move || input.as_mut().map_or(Ok(()), |pipe| pipe.write_all(&text)));
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        output.as_mut().map_or(Ok(0), |pipe| pipe.read_to_end(&mut bytes)).map(|_| bytes)
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if start.elapsed() > LIMIT => {
                child.kill()?;
                child.wait()?;
                return Err(Failure::Unsupported(format!(
                    "Graphviz has drawn for {} seconds and was stopped; leave --engine dot out, or draw fewer documents",
                    LIMIT.as_secs()
                )));
            }
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    // A program that fails closes its end early: its exit tells more than the broken pipe.
    let _ = writer.join();
    let bytes = reader.join().map_err(|_| Failure::Unsupported("cannot read from Graphviz".to_owned()))??;
    if status.success() {
        Ok(bytes)
    } else {
        Err(Failure::Unsupported(format!("Graphviz cannot draw this picture ({status})")))
    }
}
