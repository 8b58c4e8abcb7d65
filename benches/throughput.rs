//! Throughput of every part on one thread, in bytes of text a second: `cargo bench`.
//!
//! The text is the sample page below, repeated with changed numbers, so that no line stands twice.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use khabar::{Analyzer, Detector, Gazetteer, Recognizer};

const PAGE: &str = include_str!("page.txt");

/// Pages of about 4 KB that differ from each other, 1 MB in all.
fn pages() -> Vec<String> {
    let count = 1_000_000 / PAGE.len();
    (0..count).map(|n| PAGE.replace('#', &n.to_string())).collect()
}

fn bench(bencher: Bencher, mut work: impl FnMut(&str)) {
    let pages = pages();
    let bytes: usize = pages.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(move || pages.iter().for_each(|page| work(black_box(page))));
}

#[divan::bench]
fn gazetteer(bencher: Bencher) {
    let names = Gazetteer::builtin();
    bench(bencher, |page| {
        black_box(names.find_iter(page).count());
    });
}

#[divan::bench]
fn recognizer(bencher: Bencher) {
    let recognizer = Recognizer::builtin();
    bench(bencher, |page| drop(black_box(recognizer.mentions(page))));
}

#[divan::bench]
fn detector(bencher: Bencher) {
    let detector = Detector::builtin();
    bench(bencher, |page| drop(black_box(detector.blocks(page))));
}

#[divan::bench]
fn analyzer(bencher: Bencher) {
    let analyzer = Analyzer::builtin();
    bench(bencher, |page| drop(black_box(analyzer.analyze(page))));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn building_a_gazetteer_of_places(bencher: Bencher) {
    let rows = include_str!("../data/gazetteer/authored/place.tsv");
    bencher.bench_local(|| Gazetteer::builder().tsv("place.tsv", rows).build().map(|names| names.len()));
}

fn main() {
    divan::main();
}
