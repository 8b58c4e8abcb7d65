//! Layers that hide, written to bytes and opened again; damaged layers; rows that try to make building slow.

use khabar::{Gazetteer, Overlap};
use proptest::prelude::*;

const NAMES: [&str; 8] =
    ["عين", "عين الماء", "الماء", "عين الماء العذب", "العذب", "وادي", "وادي عين", "القسطنطينيةالكبرى"];
const TEXT: &str = "في عين الماء العذب ثم الماء فعين ووادي عين والقسطنطينيةالكبرى ثم العذب وعين الماء";

fn rows(layer: usize, names: &[usize]) -> String {
    names.iter().enumerate().map(|(n, name)| format!("place\t{layer}:{n}\t{}\n", NAMES[*name])).collect()
}

fn found(names: &Gazetteer, overlap: Overlap) -> Vec<(usize, usize, Vec<String>)> {
    let ids = |hit: &khabar::Match| hit.entities().map(|entity| entity.id().to_owned()).collect();
    names.find_iter_with(TEXT, overlap).map(|hit| (hit.span().start, hit.span().end, ids(&hit))).collect()
}

fn same(one: &Gazetteer, other: &Gazetteer) {
    for overlap in [Overlap::LeftmostLongest, Overlap::All] {
        assert_eq!(found(one, overlap), found(other, overlap), "{overlap:?}");
    }
    assert!(one.entities().eq(other.entities()));
}

#[derive(Clone, Debug)]
struct Layer {
    names: Vec<usize>,
    /// Surfaces hidden, and entities of the layer below.
    surfaces: Vec<usize>,
    entities: Vec<usize>,
}

fn layer() -> impl Strategy<Value = Layer> {
    let names = || prop::collection::vec(0..NAMES.len(), 0..5);
    (names(), names(), prop::collection::vec(0..6_usize, 0..3)).prop_map(|(names, surfaces, entities)| Layer {
        names,
        surfaces,
        entities,
    })
}

/// The layers on `base`, each saved and opened first if `saved`.
fn build(layers: &[Layer], base: &Gazetteer, saved: bool) -> Gazetteer {
    let mut below = base.clone();
    for (n, layer) in layers.iter().enumerate() {
        let mut own = Gazetteer::builder().tsv("own", &rows(n, &layer.names));
        for &surface in &layer.surfaces {
            own = own.hide_surface(NAMES[surface]);
        }
        let builder = if saved {
            let own = Gazetteer::from_bytes(own.build().unwrap().to_bytes()).unwrap();
            Gazetteer::builder().above(own).above(below)
        } else {
            own.above(below)
        };
        below = layer.entities.iter().fold(builder.clone().build().unwrap(), |built, entity| {
            // The base goes by numbers, of which some are there.
            Gazetteer::builder().above(built.clone()).hide(&format!("base:{entity}")).build().unwrap_or(built)
        });
    }
    below
}

proptest! {
    #![proptest_config(crate::draws(128))]

    /// What is saved finds what was built, shows what it shows, and hides what it hides.
    #[test]
    fn layers_survive_being_saved(layers in prop::collection::vec(layer(), 1..4)) {
        let all: Vec<usize> = (0..NAMES.len()).collect();
        let base = Gazetteer::builder().tsv("base", &rows(9, &all).replace("9:", "base:")).build().unwrap();
        let names = build(&layers, &base, false);
        same(&names, &build(&layers, &base, true));
        let bytes = names.to_bytes();
        let again = Gazetteer::from_bytes(bytes.clone()).unwrap();
        same(&names, &again);
        prop_assert_eq!(again.to_bytes(), bytes);
        // Above others, the saved list hides what the layers hide.
        let other = Gazetteer::builder().tsv("other", &rows(8, &all)).build().unwrap();
        let above = |names: Gazetteer| Gazetteer::builder().above(names).above(other.clone()).build().unwrap();
        same(&above(names), &above(again));
    }

    /// Whatever bytes a layer has: answers, never a panic, also when it is written again.
    #[test]
    fn damaged_layers_never_fail(changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..30)) {
        let own = || Gazetteer::builder().tsv("own", &rows(0, &[0, 1, 7, 7])).hide_surface("الماء").hide_surface("وادي");
        let mut bytes = own().build().unwrap().to_bytes();
        let len = bytes.len() - 40;
        for (at, byte) in changes {
            bytes[40 + usize::from(at) % len] = byte;
        }
        let damaged = Gazetteer::from_static(bytes.leak()).unwrap();
        let base = Gazetteer::builder().tsv("base", &rows(9, &[0, 1, 2, 3])).build().unwrap();
        let above = Gazetteer::builder().above(damaged.clone()).above(base.clone()).hide("9:1").build();
        let below = Gazetteer::builder().above(base).above(damaged.clone()).build();
        for names in [above, below].into_iter().flatten() {
            for overlap in [Overlap::LeftmostLongest, Overlap::All, Overlap::ByPriority] {
                names.find_iter_with(TEXT, overlap).take(500).for_each(|hit| { hit.entities().take(100).count(); });
            }
            let _ = (names.len(), names.is_empty(), names.entities().take(500).count());
            let _ = Gazetteer::from_bytes(names.to_bytes());
        }
        if let Some(id) = damaged.entities().next().map(|entity| entity.id().to_owned()) {
            let hidden = Gazetteer::builder().above(damaged.clone()).hide(&id).build();
            let _ = hidden.map(|names| (names.len(), names.to_bytes().len()));
        }
    }
}

#[test]
fn a_list_that_only_hides_is_saved() {
    let list = Gazetteer::builder().hide_surface("عين").build().unwrap();
    let list = Gazetteer::from_bytes(list.to_bytes()).unwrap();
    assert!(list.is_empty());
    let base = Gazetteer::builder().tsv("base", "place\tx:1\tعين\nplace\tx:2\tوادي\n").build().unwrap();
    let names = Gazetteer::builder().above(list).above(base).build().unwrap();
    assert_eq!(names.find_iter("عين وادي").map(|hit| hit.entity().id().to_owned()).collect::<Vec<_>>(), ["x:2"]);
}

#[test]
fn long_rows_are_built_in_linear_time() {
    // Recursion on every tilde ends the program here; a copy for every letter takes all memory.
    for name in [format!("{}غالب", "~".repeat(1_000_000)), format!("~{}", "غ".repeat(500_000)), "عبد".repeat(300_000)]
    {
        let names = Gazetteer::builder().tsv("mine", &format!("person\tx:1\t{name}\n")).build().unwrap();
        assert_eq!(names.len(), 1);
    }
}
