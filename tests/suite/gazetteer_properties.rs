//! What holds for every list of names and every text.

use std::collections::HashMap;

use khabar::{Gazetteer, Overlap};

use crate::gazetteer_oracle::{Found, Listed, find, folded};

const POLICIES: [Overlap; 3] = [Overlap::LeftmostLongest, Overlap::All, Overlap::ByPriority];

/// A small generator of numbers (xorshift64*), the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn one_of<'a>(&mut self, pieces: &[&'a str]) -> &'a str {
        pieces[self.below(pieces.len())]
    }

    fn letters(&mut self, letters: &[&str], len: usize) -> String {
        (0..len).map(|_| self.one_of(letters)).collect()
    }
}

/// One gazetteer of two layers, and the list the twin searches.
fn build(listed: &[Listed]) -> Gazetteer {
    let rows = |layer: usize| -> String {
        let of_layer = listed.iter().enumerate().filter(|(_, one)| one.layer == layer);
        of_layer
            .map(|(n, one)| {
                let alias = if one.weak { format!("?{}", one.name) } else { String::new() };
                format!("place\t{n}\t{}\t{alias}\n", one.name)
            })
            .collect()
    };
    let base = Gazetteer::builder().tsv("base", &rows(1)).build().unwrap();
    Gazetteer::builder().tsv("own", &rows(0)).above(base).build().unwrap()
}

fn found(names: &Gazetteer, text: &str, overlap: Overlap) -> Vec<(usize, usize, usize, Vec<usize>)> {
    let hits = names.find_iter_with(text, overlap);
    hits.map(|hit| {
        let ids = hit.entities().map(|entity| entity.id().parse().unwrap()).collect();
        (hit.word_span().start, hit.span().start, hit.span().end, ids)
    })
    .collect()
}

fn expected(found: Vec<Found>) -> Vec<(usize, usize, usize, Vec<usize>)> {
    found.into_iter().map(|f| (f.word_start, f.start, f.end, f.names)).collect()
}

/// Cases asked for: `KHABAR_CASES=1000000 cargo test --release --test suite -- every_policy --nocapture`.
fn cases() -> usize {
    std::env::var("KHABAR_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000)
}

#[test]
fn invariant_10_every_policy_agrees_with_the_naive_finder() {
    let mut random = Random(7);
    let name_letters = ["ا", "ب", "و", "ل", "ل", "س", "ف", "ك", "ة", "إ"];
    let text_letters = ["ا", "ب", "و", "ل", "ل", "س", "ف", "ك", "ة", "أ", "ل\u{64E}", "ب\u{640}", "ا\u{651}\u{64E}"];
    let gaps = [" ", " ", " ", " ", " ", "  ", "-", " «", "» ", "، ", "\n"];
    let (mut done, mut hits) = (0, 0);
    while done < cases() {
        let mut listed: Vec<Listed> = Vec::new();
        for n in 0..1 + random.below(12) {
            let name = match random.below(6) {
                // Often a part of another name, or the same once more.
                0 if n > 0 => listed[random.below(n)].name.clone(),
                1 if n > 0 => {
                    let other = listed[random.below(n)].name.clone();
                    let more = random.below(3) + 1;
                    format!("{other} {}", random.letters(&name_letters, more))
                }
                _ => {
                    let words: Vec<String> = (0..1 + random.below(3))
                        .map(|_| {
                            let len = 1 + random.below(5);
                            random.letters(&name_letters, len)
                        })
                        .collect();
                    words.join(" ")
                }
            };
            let name = name.split(' ').take(12).collect::<Vec<_>>().join(" ");
            listed.push(Listed { name, weak: random.below(3) == 0, layer: random.below(2) });
        }
        let names = build(&listed);
        let again = Gazetteer::from_bytes(names.to_bytes()).unwrap();
        let mut by_phrase: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, one) in listed.iter().enumerate() {
            by_phrase.entry(folded(&one.name)).or_default().push(n);
        }
        let lookup = |phrase: &str| by_phrase.get(phrase).cloned().unwrap_or_default();
        for _ in 0..10 {
            let mut text = String::new();
            for _ in 0..1 + random.below(12) {
                if random.below(2) == 0 {
                    text.push_str(random.one_of(&["", "", "و", "ب", "ل", "أ", "وال", "لل", "فب", "أول"]));
                    text.push_str(&listed[random.below(listed.len())].name.clone());
                } else {
                    let len = 1 + random.below(7);
                    text.push_str(&random.letters(&text_letters, len));
                }
                text.push_str(random.one_of(&gaps));
            }
            for overlap in POLICIES {
                let wanted = expected(find(&listed, &lookup, &text, overlap));
                hits += wanted.len();
                assert_eq!(found(&names, &text, overlap), wanted, "{overlap:?} of {listed:?} in {text:?}");
                if overlap != Overlap::ByPriority {
                    assert_eq!(
                        found(&again, &text, overlap),
                        wanted,
                        "one image: {overlap:?} of {listed:?} in {text:?}"
                    );
                }
                done += 1;
            }
        }
    }
    println!("{done} cases, {hits} matches");
}

