//! Interleaved measurement: every contestant of a group runs once a round, and its best round counts. What is measured is
//! the processor time of the thread, so that other work on the machine disturbs less.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// A contestant: what it is called, and one run of it over the group's text.
pub struct Contestant<'a> {
    name: String,
    run: Box<dyn FnMut() -> usize + 'a>,
}

/// `run` does all the work once and returns a number that depends on it, so that nothing is optimized away.
pub fn contestant<'a>(name: impl Into<String>, run: impl FnMut() -> usize + 'a) -> Contestant<'a> {
    Contestant { name: name.into(), run: Box::new(run) }
}

/// Prints the groups that were asked for.
pub struct Report {
    wanted: Vec<String>,
}

impl Report {
    /// `wanted` holds beginnings of group names; an empty list wants all.
    pub fn new(wanted: Vec<String>) -> Self {
        Report { wanted }
    }

    /// Whether the group will be run: ask before preparing what it needs.
    pub fn wants(&self, group: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| group.starts_with(wanted.as_str()))
    }

    /// Runs the contestants in turns, `rounds` times, over `bytes` bytes of text each, and prints a line for each.
    ///
    /// Contestants of one group may come in several calls: the ratio is to the first of each call's list.
    pub fn group(&mut self, group: &str, bytes: usize, rounds: usize, mut contestants: Vec<Contestant<'_>>) {
        if !self.wants(group) {
            return;
        }
        let mut best = vec![Duration::MAX; contestants.len()];
        for _ in 0..rounds {
            for (contestant, best) in contestants.iter_mut().zip(&mut best) {
                let start = ThreadTime::now();
                black_box((contestant.run)());
                *best = start.elapsed().min(*best);
            }
        }
        let speed = |time: &Duration| bytes as f64 / time.as_secs_f64() / 1e6;
        let first = best.first().map_or(1.0, speed);
        for (contestant, best) in contestants.iter().zip(&best) {
            println!("{group}\t{}\t{:.1}\t{:.2}", contestant.name, speed(best), speed(best) / first);
        }
    }
}
