//! Time and values of the engine on an edge list: `cargo bench --bench engine -- time graph.txt`.
//!
//! What `benches/peers/run` asks of this side, each of which can be asked alone. Everything but `generate` and `shipped`
//! prints one JSON object a line.
//!
//! ```text
//! generate NODES MEAN FILE                 writes a synthetic citation graph
//! shipped FILE                             writes the references of the shipped dataset
//! describe FILE                            what is asked of every tool: the most cited node, sources, pivots
//! time FILE [--jobs a,b] [--threads N]     times our jobs
//! petgraph FILE [--jobs a,b]               times the same jobs by petgraph
//! limits FILE                              what this machine could do at best, row by row
//! digest FILE [--threads N]                one number for all bytes of all rankings
//! database FILE DB                         writes the database of an edge list; prints time and size
//! id NODE                                  the document of a node in that database
//! values FILE                              all values of all measures, in the numbering of the file
//! ```
//!
//! An edge list has a line `citing cited` for each citation, both as numbers from 0.

mod citations;
mod edge_list;
mod filing;
mod limits;
mod numbers;
mod own;
mod peer;
mod snapshot;
mod stopwatch;
mod values;

use std::env;
use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use edge_list::{EdgeList, Facts};
use stopwatch::Stopwatch;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo itself adds `--bench`.
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((command, rest)) = words.split_first() else {
        println!("usage: engine generate|shipped|describe|time|petgraph|limits|digest|values FILE …");
        return Ok(());
    };
    match (*command, rest) {
        ("generate", [nodes, mean, file]) => {
            EdgeList { nodes: nodes.parse()?, edges: citations::generate(nodes.parse()?, mean.parse()?, 7) }
                .write(file)?;
        }
        ("shipped", [file]) => EdgeList::shipped()?.write(file)?,
        ("describe", [file, options @ ..]) => {
            let sampled = options.contains(&"--sampled");
            println!("{}", Facts::of(&EdgeList::read(file)?, sampled).json());
        }
        ("time", [file, options @ ..]) => own::run(&Request::of(file, options)?)?,
        ("petgraph", [file, options @ ..]) => peer::run(&Request::of(file, options)?)?,
        ("limits", [file, options @ ..]) => limits::run(&Request::of(file, options)?)?,
        ("digest", [file, options @ ..]) => values::digest(&Request::of(file, options)?)?,
        ("database", [file, db]) => filing::file(&EdgeList::read(file)?, db.as_ref())?,
        ("id", [node]) => println!("{}", filing::id(node.parse()?)),
        ("values", [file]) => values::print(&EdgeList::read(file)?)?,
        _ => return Err(format!("not understood: {words:?}").into()),
    }
    Ok(())
}

/// What a run is asked to do.
struct Request {
    file: PathBuf,
    /// The names of the jobs; all of them if none is given.
    jobs: Vec<String>,
    threads: NonZeroUsize,
    /// Whether measures over all sources are estimated from pivots, whatever the size.
    sampled: bool,
}

impl Request {
    fn of(file: &str, options: &[&str]) -> Result<Request, Box<dyn Error>> {
        let mut request =
            Request { file: file.into(), jobs: Vec::new(), threads: NonZeroUsize::MIN, sampled: false };
        let mut options = options.iter();
        while let Some(option) = options.next() {
            match *option {
                "--sampled" => request.sampled = true,
                "--jobs" => {
                    let names = options.next().ok_or("--jobs needs names")?;
                    request.jobs = names.split(',').map(str::to_owned).collect();
                }
                "--threads" => request.threads = options.next().ok_or("--threads needs a number")?.parse()?,
                other => return Err(format!("no such option: {other}").into()),
            }
        }
        Ok(request)
    }

    fn stopwatch(&self, tool: &'static str) -> Stopwatch {
        Stopwatch::new(tool, self.jobs.clone())
    }
}