/// Names and a text with many of them, of so many words.
fn large(names: usize, words: usize) -> (Vec<Listed>, String) {
    let mut random = Random(11);
    let letters = ["ا", "ل", "ي", "م", "و", "ن", "ر", "ت", "ب", "ه", "ع", "د", "س", "ف", "ق", "ك", "أ", "ة", "إ"];
    let vocabulary: Vec<String> = (0..names / 8 + 200)
        .map(|_| {
            let (article, len) = (if random.below(4) == 0 { "ال" } else { "" }, 2 + random.below(5));
            format!("{article}{}", random.letters(&letters, len))
        })
        .collect();
    let mut listed = Vec::new();
    for _ in 0..names {
        let parts: Vec<&str> =
            (0..1 + random.below(4)).map(|_| vocabulary[random.below(vocabulary.len())].as_str()).collect();
        listed.push(Listed { name: parts.join(" "), weak: false, layer: 0 });
    }
    let mut text = String::new();
    for n in 0..words {
        match random.below(6) {
            0 => {
                text.push_str(random.one_of(&["", "", "", "و", "ب", "ل", "فال"]));
                text.push_str(&listed[random.below(listed.len())].name);
            }
            1 => text.push_str(&vocabulary[random.below(vocabulary.len())].replace('ل', "ل\u{64E}")),
            _ => text.push_str(&vocabulary[random.below(vocabulary.len())]),
        }
        text.push_str(if n % 9 == 8 { "، " } else { " " });
    }
    (listed, text)
}

fn agrees_on(names: usize, words: usize) {
    let (listed, text) = large(names, words);
    let mut by_phrase: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, one) in listed.iter().enumerate() {
        by_phrase.entry(folded(&one.name)).or_default().push(n);
    }
    let gazetteer = build(&listed);
    let lookup = |phrase: &str| by_phrase.get(phrase).cloned().unwrap_or_default();
    for overlap in POLICIES {
        let wanted = expected(find(&listed, &lookup, &text, overlap));
        let found = found(&gazetteer, &text, overlap);
        assert_eq!(found.len(), wanted.len());
        assert!(found == wanted, "{overlap:?}");
        println!("{names} names, {} bytes, {overlap:?}: {} matches", text.len(), found.len());
    }
}

#[test]
fn a_dictionary_agrees_with_the_slow_finder() {
    agrees_on(5_000, 10_000);
}

#[test]
#[ignore = "a hundred thousand names and four megabytes: run with --release"]
fn a_large_dictionary_agrees_with_the_slow_finder() {
    agrees_on(100_000, 290_000);
}

/// A small gazetteer with everything that an image can hold.
fn small() -> Vec<u8> {
    let rows = "place\tx:1\tعين الماء\t?عين|عين الماء العذب\tEG\tcity\tAyn\twd:Q1\nperson\tx:2\tأحمد\nperson\tx:3\tأحمد\n\
        place\tx:4\tالقسطنطينيةالكبرىالعظمى\norganization\tx:5\tНиколай RT 24\n";
    Gazetteer::builder().tsv("small", rows).hide_surface("ماء").build().unwrap().to_bytes()
}

const SMALL_TEXT: &str = "في عين الماء العذب وأحمد وبالقسطنطينيةالكبرىالعظمى Николай rt ٢٤ عين أحمد";

/// Asks everything of a gazetteer, which must answer anything but never fail.
fn ask(names: &Gazetteer) {
    for overlap in POLICIES {
        for hit in names.find_iter_with(SMALL_TEXT, overlap).take(1000) {
            let _ = (hit.needs_context(), hit.entity().name().len(), hit.entities().take(1000).count());
        }
    }
    for entity in names.entities().take(1000) {
        let _ =
            (entity.id().len(), entity.kind(), entity.aliases().count(), entity.refs().count(), entity.latin().len());
    }
    let _ = (names.len(), names.verify().is_ok(), names.data_version().len());
}

#[test]
fn changed_images_are_refused_and_never_fail() {
    let bytes = small();
    let names = Gazetteer::from_bytes(bytes.clone()).unwrap();
    assert_eq!(names.find_iter(SMALL_TEXT).count(), 6);
    assert_eq!(names.to_bytes(), bytes);
    for at in 0..bytes.len() {
        for bit in [0x01, 0x80, 0xFF] {
            let mut changed = bytes.clone();
            changed[at] ^= bit;
            assert!(Gazetteer::from_bytes(changed.clone()).is_err(), "byte {at}");
            if let Ok(names) = Gazetteer::from_static(changed.leak()) {
                assert!(names.verify().is_err(), "byte {at}");
                ask(&names);
            }
        }
    }
    for len in 0..bytes.len() {
        let short = bytes[..len].to_vec();
        let error = Gazetteer::from_bytes(short.clone()).unwrap_err();
        assert!(error.to_string().starts_with("gazetteer image: "), "{error}");
        assert!(Gazetteer::from_static(short.leak()).is_err());
    }
    let mut long = bytes.clone();
    long.push(0);
    assert!(Gazetteer::from_bytes(long).is_err());
}

#[test]
fn images_with_many_changed_bytes_never_fail() {
    let bytes = small();
    let mut random = Random(3);
    for _ in 0..3000 {
        let mut changed = bytes.clone();
        for _ in 0..1 + random.below(40) {
            // Behind the magic, the version and the lengths of the sections, so that the image opens.
            let at = 44 + random.below(bytes.len() - 44);
            changed[at] = random.below(256) as u8;
        }
        ask(&Gazetteer::from_static(changed.leak()).unwrap());
    }
}

#[test]
fn images_are_the_same_however_they_are_built() {
    let (listed, _) = large(300, 1);
    let rows: Vec<String> = listed.iter().enumerate().map(|(n, one)| format!("place\t{n}\t{}\n", one.name)).collect();
    let one = Gazetteer::builder().tsv("a", &rows.concat()).build().unwrap().to_bytes();
    let two = Gazetteer::builder().tsv("a", &rows[..100].concat()).tsv("b", &rows[100..].concat()).build().unwrap();
    assert_eq!(one, two.to_bytes());
}
