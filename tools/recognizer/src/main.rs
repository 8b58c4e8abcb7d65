//! Estimates the table of the recognizer.
//!
//! `[--conll FILE SHARE] [--pages TSV DIR SHARE] [--own DIR SHARE] [--without GROUP,...] [--drop TEMPLATE,...] [--l1 N] [--rate N]
//! [--epochs N] [--least N] [--step N] [--small N] [--out FILE] [--folds N]`
//!
//! A share is what a line of the source counts; a group is the number of a fold of the corpus, or `page` and the name of a page.
//! Features seen fewer than `--least` times are not learnt, weights below `--small` not written; `--step` is that of the integers.
//!
//! With `--folds` nothing is written: the first N of ten folds of the corpus, every page and a tenth of the own sentences at a
//! time are labelled with weights of all the rest, and the figures printed: with the weights as they were learnt, then with the
//! integers of the table.

mod corpus;
mod crf;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use corpus::Sample;
use crf::{Model, Settings};
use khabar::Recognizer;
use write::Rounding;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let recognizer = Recognizer::builtin();
    let mut samples: Vec<Sample> = Vec::new();
    let mut settings = Settings { epochs: 12, l1: 1.0, rate: 0.1, decay: 0.8, least: 4.0 };
    let mut rounding = Rounding { step: 0.05, least: 0.05 };
    let (mut out, mut folds, mut without) = (None, 0, BTreeSet::new());
    let mut drop: BTreeSet<u32> = BTreeSet::new();
    let mut at = 0;
    while at < args.len() {
        let arg = |n: usize| args.get(at + n).unwrap_or_else(|| panic!("{} needs more", args[at])).as_str();
        let number = |n: usize| arg(n).parse::<f32>().unwrap_or_else(|_| panic!("{} is no number", arg(n)));
        let taken = match arg(0) {
            "--conll" => {
                corpus::conll(&recognizer, Path::new(arg(1)), number(2), &mut samples);
                2
            }
            "--pages" => {
                corpus::pages(&recognizer, Path::new(arg(1)), Path::new(arg(2)), number(3), &mut samples);
                3
            }
            "--own" => {
                corpus::own(&recognizer, Path::new(arg(1)), number(2), &mut samples);
                2
            }
            "--without" => {
                without.extend(arg(1).split(',').map(str::to_owned));
                1
            }
            "--l1" => {
                settings.l1 = number(1);
                1
            }
            "--rate" => {
                settings.rate = number(1);
                1
            }
            "--least" => {
                settings.least = number(1);
                1
            }
            "--epochs" => {
                settings.epochs = number(1) as usize;
                1
            }
            "--drop" => {
                drop.extend(arg(1).split(',').map(|t| t.parse::<u32>().expect("the number of a template")));
                1
            }
            "--step" => {
                rounding.step = number(1);
                1
            }
            "--small" => {
                rounding.least = number(1);
                1
            }
            "--out" => {
                out = Some(arg(1).to_owned());
                1
            }
            "--folds" => {
                folds = number(1) as usize;
                1
            }
            other => panic!("unknown option {other}"),
        };
        at += taken + 1;
    }
    for row in samples.iter_mut().flat_map(|s| &mut s.features) {
        row.retain(|f| !drop.contains(&(f >> 24)));
    }
    let words = |of: fn(&Sample, usize) -> bool| {
        samples.iter().map(|s| (0..s.gold.len()).filter(|&at| of(s, at)).count()).sum::<usize>()
    };
    eprintln!(
        "{} lines, {} words, {} of them open; {} of {} words of names out of reach",
        samples.len(),
        words(|_, _| true),
        words(|s, at| !s.features[at].is_empty()),
        words(|s, at| s.gold[at] > 0 && s.reachable[at] == 0),
        words(|s, at| s.gold[at] > 0),
    );
    if folds > 0 {
        cross_validate(&samples, &settings, rounding, folds);
    }
    if let Some(out) = out {
        let kept: Vec<&Sample> = samples.iter().filter(|s| !without.contains(&s.group)).collect();
        // Where the corpora lie is nobody's business.
        let name = |arg: &String| match Path::new(arg).is_absolute() {
            true => Path::new(arg).file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned()),
            false => arg.clone(),
        };
        let said: Vec<String> = args.iter().map(name).collect();
        let command = format!("cargo run --release --manifest-path tools/recognizer/Cargo.toml -- {}", said.join(" "));
        write::table(&Model::train(&kept, &settings), rounding, &command, &out);
    }
}

