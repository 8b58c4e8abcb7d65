//! Lists in other formats: read, their bad lines reported, matched, and written as one list.

use std::error::Error;

use khabar::import::{self, Import};
use khabar::{EntityKind, Gazetteer};

/// Patterns of a spaCy `EntityRuler`. The third has an operator, which a gazetteer cannot mean.
const PATTERNS: &str = r#"{"label": "PERSON", "pattern": "ليلى الحداد", "id": "acme:layla"}
{"label": "ORG", "pattern": [{"LOWER": "نخلة"}, {"LOWER": "للبرمجيات"}]}
{"label": "PERSON", "pattern": [{"LOWER": "سامي"}, {"LOWER": "القاسم", "OP": "?"}]}
{"label": "DATE", "pattern": "يوم التأسيس"}
"#;

/// The result of a Wikidata query: id, label, aliases, type.
const CITIES: &str = "\
item\titemLabel\taliases\ttype
http://www.wikidata.org/entity/Q85\tالقاهرة\tقاهرة المعز\thttp://www.wikidata.org/entity/Q515
";

/// One name a line.
const TOWNS: &str = "# towns of ours\nعين الندى\nواحة المستقبل\n";

fn main() -> Result<(), Box<dyn Error>> {
    // Files come as `BufReader::new(File::open(path)?)`; GATE gazetteers as a directory, `.gate("path/to/lists")`.
    let list = Import::new()
        .lenient()
        .skip("DATE")
        .spacy("patterns.jsonl", PATTERNS.as_bytes())?
        .wikidata("cities.tsv", CITIES.as_bytes())?
        .names(EntityKind::Place, "towns.txt", TOWNS.as_bytes())?;
    println!("{} rows; left out:", list.rows().len());
    for error in list.rejected() {
        println!("  {error}");
    }

    let names = Gazetteer::builder().rows(list.into_rows()).build()?;
    let text = "وصلت ليلى الحداد من القاهرة إلى عين الندى لزيارة نخلة للبرمجيات";
    println!("\nFound:");
    for hit in names.find_iter(text) {
        println!("  {:<14} {:<32} {}", hit.entity().kind().as_str(), hit.entity().id(), hit.span().text(text));
    }

    println!("\nAs one list:");
    import::write_tsv(std::io::stdout().lock(), names.entities())?;
    Ok(())
}
