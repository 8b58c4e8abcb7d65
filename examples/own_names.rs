//! Names of one's own, beside the built-in ones: five lines from a list to mentions.

use khabar::{Analyzer, Detector, Gazetteer, Recognizer};

/// `kind`, `id`, `name`, `aliases`: one entity a line, tabs between. `?` marks an alias that needs context.
const MINE: &str = "\
organization\tacme:1\tشركة نخلة للبرمجيات\tنخلة للبرمجيات|?نخلة
person\tacme:2\tليلى الحداد\t
place\tacme:3\tواحة المستقبل التقنية\tواحة المستقبل
";

const TEXT: &str = "\
أعلنت شركة نخلة للبرمجيات اليوم افتتاح مكتبها الجديد في واحة المستقبل، قرب مدينة العين في الإمارات.
وقالت المديرة ليلى الحداد إن المكتب سيوظف مئة مهندس، وإن نخلة ستفتح بعد ذلك مكتبا بالقاهرة.
";

fn main() -> Result<(), khabar::Error> {
    let names = Gazetteer::builder().tsv("mine.tsv", MINE).builtin().build()?;
    let analyzer = Analyzer::new(Detector::builtin(), Recognizer::new(names));
    for mention in analyzer.analyze(TEXT).mentions() {
        let id = mention.entity().map_or_else(|| "-".to_owned(), |entity| entity.id().to_owned());
        println!("{:<12} {id:<16} {} → {}", mention.kind().as_str(), mention.span().text(TEXT), mention.name());
    }

    // A bad row is an error that says where and what.
    let error =
        Gazetteer::builder().tsv("bad.tsv", "person\tacme:4\tأحمد\nplanet\tacme:5\tالمريخ\n").build().unwrap_err();
    println!("\nA bad list: {error}");
    Ok(())
}