#[derive(Default, Clone)]
struct Count {
    right: [usize; 4],
    found: [usize; 4],
    gold: [usize; 4],
}

/// Where annotated lines come from.
const SOURCES: [&str; 3] = ["conll", "pages", "own"];

fn cross_validate(samples: &[Sample], settings: &Settings, rounding: Rounding, folds: usize) {
    // Which groups are left out together: a fold of the corpus, a tenth of the own sentences, a fifth of the pages.
    let page_groups: BTreeSet<&str> =
        samples.iter().map(|s| s.group.as_str()).filter(|g| g.starts_with("page")).collect();
    let page_fold: BTreeMap<&str, usize> = page_groups.iter().enumerate().map(|(n, &g)| (g, n % folds + 1)).collect();
    let fold_of = |s: &Sample| match page_fold.get(s.group.as_str()) {
        Some(&fold) => fold,
        None => s.group.trim_start_matches("own").parse().unwrap(),
    };
    let source = |s: &Sample| if s.group.starts_with("page") { 1 } else { usize::from(s.group.starts_with("own")) * 2 };
    let run = |fold: usize| {
        let train: Vec<&Sample> = samples.iter().filter(|s| fold_of(s) != fold).collect();
        let model = Model::train(&train, settings);
        let some = model.weights.iter().flatten().filter(|w| w.abs() >= 0.05).count();
        let rows = model.weights.iter().filter(|row| row.iter().any(|w| w.abs() >= 0.05)).count();
        eprintln!("fold {fold}: {} features, {rows} with weight, {some} weights", model.weights.len());
        let label = |model: &Model| {
            let mut counts = vec![Count::default(); SOURCES.len()];
            for sample in samples.iter().filter(|s| s.test && fold_of(s) == fold) {
                count(&sample.gold, &model.decode(sample), &mut counts[source(sample)]);
            }
            counts
        };
        let floats = label(&model);
        [floats, label(&rounding.of(model))]
    };
    let all: Vec<[Vec<Count>; 2]> = std::thread::scope(|scope| {
        let run = &run;
        let halves: Vec<_> = (0..2)
            .map(|half| scope.spawn(move || (1..=folds).filter(|f| f % 2 == half).map(run).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().flat_map(|h| h.join().unwrap()).collect()
    });
    let rows = (0..SOURCES.len()).flat_map(|source| [(source, 0, "floats"), (source, 1, "integers")]);
    for (source, which, weights) in rows {
        let mut sum = Count::default();
        for counts in all.iter().map(|both| &both[which]) {
            for k in 0..4 {
                sum.right[k] += counts[source].right[k];
                sum.found[k] += counts[source].found[k];
                sum.gold[k] += counts[source].gold[k];
            }
        }
        let f1 = |kinds: &[usize]| {
            let total = |list: &[usize; 4]| kinds.iter().map(|&k| list[k]).sum::<usize>() as f64;
            let (r, f, g) = (total(&sum.right), total(&sum.found), total(&sum.gold));
            (200.0 * r / (f + g).max(1.0), 100.0 * r / f.max(1.0), 100.0 * r / g.max(1.0))
        };
        let (f, p, r) = f1(&[0, 1, 2]);
        println!(
            "{:6} {weights:8} F1 {f:.2} (P {p:.2} R {r:.2})  PER {:.2} LOC {:.2} ORG {:.2} MISC {:.2}",
            SOURCES[source],
            f1(&[0]).0,
            f1(&[1]).0,
            f1(&[2]).0,
            f1(&[3]).0
        );
    }
}

fn spans(labels: &[u8]) -> Vec<(usize, usize, u8)> {
    let mut spans: Vec<(usize, usize, u8)> = Vec::new();
    for (at, &label) in labels.iter().enumerate().filter(|&(_, &l)| l > 0) {
        match spans.last_mut() {
            Some(last) if label % 2 == 0 && last.1 == at && last.2 == (label - 1) / 2 => last.1 += 1,
            _ => spans.push((at, at + 1, (label - 1) / 2)),
        }
    }
    spans
}

fn count(gold: &[u8], found: &[u8], count: &mut Count) {
    let (gold, found) = (spans(gold), spans(found));
    for span in &gold {
        count.gold[usize::from(span.2)] += 1;
        count.right[usize::from(span.2)] += usize::from(found.contains(span));
    }
    for span in &found {
        count.found[usize::from(span.2)] += 1;
    }
}
